"""On which day a row was, by the answers of a recipe: the order of its numbers, its year.

What cannot be read is a reason why the row is not taken; what is not there is never made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from journal.diary_file.sheets.recipes import DayOrder, Recipe, Role
from journal.diary_file.sheets.row_cells import Cell, RowCells
from journal.diary_file.sheets.written_days import WrittenDay, read_day
from journal.diary_file.sheets.written_times import WrittenTime
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt


@dataclass(slots=True)
class RowTime:
    """When a row was, as far as it says.

    ``night`` is the night that it belongs to, None without a day. ``at`` (aware), ``local`` (the
    same on the row's own clock, naive) and ``written`` (what the row itself says of it, whatever
    the person's own zone is) are None and "" without a time. ``is_given`` says that the time is the
    recipe's, not the row's, ``about`` what is to be said of one that is not exact. ``unread`` are
    cells of time columns that are none, or say more than the time, for the note.
    """

    zone: str = "UTC"
    night: date | None = None
    at: datetime | None = None
    local: datetime | None = None
    written: str = ""
    is_given: bool = False
    wrong: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    about: list[Problem] = field(default_factory=list)
    unread: list[Cell] = field(default_factory=list)

    def take(self, clock: WrittenTime, cell: Cell) -> None:
        """Keep the words of a time that is not exact, and what is to be said of it."""
        if clock.is_about:
            self.unread.append(cell)
            text = _("“%(value)s” is not exact: it is read as %(time)s, and the note keeps it.")
            values = {"value": excerpt(cell.read), "time": f"{clock.at:%H:%M}"}
            self.about.append(Problem(cell.column.header, text, values))


class RowDays:
    """Reads the day of a row; what is to be said of it goes into its ``RowTime``."""

    def __init__(self, recipe: Recipe, as_of: datetime) -> None:
        self._recipe, self._as_of = recipe, as_of

    def alone(self, cell: Cell, result: RowTime) -> WrittenDay | None:
        """The day in a cell without a time; what stands behind it ("pm") is no time, and goes into
        the note.
        """
        if day := read_day(cell.read):
            return day
        words = cell.read.split()
        for end in range(len(words) - 1, 0, -1):
            if day := read_day(" ".join(words[:end])):
                result.unread.append(cell)
                return day
        return None

    def read(
        self, cell: Cell, written: WrittenDay | None, cells: RowCells, result: RowTime
    ) -> date | None:
        """The day that was written in a cell, None with the reason in ``wrong``."""
        header, text = cell.column.header, excerpt(cell.read)
        if written is None:
            sentence = _("“%(value)s” is not a day.")
            result.wrong.append(Problem(header, sentence, {"value": text}))
            return None
        if written.calendar:
            sentence = _(
                "“%(value)s” counts its years as the %(calendar)s calendar does, which is not "
                "read here yet. Bring the days as in 2026-03-01."
            )
            values = {"value": text, "calendar": written.calendar}
            result.wrong.append(Problem(header, sentence, values))
            return None
        year = written.year or self._year_of(cells, written, result)
        day = self._turned(written, year)
        if day is None:
            result.wrong.append(self._two_readings(header, text, written, year))
        elif written.weekdays is not None and day.weekday() not in written.weekdays:
            sentence = _("“%(value)s” is another day of the week than the one written.")
            result.remarks.append(Problem(header, sentence, {"value": text}))
        return day

    def _turned(self, written: WrittenDay, year: int | None) -> date | None:
        """The day by the recipe's order, turned back where a spreadsheet has turned it."""
        if self._recipe.turned_days and written.is_typed and written.day_first:
            month, of = written.day_first
            if of <= 12:
                return WrittenDay(written.year, (of, month), (of, month)).on(None, year)
        return written.on(self._recipe.day_order, year)

    def _two_readings(
        self, header: str, text: str, written: WrittenDay, year: int | None
    ) -> Problem:
        first, second = (written.on(order, year) for order in DayOrder)
        if not (written.has_two_readings and first and second):
            return Problem(header, _("“%(value)s” is not a day."), {"value": text})
        sentence = _("“%(value)s” can mean %(first)s or %(second)s.")
        values = {"value": text, "first": first.isoformat(), "second": second.isoformat()}
        return Problem(header, sentence, values)

    def _year_of(self, cells: RowCells, written: WrittenDay, result: RowTime) -> int | None:
        """The year of a day without one: that of its own column, else the latest that has been."""
        cell = cells.first(Role.YEAR)
        if cell and cell.read.isdecimal() and len(cell.read) == 4:
            return int(cell.read)
        today = self._as_of.date()
        for year in range(today.year, today.year - 7, -1):
            day = written.on(self._recipe.day_order, year)
            fits = day and (written.weekdays is None or day.weekday() in written.weekdays)
            if day and fits and day <= today + timedelta(days=1):
                sentence = _("The year is not written; it is read as %(year)d.")
                result.remarks.append(Problem("", sentence, {"year": year}))
                return year
        return None
