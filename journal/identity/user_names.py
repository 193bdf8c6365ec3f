"""What a new user name may be made of, so that no name passes for another (docs/adr/0155)."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

# Scripts that one word is written in together; and parts of them that have names of their own in
# Unicode.
_TOGETHER = ({"HIRAGANA", "KATAKANA", "CJK"}, {"HANGUL", "CJK"}, {"BOPOMOFO", "CJK"})
_PART_OF = {
    "COMBINING": "",
    "ARABIC-INDIC": "ARABIC",
    "EXTENDED": "ARABIC",
    "IDEOGRAPHIC": "CJK",
    "KATAKANA-HIRAGANA": "KATAKANA",
}
# Letters of the three scripts that look alike, small or large; the Latin one first.
_ALIKE = (
    *(
        "aаα",
        "bвβ",
        "cсϲ",
        "dԁ",
        "eеε",
        "gԍ",
        "hһнη",
        "iіι",
        "jјϳ",
        "kкκ",
        "lӏ",
        "mмμ",
        "nν",
        "oоοσ",
        "pрρ",
        "qԛ",
    ),
    *(
        "sѕ",
        "tтτ",
        "uυ",
        "vѵν",
        "wԝω",
        "xхχ",
        "yуυγ",
        "zζ",
        "æӕ",
        "äӓ",
        "ëё",
        "ïїϊ",
        "öӧ",
        "ÿӱ",
        "áά",
        "óό",
        "íί",
    ),
)
_CLASS = {
    sign: "".join(group for group in _ALIKE if sign in group) for group in _ALIKE for sign in group
}


class NameFault(StrEnum):
    """Why a text cannot be a new user name."""

    AT_SIGN = "at sign"
    SPECIAL_FORM = "special form"
    MIXED = "mixed"


def name_fault(typed: str) -> NameFault | None:
    """What is wrong with a name as it was typed; None for a fit one, taken or not."""
    if "@" in unicodedata.normalize("NFKC", typed):
        return NameFault.AT_SIGN
    if unicodedata.normalize("NFKC", typed) != unicodedata.normalize("NFC", typed):
        return NameFault.SPECIAL_FORM
    scripts = scripts_of(typed)
    if len(scripts) < 2 or any(scripts <= together for together in _TOGETHER):
        return None
    return NameFault.MIXED


def scripts_of(text: str) -> set[str]:
    """By Unicode's names of the letters: LATIN, CYRILLIC ...

    Digits 0 to 9, marks and accents are of every script.
    """
    composed = unicodedata.normalize("NFC", text)
    return {_script(sign) for sign in composed if not sign.isascii() or sign.isalpha()} - {""}


def lookalike_pattern(name: str) -> str:
    """A regular expression of the names that may be taken for this one, itself among them."""
    signs = unicodedata.normalize("NFC", name).lower()
    return rf"\A{''.join(map(_pattern_of, signs))}\Z"


def _pattern_of(sign: str) -> str:
    return f"[{_CLASS[sign]}]" if sign in _CLASS else re.escape(sign)


def _script(sign: str) -> str:
    first = unicodedata.name(sign, "UNKNOWN").split()[0]
    return _PART_OF.get(first, first)
