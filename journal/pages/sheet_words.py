"""The words of a table of one's own, each once, with what it is taken for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext

from journal.anatomy import Side
from journal.diary_file.sheets import Role, WordGuess, WordMeaning
from journal.labels import WORDS
from journal.observations import DEVICE_PHASES, Movement, NoticedBy, Phase, Woke
from journal.pages.place_choices import PlaceGroup, place_groups
from journal.parsing import excerpt
from journal.wording.choices import lay_word
from journal.wording.sheet_roles import role_name
from journal.wording.sheet_words import meaning_text, muscles_text

NO_TWITCH = "nothing"
# Words that one page asks about; the page comes again for the others.
MOST_WORDS_ASKED = 40
# Which answers are asked of a word, by what its column tells.
ASKED_OF: Mapping[Role, tuple[str, ...]] = {
    Role.MUSCLE: ("muscle", "side"),
    Role.SIDE: ("side",),
    Role.MOVEMENT: ("movement",),
    Role.PHASE: ("phase",),
    Role.WOKE: ("woke",),
    Role.NOTICED_BY: ("noticed_by",),
    Role.WORDS: ("movement", "muscle", "side"),
}
KINDS_OF_ANSWERS: Mapping[str, type[StrEnum]] = {
    "side": Side,
    "movement": Movement,
    "phase": Phase,
    "woke": Woke,
    "noticed_by": NoticedBy,
}
Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WordSelect:
    """A select box of one word; ``groups`` are of places, else there are ``options`` alone."""

    field: str
    label: str
    chosen: str
    options: Options
    groups: tuple[PlaceGroup, ...] = ()


@dataclass(frozen=True, slots=True)
class WordRow:
    """A word with how often it stands in the file; ``number`` names its fields."""

    number: int
    text: str
    rows: int
    column: str
    meaning: str
    selects: tuple[WordSelect, ...] = ()


def word_row(number: int, word: WordGuess) -> WordRow:
    """The word alone, with its meaning in words."""
    return WordRow(
        number, excerpt(word.text), word.rows, role_name(word.role), meaning_text(word.meaning)
    )


def asked_word_rows(
    words: Iterable[tuple[int, WordGuess]],
) -> tuple[WordRow, ...]:
    """The words with a select box for each thing that can be said of them."""
    groups = tuple(place_groups())
    return tuple(
        WordRow(
            number,
            excerpt(word.text),
            word.rows,
            role_name(word.role),
            meaning_text(word.meaning),
            tuple(_select(name, number, word.meaning, groups) for name in ASKED_OF[word.role]),
        )
        for number, word in words
    )


def _select(
    name: str, number: int, meaning: WordMeaning, groups: tuple[PlaceGroup, ...]
) -> WordSelect:
    field = f"{name}-{number}"
    if name == "muscle":
        return _place_select(field, meaning, groups)
    value = getattr(meaning, name)
    chosen = value.value if value is not None else ""
    if name == "movement" and meaning.nothing:
        chosen = NO_TWITCH
    return WordSelect(field, _labels()[name], chosen, _options(name))


def _place_select(field: str, meaning: WordMeaning, groups: tuple[PlaceGroup, ...]) -> WordSelect:
    chosen, options = "+".join(meaning.muscles), [("", gettext("Not recorded"))]
    if len(meaning.muscles) > 1:
        options.append((chosen, muscles_text(meaning.muscles)))
    return WordSelect(field, _labels()["muscle"], chosen, tuple(options), groups)


def _labels() -> dict[str, str]:
    return {
        "muscle": gettext("Where"),
        "side": gettext("Left or right"),
        "movement": gettext("What it was"),
        "phase": gettext("Awake or asleep"),
        "woke": gettext("Did it wake you?"),
        "noticed_by": gettext("Who noticed it"),
    }


def _options(name: str) -> Options:
    members = [member for member in WORDS[KINDS_OF_ANSWERS[name]] if member not in DEVICE_PHASES]
    options = [
        ("", gettext("Not recorded")),
        *((str(member), lay_word(member)) for member in members),
    ]
    if name == "movement":
        options.append((NO_TWITCH, gettext("No twitch")))
    return tuple(options)
