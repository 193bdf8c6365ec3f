"""Cells that a spreadsheet would run: defused when written, restored exactly when read.

A spreadsheet runs a cell that begins with one of ``STARTERS``; an apostrophe before it makes it plain text. A text that
begins with apostrophes and then a starter gets one more, so that taking one away always gives back what was written.

An id that a spreadsheet would take for a number, and write anew as another, is written in the same way.
"""

from __future__ import annotations

import re

# The last four are the wide forms that some spreadsheets read as the first four.
STARTERS = "=+-@\t\r\n＝＋－＠"
_RUNS = re.compile(f"'*[{re.escape(STARTERS)}]")
_DEFUSED = re.compile(f"'+[{re.escape(STARTERS)}]")

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]*)?(?:[eE][+-]?[0-9]+)?")
# What spreadsheets show, and save, in place of a cell that they cannot show.
_NOT_SHOWN = re.compile(r"#{2,}|#[¡¿]?[A-ZÀ-ÖØ-Ý]+[!?]|#N/A|#NV|#DIV/0!")
# How spreadsheets write a number of more digits than a cell is wide.
_POWER = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+[0-9]{2,}")


def defuse(text: str) -> str:
    """The text as a cell that no spreadsheet runs, and that is not taken for one which a spreadsheet has lost."""
    return f"'{text}" if _RUNS.match(text) or is_lost(text.lstrip("'")) else text


def restore(cell: str) -> str:
    """The text that :func:`defuse` was given."""
    defused = _DEFUSED.match(cell) or (cell.startswith("'") and is_lost(cell.lstrip("'")))
    return cell[1:] if defused else cell


def is_lost(cell: str) -> bool:
    """Whether a spreadsheet has saved signs of its own in place of what stood in the cell."""
    return cell.startswith("#") and _NOT_SHOWN.fullmatch(cell) is not None


def defuse_id(text: str) -> str:
    """The id as a cell that no spreadsheet runs or takes for a number."""
    return f"'{text}" if _NUMBER.fullmatch(text.lstrip("'")) else defuse(text)


def restore_id(cell: str) -> str:
    """The id that :func:`defuse_id` was given."""
    return cell[1:] if cell.startswith("'") and _NUMBER.fullmatch(cell.lstrip("'")) else restore(cell)


def is_rewritten_id(cell: str) -> bool:
    """Whether a spreadsheet has made a number in powers of ten of an id, which nobody can tell back from it."""
    return "+" in cell and _POWER.fullmatch(cell.strip()) is not None
