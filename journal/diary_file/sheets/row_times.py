"""When a row was: its day, its time and its zone, read together by the answers of a recipe.

What cannot be read is a reason why the row is not taken; what is not there is never made up.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from journal.diary_file.sheets.recipes import Midnight, NightRule, NoTime, Recipe, Role
from journal.diary_file.sheets.row_cells import Cell, RowCells
from journal.diary_file.sheets.row_days import RowDays, RowTime
from journal.diary_file.sheets.sent_forms import day_of_time, night_before, sent_at
from journal.diary_file.sheets.turning_rows import EVENING
from journal.diary_file.sheets.written_days import read_day
from journal.diary_file.sheets.written_moments import WrittenMoment, read_moment
from journal.diary_file.sheets.written_times import WrittenTime, read_time
from journal.diary_file.time_and_place import clock_change
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.nights import NOON, ONE_NIGHT, night_of, resolve
from journal.time_zones import zone_called, zone_named

_FURTHEST = 18 * 60
_DAY_COLUMNS = (Role.MOMENT, Role.DAY, Role.NIGHT_OF)


class RowClock:
    """Reads the rows' times in the file's order: what stands above may tell the day."""

    def __init__(self, recipe: Recipe, default_zone: str, as_of: datetime) -> None:
        self._recipe, self._days = recipe, RowDays(recipe, as_of)
        self._zone = recipe.time_zone or default_zone
        self._given_zone = bool(recipe.time_zone)
        self._day_cell: Cell | None = None
        self._evening_of = ""
        # when the form was sent, on the row's own clock, if nothing else tells the day
        self._sent: datetime | None = None
        self._has_days = any(column.role in _DAY_COLUMNS for column in recipe.columns)

    def read(self, cells: RowCells) -> RowTime:
        """When this row was."""
        result = RowTime(self._zone)
        given = self._place(cells, result)
        day, clock, offset = self._day_and_clock(cells, result)
        if day is None or result.wrong:
            return result
        if clock is None and self._recipe.no_time is NoTime.GIVEN_TIME and self._recipe.given_time:
            clock, result.is_given = WrittenTime(self._recipe.given_time), True
        sent = self._sent
        if clock is None:
            is_morning = self._recipe.night_rule is NightRule.MORNING_DATE
            result.night = day - ONE_NIGHT if is_morning else day
            result.night = night_before(sent) if sent else result.night
            return result
        if sent:
            day, clock = day_of_time(clock, sent), WrittenTime(clock.at)
        elif not cells.of(Role.MOMENT):
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
        self._sent = None
        cell = cells.first(*_DAY_COLUMNS)
        if cell is None and self._recipe.fills_days:
            cell = self._day_cell
        if cell is None and (sent := cells.first(Role.SENT)):
            return self._by_sending(sent, cells, result)
        if cell is None:
            result.wrong.append(Problem("", _("There is no day in this row.")))
            return None, None, None
        self._day_cell = cell
        moment = read_moment(cell.read)
        written = moment.day if moment else self._days.alone(cell, result)
        day = self._days.read(cell, written, cells, result)
        offset = moment.offset if moment else None
        clock = moment.clock if moment else None
        if cells.of(Role.TIME) and cell.column.role is not Role.MOMENT:
            clock, offset = self._own_time(cells, result)
        elif moment and self._has_no_time(moment, cell):
            clock = None
        elif clock:
            result.take(clock, cell)
        return day, clock, self._offset(cells, offset, result)

    def _has_no_time(self, moment: WrittenMoment, cell: Cell) -> bool:
        """Whether the midnight of a day is how a program writes one without a time."""
        if self._recipe.midnight is None or moment.offset:
            return moment.is_at_midnight and cell.column.role is not Role.MOMENT
        return moment.is_at_midnight and self._recipe.midnight is Midnight.NO_TIME

    def _own_time(
        self, cells: RowCells, result: RowTime
    ) -> tuple[WrittenTime | None, timezone | None]:
        """The time in a column of times, with its offset if it has one."""
        cell = cells.first(Role.TIME)
        if cell is None:
            return None, None
        if own := read_moment(cell.read):
            result.take(own.clock, cell)
            return own.clock, own.offset
        clock = read_time(cell.read, bare=True)
        if clock:
            result.take(clock, cell)
        else:
            result.unread.append(cell)
        return clock, None

    def _by_sending(
        self, cell: Cell, cells: RowCells, result: RowTime
    ) -> tuple[date | None, WrittenTime | None, timezone | None]:
        """What a row says that has no day but the one on which it was sent.

        Where another column tells the days and this row's is empty, its time may be of any day.
        """
        moment = read_moment(cell.read)
        day = self._days.read(cell, moment.day if moment else read_day(cell.read), cells, result)
        if day is None:
            return None, None, None
        self._sent = sent_at(day, moment, result.zone)
        if self._has_days:
            result.unread.extend(cells.of(Role.TIME))
            return day, None, None
        clock, offset = self._own_time(cells, result)
        return day, clock, offset

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
