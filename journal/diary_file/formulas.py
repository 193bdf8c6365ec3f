"""Cells that a spreadsheet would run: defused when written, restored exactly when read.

A spreadsheet runs a cell that begins with one of ``STARTERS``; an apostrophe before it makes it plain text. A text that
begins with apostrophes and then a starter gets one more, so that taking one away always gives back what was written.
"""

from __future__ import annotations

import re

# The last four are the wide forms that some spreadsheets read as the first four.
STARTERS = "=+-@\t\r\n＝＋－＠"
_RUNS = re.compile(f"'*[{re.escape(STARTERS)}]")
_DEFUSED = re.compile(f"'+[{re.escape(STARTERS)}]")


def defuse(text: str) -> str:
    """The text as a cell that no spreadsheet runs."""
    return f"'{text}" if _RUNS.match(text) else text


def restore(cell: str) -> str:
    """The text that :func:`defuse` was given."""
    return cell[1:] if _DEFUSED.match(cell) else cell
