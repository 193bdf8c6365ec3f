"""Characters: line ends, digits of all scripts, and the spaces that come along with a number."""

from __future__ import annotations

import re
import unicodedata

# What keyboards and spreadsheets put between the digits of one number, and what they put where a sign is meant.
_SPACES = dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " ")
_MARKS = {"\u2019": "'", "\uff07": "'", "\uff0e": ".", "\uff0c": ",", "\uff1a": ":", "\uff0f": "/"}
_SIGNS = {"\u2212": "-", "\u2010": "-", "\u2011": "-", "\ufe63": "-", "\uff0d": "-", "\uff0b": "+"}
_SAME = _SPACES | _MARKS | _SIGNS
# Marks of direction and width that nobody sees.
_UNSEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u061c\ufeff"
_LONGEST_SHOWN = 40
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


def line_feeds(text: str) -> str:
    """The text with one character for each end of a line, as a browser counts it."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def plain(text: str) -> str:
    """The text with ASCII digits, spaces and signs, and without what is around it."""
    kept = "".join(_plain(character) for character in text if character not in _UNSEEN)
    return kept.strip(" \t\r\n")


def _plain(character: str) -> str:
    digit = None if character.isascii() else unicodedata.decimal(character, None)
    return _SAME.get(character, character) if digit is None else str(digit)


def isolated(text: str) -> str:
    """A text to be put into a sentence: letters that run from right to left must not turn what stands around them."""
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


def quoted(text: str) -> str:
    """What was typed, to be repeated in a sentence: cut where it is long."""
    seen = "".join(sign if sign.isprintable() else "�" for sign in " ".join(text.split()) if sign not in _UNSEEN)
    return isolated(seen if len(seen) <= _LONGEST_SHOWN else f"{seen[:_LONGEST_SHOWN]}…")
