"""The characters that the typesetter's own font shows, and text made ready for paper.

Quick to load: most reports need no other font, and ``journal.paper.fallback_fonts`` is asked only
for one that does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

BUNDLED = "Libertinus Serif"
# What the typesetter's own font shows upright, bold and slanted alike (tests/paper/test_fonts.py
# asks it about each).
_BUNDLED_RANGES = (
    "0020-007E 00A0-0131 0134-017F 0192 01CD-01DC 01E6-01E7 01F0 01FA-021B 0237 02C6-02C7 "
    "02D8-02DD 0384-038A 038C 038E-03A1 03A3-03CE 0400-045F 0490-0491 05D0-05EA 1E80-1E85 "
    "1EA0-1EF9 2010-2015 2018-201E 2020-2022 2026 2030 2032-2033 2039-203A 2044 20AC 2122 "
    "2190-2193 2212 2248 2260 2264-2265 25C6"
)
# They steer how others are drawn and have no shape of their own.
_WITHOUT_SHAPE = re.compile(
    "[\n\t\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
# Control characters, and marks that turn a line's direction: the layout sets each piece of text
# apart instead.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")


def _ranges(text: str) -> Iterable[str]:
    for span in text.split():
        first, _dash, last = span.partition("-")
        yield from map(chr, range(int(first, 16), int(last or first, 16) + 1))


BUNDLED_CHARACTERS = frozenset(_ranges(_BUNDLED_RANGES))


def unshown_characters(text: str) -> set[str]:
    """The characters for which another font is needed."""
    return {
        character
        for character in set(text) - BUNDLED_CHARACTERS
        if not _WITHOUT_SHAPE.match(character)
    }


def printable(text: str) -> str:
    """Composed, and without what has no place on paper: control characters and the like."""
    return _UNWANTED.sub("", unicodedata.normalize("NFC", text))
