"""Rows that show whether a time after midnight stands under the evening's day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time

from journal.diary_file.sheets.tables import CellKind, SheetRow
from journal.diary_file.sheets.written_moments import read_moment
from journal.diary_file.sheets.written_times import read_time
from journal.nights import NOON

EVENING = time(18)
_MOST_EARLY, _MOST_TURNING = 3, 5

TimedRow = tuple[int, str, str]


@dataclass(slots=True)
class TurningRows:
    """Looks at the first day and the first time of each row, in the file's order.

    ``early`` are (line, day, time) of rows before noon, ``turning`` of those that stand behind an
    evening's of the same day, or, where the latest stand first, before it.
    """

    early: list[TimedRow] = field(default_factory=list)
    turning: list[TimedRow] = field(default_factory=list)
    _day: str = ""
    _evening: bool = False

    def add(self, row: SheetRow, kinds: list[CellKind]) -> None:
        """Take in a row, of which ``kinds`` say what its cells look like."""
        day, clock = day_and_clock(row, kinds)
        if not day or clock is None:
            return
        if day != self._day:
            self._day, self._evening = day, False
        if clock >= EVENING:
            self._evening = True
        elif clock < NOON:
            timed = (row.line, day, f"{clock:%H:%M}")
            if len(self.early) < _MOST_EARLY:
                self.early.append(timed)
            if self._evening and len(self.turning) < _MOST_TURNING:
                self.turning.append(timed)


def day_and_clock(row: SheetRow, kinds: list[CellKind]) -> tuple[str, time | None]:
    """The first day of a row as it is written, and its first time."""
    day, clock = "", None
    for cell, kind in zip(row.cells, kinds, strict=True):
        if kind is CellKind.MOMENT and not day and (moment := read_moment(cell)):
            return moment.day_text, moment.clock.at
        if kind is CellKind.DAY:
            day = day or cell
        elif kind is CellKind.TIME and clock is None and (written := read_time(cell)):
            clock = written.at
    return day, clock
