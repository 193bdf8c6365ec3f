"""Characters: line ends, digits of all scripts, and the spaces that come along with a number."""

from __future__ import annotations

import re
import unicodedata

# What keyboards and spreadsheets put between the digits of one number, and what they put where a
# sign is meant.
_WIDE_SPACES = dict.fromkeys(
    "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " "
)
_NUMBER_MARKS = {
    "\u2019": "'",
    "\uff07": "'",
    "\uff0e": ".",
    "\uff0c": ",",
    "\uff1a": ":",
    "\uff0f": "/",
}
_PLUS_AND_MINUS = {
    "\u2212": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\ufe63": "-",
    "\uff0d": "-",
    "\uff0b": "+",
}
_ASCII_FOR = _WIDE_SPACES | _NUMBER_MARKS | _PLUS_AND_MINUS
# Marks of direction and width that nobody sees.
_NEVER_SEEN = "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u061c\ufeff"
_LONGEST_QUOTE = 40
_LONGEST_EXCERPT = 60
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def line_feeds(text: str) -> str:
    """The text with one character for each end of a line, as a browser counts it."""
    if "\r" not in text:
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def plain(text: str) -> str:
    """The text with ASCII digits, spaces and signs, and without what is around it."""
    if text.isascii():
        return text.strip(" \t\r\n")
    return "".join(map(_plain, text)).strip(" \t\r\n")


def _plain(character: str) -> str:
    if character in _NEVER_SEEN:
        return ""
    if character.isascii():
        return character
    digit = unicodedata.decimal(character, None)
    return _ASCII_FOR.get(character, character) if digit is None else str(digit)


def isolated(text: str) -> str:
    """A text to be put into a sentence: letters that run from right to left must not turn what
    stands around them.
    """
    if _RIGHT_TO_LEFT.search(text):
        return f"\u2068{text}\u2069"
    return text


def quoted(text: str) -> str:
    """What was typed, to be repeated in a sentence: cut where it is long."""
    visible = "".join(sign for sign in " ".join(text.split()) if sign not in _NEVER_SEEN)
    return isolated(_cut(printable(visible), _LONGEST_QUOTE))


def printable(text: str) -> str:
    """A text of unknown origin without control characters and halves of a character: any page or
    file can hold it.
    """
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else "�" for sign in text)


def excerpt(text: str) -> str:
    """A printable text of at most 60 characters for a message, in its own direction."""
    return isolated(printable(_cut(text, _LONGEST_EXCERPT)))


def _cut(text: str, most: int) -> str:
    """The text, of at most so many characters and a sign that there were more."""
    if len(text) <= most:
        return text
    return f"{text[:most]}…"
