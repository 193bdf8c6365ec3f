"""What a cell looks like by itself, without its column."""

from __future__ import annotations

import re
from functools import lru_cache

from journal.diary_file.sheets.tables import CellKind
from journal.diary_file.sheets.written_days import read_day
from journal.diary_file.sheets.written_moments import read_moment
from journal.diary_file.sheets.written_times import read_time
from journal.parsing import texts

_NUMBER = re.compile(r"[-+]?[0-9]+(?:[.,\u066b ][0-9]+)*%?(?:[eE][-+]?[0-9]+)?")
# As a spreadsheet writes a long number: its last digits are gone.
_LOST_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)?E\+[0-9]+", re.IGNORECASE)
# Characters, the spaces around it among them.
_LONGEST_TOLD = 100


def kind_of(cell: str) -> CellKind:
    """Whether the cell is empty, a day, a time, both, a number or other text."""
    # what is long is remembered nowhere
    return _short_kind_of(cell) if len(cell) <= _LONGEST_TOLD else CellKind.TEXT


@lru_cache(maxsize=16384)
def _short_kind_of(cell: str) -> CellKind:
    typed = texts.plain(cell)
    if not typed:
        return CellKind.EMPTY
    if not any(map(str.isdigit, typed)):
        return CellKind.TEXT
    is_number = bool(_NUMBER.fullmatch(typed))
    if moment := read_moment(typed):
        return _MOMENT_OR_DAY[moment.is_day_alone]
    if is_number:
        # 2.15 is a time to some, a number to others, and 2.3 a day to nobody without its year
        return _NUMBER_OR_DAY[_has_year(typed)]
    if read_day(typed):
        return CellKind.DAY
    return _TEXT_OR_TIME[read_time(typed) is not None]


_NUMBER_OR_DAY = (CellKind.NUMBER, CellKind.DAY)
_MOMENT_OR_DAY = (CellKind.MOMENT, CellKind.DAY)
_TEXT_OR_TIME = (CellKind.TEXT, CellKind.TIME)


def _has_year(typed: str) -> bool:
    day = read_day(typed)
    return day is not None and day.year is not None


def is_lost_number(cell: str) -> bool:
    """Whether a spreadsheet has destroyed what stood there: 1.2E+12."""
    return bool(_LOST_DIGITS.fullmatch(cell.strip()))
