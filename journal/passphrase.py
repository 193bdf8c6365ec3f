"""A shared link's passphrase as it is compared: what cannot be heard when it is told does not matter."""

from __future__ import annotations

import unicodedata

# What telephones put in place of what is typed, where a box is no password's.
_PLAIN = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})
_UNSEEN = {"Cc", "Cf"}


def normal_passphrase(typed: str) -> str:
    """The passphrase without spaces at its ends, in one Unicode form (NFKC), its spaces single and its marks plain.

    Two people who write the same words get the same text, whatever their keyboards send. Letters keep their case.
    "" is returned for a text of spaces and invisible characters alone.
    """
    plain = unicodedata.normalize("NFKC", typed.translate(_PLAIN)).translate(_PLAIN)
    seen = "".join(" " if sign.isspace() else sign for sign in plain)
    seen = "".join(sign for sign in seen if unicodedata.category(sign) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFKC", seen).split())


def passphrases_to_try(typed: str) -> list[str]:
    """What may open a link, the likeliest first: as it is kept today, then as it was typed.

    Until Twitchlog normalised passphrases, links kept them as they were typed; those go on opening that way. Nearly
    always all forms are the same text, and a try costs one hash.
    """
    composed, decomposed = (unicodedata.normalize(form, typed) for form in ("NFC", "NFD"))
    return list(dict.fromkeys(text for text in (normal_passphrase(typed), typed, composed, decomposed) if text))
