"""When a row was: its day, its time and its zone, read together by the answers of a recipe.

What cannot be read is a reason why the row is not taken; what is not there is never made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from journal.diary_file.sheets.recipes import DayOrder, NightRule, NoTime, Recipe, Role
from journal.diary_file.sheets.row_cells import Cell, RowCells
from journal.diary_file.sheets.turning_rows import EVENING
from journal.diary_file.sheets.written_days import WrittenDay, read_day
from journal.diary_file.sheets.written_moments import read_moment
from journal.diary_file.sheets.written_times import WrittenTime, read_time
from journal.diary_file.time_and_place import clock_change
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.nights import NOON, ONE_NIGHT, night_of, resolve
from journal.parsing import excerpt
from journal.time_zones import zone_called, zone_named

_FURTHEST = 18 * 60


@dataclass(slots=True)
class RowTime:
    """When a row was, as far as it says.

    ``night`` is the night that it belongs to, None without a day. ``at`` (aware), ``local`` (the
    same on the row's own clock, naive) and ``written`` (what the row itself says of it, whatever
    the person's own zone is) are None and "" without a time. ``is_given`` says that the time is the
    recipe's, not the row's. ``unread`` are cells of time columns that are none, for the note.
    """

    zone: str = "UTC"
    night: date | None = None
    at: datetime | None = None
    local: datetime | None = None
    written: str = ""
    is_given: bool = False
    wrong: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)
    unread: list[Cell] = field(default_factory=list)


class RowClock:
    """Reads the rows' times in the file's order: what stands above may tell the day."""

    def __init__(self, recipe: Recipe, default_zone: str, as_of: datetime) -> None:
        self._recipe, self._as_of = recipe, as_of
        self._zone = recipe.time_zone or default_zone
        self._given_zone = bool(recipe.time_zone)
        self._day_cell: Cell | None = None
        self._evening_of = ""

    def read(self, cells: RowCells) -> RowTime:
        """When this row was."""
        result = RowTime(self._zone)
        given = self._place(cells, result)
        day, clock, offset = self._day_and_clock(cells, result)
        if day is None or result.wrong:
            return result
        is_moment = bool(cells.of(Role.MOMENT))
        if clock is None and self._recipe.no_time is NoTime.GIVEN_TIME and self._recipe.given_time:
            clock, result.is_given = WrittenTime(self._recipe.given_time), True
        if clock is None:
            is_morning = self._recipe.night_rule is NightRule.MORNING_DATE
            result.night = day - ONE_NIGHT if is_morning else day
            return result
        if not is_moment:
            day = self._by_night_rule(day, clock)
        local = datetime.combine(day + timedelta(days=clock.next_day), clock.at)
        self._resolve(local, offset, result, given)
        return result

    def _place(self, cells: RowCells, result: RowTime) -> str:
        """Take the row's own zone, if it names one; what the row itself says of it."""
        cell = cells.first(Role.ZONE)
        if cell is None:
            if self._given_zone:
                return self._zone
            return ""
        name = zone_called(cell.read)
        try:
            zone_named(name)
        except KeyError:
            result.unread.append(cell)
            return ""
        result.zone = name
        return name

    def _day_and_clock(
        self, cells: RowCells, result: RowTime
    ) -> tuple[date | None, WrittenTime | None, timezone | None]:
        """The day by its cell, and the first time; the reasons are in ``wrong``."""
        cell = cells.first(Role.MOMENT, Role.DAY, Role.NIGHT_OF)
        if cell is None and self._recipe.fills_days:
            cell = self._day_cell
        if cell is None:
            result.wrong.append(Problem("", _("There is no day in this row.")))
            return None, None, None
        self._day_cell = cell
        moment = read_moment(cell.read)
        written = moment.day if moment else self._day_alone(cell, result)
        day = self._date(cell, written, cells, result)
        offset = moment.offset if moment else None
        clock = moment.clock if moment else None
        time_cell = cells.first(Role.TIME)
        if time_cell and cell.column.role is not Role.MOMENT:
            own = read_moment(time_cell.read)
            clock = own.clock if own else read_time(time_cell.read, bare=True)
            offset = own.offset if own else None
            if clock is None:
                result.unread.append(time_cell)
        elif moment and cell.column.role is not Role.MOMENT and moment.is_at_midnight:
            clock = None
        return day, clock, self._offset(cells, offset, result)

    def _day_alone(self, cell: Cell, result: RowTime) -> WrittenDay | None:
        """A day without a time; what stands behind it ("pm") is no time and goes into the note."""
        if day := read_day(cell.read):
            return day
        words = cell.read.split()
        for end in range(len(words) - 1, 0, -1):
            if day := read_day(" ".join(words[:end])):
                result.unread.append(cell)
                return day
        return None

    def _date(
        self, cell: Cell, written: WrittenDay | None, cells: RowCells, result: RowTime
    ) -> date | None:
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
        year = written.year or self._year(cells, written, result)
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

    def _year(self, cells: RowCells, written: WrittenDay, result: RowTime) -> int | None:
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

    def _by_night_rule(self, day: date, clock: WrittenTime) -> date:
        """The day of a time, where the day beside it names a night."""
        rule = self._recipe.night_rule
        is_early = clock.at < NOON and not clock.next_day
        cell = self._day_cell
        name = cell.read if cell else ""
        if rule is NightRule.MORNING_DATE and not is_early:
            return day - ONE_NIGHT
        behind_evening = rule is NightRule.AFTER_EVENING and self._evening_of == name
        if clock.at >= EVENING:
            self._evening_of = name
        if is_early and (rule is NightRule.EVENING_DATE or behind_evening):
            return day + ONE_NIGHT
        return day

    def _offset(self, cells: RowCells, offset: timezone | None, result: RowTime) -> timezone | None:
        """The clock's offset from UTC, of the text or of a column of minutes."""
        cell = cells.first(Role.OFFSET)
        if offset or cell is None:
            return offset
        text = cell.read.replace("\u2212", "-")
        if text.lstrip("+-").isdecimal() and abs(int(text[:6])) <= _FURTHEST:
            return timezone(timedelta(minutes=int(text)))
        result.unread.append(cell)
        return None

    def _resolve(
        self, local: datetime, offset: timezone | None, result: RowTime, given_zone: str
    ) -> None:
        zone = ZoneInfo(result.zone)
        if not 1900 <= local.year < 9000:
            result.wrong.append(Problem("", _("There is no such year in a diary.")))
            return
        result.local = local
        if offset:
            result.at = local.replace(tzinfo=offset).astimezone(UTC)
            result.written = result.at.isoformat()
        else:
            result.at, kind = resolve(local, zone)
            result.remarks.extend(clock_change(kind, result.at.astimezone(zone)))
            result.written = f"{local.isoformat()} {given_zone}".strip()
        result.night = night_of(result.at, zone)
