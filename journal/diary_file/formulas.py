"""Cells that a spreadsheet would run: defused when written, restored exactly when read.

A spreadsheet runs a cell that begins with one of ``SIGNS``; an apostrophe before it makes it plain
text. Which cells there are is the reader's to say: one that splits at semicolons or tabs, or does
not know that a line break can stand within quotes, makes several of one text. So each place in a
text where such a reader's cell would begin is looked at, past the quotes, spaces and apostrophes
that stand there first; where a sign follows, one apostrophe more is written. Reading takes one away
from each such place, which always gives back what was written.

An id that a spreadsheet would take for a number, and write anew as another, is written in the same
way.
"""

from __future__ import annotations

import re

# The last ones are the wide and the small forms that some spreadsheets read as the first four.
SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"
STARTERS = f"{SIGNS}\t\r\n"
# After each of these a cell may begin, by somebody's reading.
BREAKS = ",;\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"
# What such a reader may drop before it looks at a cell; quotes are doubled within quotes, and so
# stand there too.
_PASSED = f"(?:(?![{BREAKS}])[\\s'\"\\x00-\\x1f\u00ad\u200b-\u200f\u2060-\u2064\ufeff])*"
_FIRST = f"{_PASSED}[{re.escape(STARTERS)}]"
_LATER = f"{_PASSED}[{re.escape(SIGNS)}]"
_AT_FIRST, _AT_LATER = re.compile(_FIRST), re.compile(f"[{BREAKS}]{_LATER}")
_RUNS = re.compile(f"\\A(?={_FIRST})|(?<=[{BREAKS}])(?={_LATER})")
_FORMULA_SIGN = re.compile(f"[{re.escape(STARTERS)}]")
_DEFUSED = re.compile(f"\\A'(?={_FIRST})|(?<=[{BREAKS}])'(?={_LATER})")

# An id as programs make it: one cell in every reading, and no formula.
_ONE_CELL = re.compile(r"\w[\w.-]*\Z")
_ID_LIKE_A_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]*)?(?:[eE][+-]?[0-9]+)?")
# What spreadsheets show, and save, in place of a cell that they cannot show.
_NOT_SHOWN = re.compile(r"#{2,}|#[¡¿]?[A-ZÀ-ÖØ-Ý]+[!?]|#N/A|#NV|#DIV/0!")
# How spreadsheets write a number of more digits than a cell is wide.
_POWER = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{2,}")


def defuse(text: str) -> str:
    """The text as a cell that no spreadsheet runs, and that is not taken for one which a
    spreadsheet has lost.
    """
    if text.startswith(("#", "'")) and is_lost(text.lstrip("'")):
        return f"'{text}"
    # Most texts have no sign, and most of the others none where a cell begins: that costs less to
    # see than to write.
    if _FORMULA_SIGN.search(text) and (_AT_FIRST.match(text) or _AT_LATER.search(text)):
        return _RUNS.sub("'", text)
    return text


def restore(cell: str) -> str:
    """The text that :func:`defuse` was given."""
    if cell.startswith("'") and is_lost(cell.lstrip("'")):
        return cell[1:]
    return _DEFUSED.sub("", cell)


def is_lost(cell: str) -> bool:
    """Whether a spreadsheet has saved signs of its own in place of what stood in the cell."""
    return cell.startswith("#") and _NOT_SHOWN.fullmatch(cell) is not None


def defuse_id(text: str) -> str:
    """The id as a cell that no spreadsheet runs or takes for a number."""
    if _ID_LIKE_A_NUMBER.fullmatch(text.lstrip("'")):
        return f"'{text}"
    if _ONE_CELL.match(text):
        return text
    return defuse(text)


def restore_id(cell: str) -> str:
    """The id that :func:`defuse_id` was given."""
    if cell.startswith("'") and _ID_LIKE_A_NUMBER.fullmatch(cell.lstrip("'")):
        return cell[1:]
    return restore(cell)


def is_rewritten_id(cell: str) -> bool:
    """Whether a spreadsheet has made a number in powers of ten of an id, which nobody can tell back
    from it.
    """
    return "+" in cell and _POWER.fullmatch(cell.strip()) is not None
