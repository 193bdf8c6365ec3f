"""How long something went on, from a length or an end."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal

from journal.diary_file.sheets.recipes import DayOrder
from journal.diary_file.sheets.row_cells import Cell
from journal.diary_file.sheets.written_moments import read_moment
from journal.diary_file.sheets.written_times import read_time
from journal.entries import DAY_SECONDS
from journal.parsing import UnreadableError, duration

_HOURS_MINUTES_SECONDS = re.compile(
    r"(?P<hours>[0-9]{1,3}):(?P<minutes>[0-5][0-9]):(?P<seconds>[0-5][0-9])"
)
# "1d 02h 15m", and the units of other languages.
_PARTS = re.compile(
    r"(?:(?P<d>\d{1,2})\s*d(?:ays?)?)?\s*"
    r"(?:(?P<h>\d{1,3}(?:[.,]\d{1,2})?)\s*"
    r"(?:h|hrs?|hours?|std|stunden?|heures?|horas?|時間)\.?)?\s*"
    r"(?:(?P<m>\d{1,4}(?:[.,]\d{1,2})?)\s*"
    r"(?:m|mins?|minutes?|minuten?|minutos?|分)\.?)?\s*"
    r"(?:(?P<s>\d{1,5})\s*(?:s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|秒)\.?)?",
    re.IGNORECASE,
)


def read_length(cell: Cell) -> int | None:
    """Whole seconds; None where the text or its unit is not plain ("1:30", "20")."""
    text = cell.read.strip()
    if parts := _HOURS_MINUTES_SECONDS.fullmatch(text):
        return int(parts["hours"]) * 3600 + int(parts["minutes"]) * 60 + int(parts["seconds"])
    if (match := _PARTS.fullmatch(text)) and any(match.groups()):
        units = {"d": DAY_SECONDS, "h": 3600, "m": 60, "s": 1}
        numbers = {name: Decimal((match[name] or "0").replace(",", ".")) for name in units}
        return round(sum(numbers[name] * seconds for name, seconds in units.items()))
    try:
        reading = duration(text, unit=cell.column.unit or 1)
    except UnreadableError:
        return None
    is_bare = not any(map(str.isalpha, text))
    is_whole = reading.remark is None
    if is_whole and (cell.column.unit or not is_bare):
        return reading.value
    return None


def read_end(cell: Cell, start: datetime | None, order: DayOrder | None) -> int | None:
    """Seconds from ``start`` (on the same clock, naive) to an end, which may lie behind midnight;
    None if either is not known.
    """
    if start is None:
        return None
    if moment := read_moment(cell.read):
        day = moment.day.on(order, start.year)
        if day is None or moment.offset:
            return None
        return int((datetime.combine(day, moment.clock.at) - start).total_seconds())
    clock = read_time(cell.read, bare=True)
    if clock is None:
        return None
    end = datetime.combine(start.date(), clock.at)
    return int(((end - start) % timedelta(days=1)).total_seconds())


def is_inexact_end(cell: Cell) -> bool:
    """Whether the words of an end say that it is not exact."""
    if moment := read_moment(cell.read):
        return moment.clock.is_about
    clock = read_time(cell.read, bare=True)
    return clock is not None and clock.is_about
