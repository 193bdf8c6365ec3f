"""A shared link's passphrase: as it is compared, where what cannot be heard when it is told does
not matter; which ones are guessed easily; and one that is not.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Container, Iterable
from difflib import SequenceMatcher
from itertools import pairwise

# What telephones put in place of what is typed, where a box is no password's.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})
_UNSEEN = {"Cc", "Cf"}


def normal_passphrase(typed: str) -> str:
    """The passphrase without spaces at its ends, in one Unicode form (NFKC), its spaces single and
    its marks plain.

    Two people who write the same words get the same text, whatever their keyboards send. Letters
    keep their case. "" is returned for a text of spaces and invisible characters alone.
    """
    plain = unicodedata.normalize("NFKC", typed.translate(_PLAIN)).translate(_PLAIN)
    visible = "".join(" " if sign.isspace() else sign for sign in plain)
    visible = "".join(sign for sign in visible if unicodedata.category(sign) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFKC", visible).split())


def passphrases_to_try(typed: str) -> list[str]:
    """What may open a link, the likeliest first: as it is kept today, then as it was typed.

    Until Twitchlog normalised passphrases, links kept them as they were typed; those go on opening
    that way. Nearly always all forms are the same text, and a try costs one hash.
    """
    composed, decomposed = (unicodedata.normalize(form, typed) for form in ("NFC", "NFD"))
    return list(
        dict.fromkeys(
            text for text in (normal_passphrase(typed), typed, composed, decomposed) if text
        )
    )


# Below these somebody who guesses gets in soon: different signs, and those that do not follow from
# the one before.
FEWEST_SIGNS = 5
FEWEST_LETTERS = 7
FEWEST_DIGITS = 12
ALIKE = 0.7
_ROWS = ("qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "1234567890")
_NEIGHBOURS = {pair for row in _ROWS for pair in [*pairwise(row), *pairwise(row[::-1])]}
_FOR_LETTERS = str.maketrans("013457@$!|", "oieastasii")
# What this is about is guessed first.
_OURS = {
    "twitch",
    "twitches",
    "twitching",
    "twitchlog",
    "diary",
    "doctor",
    "neurologist",
    "neurology",
    "report",
    "shared",
}
_ENDS = re.compile(r"^[\W\d_]+|[\W\d_]+$")


def easily_guessed(passphrase: str, *, common: Container[str], known: Iterable[str] = ()) -> bool:
    """Whether somebody who knows lists of passwords, and the person, would try a normal passphrase
    early.

    ``common`` holds passwords in small letters; ``known`` texts are those that others know of the
    person.
    """
    small = passphrase.casefold()
    letters = "".join(sign for sign in small if sign.isalnum())
    units = (_unit(small), _unit(letters))
    if len(set(letters)) < FEWEST_SIGNS or min(map(_surprises, units)) < FEWEST_SIGNS:
        return True
    if min(map(len, units)) < FEWEST_LETTERS:
        return True
    if letters.isdecimal() and len(letters) < FEWEST_DIGITS:  # a date, a telephone number
        return True
    cores = {small, letters, _ENDS.sub("", small), _ENDS.sub("", letters)}
    cores |= {core.translate(_FOR_LETTERS) for core in cores} | {_unit(core) for core in cores}
    if any(core in common or core in _OURS for core in cores if core):
        return True
    return any(_alike(core, text.casefold()) for core in cores for text in known)


def _surprises(text: str) -> int:
    """How many signs do not follow from those before: by counting on, or along a keyboard."""
    return 1 + sum(
        abs(ord(first) - ord(second)) > 1 and (first, second) not in _NEIGHBOURS
        for first, second in pairwise(text)
    )


def _unit(text: str) -> str:
    """What the text is a repetition of, in full or broken off; itself if of nothing."""
    repeated = re.fullmatch(r"(.+?)\W?(?:\1\W?)+", text)
    return repeated.group(1) if repeated else text


def _alike(core: str, personal: str) -> bool:
    parts = {part for part in [personal, *re.split(r"\W+", personal)] if len(part) > 2}
    return any(SequenceMatcher(a=core, b=part).ratio() >= ALIKE for part in parts)


def drawn_passphrase() -> str:
    """Three groups that can be said by telephone, as in "bado-kemi-ruso": 36 bits of chance."""
    drawn = _draw()
    while easily_guessed(drawn, common=()):  # hardly ever: "bobo-bobo-bobo"
        drawn = _draw()
    return drawn


def _draw() -> str:
    syllables = [secrets.choice("bdfgklmnprstvz") + secrets.choice("aeiou") for _turn in range(6)]
    return "-".join("".join(syllables[start : start + 2]) for start in (0, 2, 4))
