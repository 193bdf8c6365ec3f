"""Whoop's ``sleeps.csv``: local times, the offset in a column of its own, minutes of each stage.

Names of files and of columns are in the language of the account, so a table in another than English
is known by the places of its cells. A cycle that still runs has no end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.night_totals import night_of_totals, total_seconds
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.seen_keys import SeenKeys
from journal.device_sleep.sleep_data import DeviceSleep, SleepFormat, SleepKind
from journal.device_sleep.table_rows import delimiter_in, head_rows, header_cells, rows_of
from journal.device_sleep.zones import at_offset, offset_in, wall_time

_WHOOP = "Whoop"
_WHOOP_ZONE = re.compile(r"UTC(?:Z|[+-][0-9]{1,2}:?[0-9]{2})")
_ZONE_BEGINS = b"UTC"
_MINUTE = 60
# The table of sleeps: where its cells are.
_SLEEPS_TABLE: Mapping[str, int] = {
    "cycle timezone": 2,
    "sleep onset": 3,
    "wake onset": 4,
    "asleep duration (min)": 7,
    "light sleep duration (min)": 9,
    "deep (sws) duration (min)": 10,
    "rem duration (min)": 11,
    "awake duration (min)": 12,
}
_NEEDED_COLUMNS = ("cycle timezone", "sleep onset", "wake onset")
_TABLE_WIDTH = 18
_FLAGS = ("true", "false")


def is_whoop(head: bytes) -> bool:
    """Whether a part that begins so is the table of sleeps, or the one of cycles."""
    return bool(_places(head))


def _places(head: bytes) -> Mapping[str, int]:
    """Where the columns are; none if it is no such table."""
    header = header_cells(head)
    if set(_NEEDED_COLUMNS) <= set(header):
        return {name: header.index(name) for name in _SLEEPS_TABLE if name in header}
    is_table = _ZONE_BEGINS in head and any(_is_sleep_row(cells) for cells in head_rows(head)[1:])
    return _SLEEPS_TABLE if is_table else {}


def _is_sleep_row(cells: Sequence[str]) -> bool:
    """Whether a row in any language is one of sleeps, and not of workouts or of the journal."""
    if len(cells) != _TABLE_WIDTH or not _WHOOP_ZONE.fullmatch(cells[2]):
        return False
    is_timed = all(_clock_time(cell) for cell in cells[3:5])
    is_counted = all(total_seconds(cell or "0") is not None for cell in cells[5:-1])
    return is_timed and is_counted and cells[-1].casefold() in _FLAGS


def _clock_time(text: str) -> datetime | None:
    """A time on the wall clock, else None."""
    try:
        return wall_time(text)
    except ValueError:
        return None


def whoop_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """The sleeps of all parts; the table of cycles adds what that of sleeps does not have.

    Raises SleepFileError.
    """
    known = SeenKeys(reading)
    for part in sorted(parts, key=lambda part: len(header_cells(part.head()))):
        reading.part = part.name
        head = part.head()
        places = _places(head)
        rows = rows_of(part, delimiter_in(head.decode(errors="replace").partition("\n")[0]))
        next(rows, None)
        for line, cells in rows:
            row = {name: cells[at] if at < len(cells) else "" for name, at in places.items()}
            sleep = _sleep(row, line, reading)
            if sleep is not None and known.is_new(sleep.starts_at.isoformat()):
                yield reading.check(sleep)


def _sleep(row: Mapping[str, str], line: int, reading: SleepReading) -> DeviceSleep | None:
    start, end = row["sleep onset"], row["wake onset"]
    if not start or not end:
        return None  # the cycle runs, or had no sleep
    first, last = _clock_time(start), _clock_time(end)
    offset = offset_in(row["cycle timezone"])
    if first is None or last is None or not offset:
        reading.no_times(start, end, line)
        return None
    first, last = at_offset(first, offset), at_offset(last, offset)
    in_bed = reading.interval(first, last, SleepKind.IN_BED, "", line)
    if in_bed is None:
        return None
    totals = {
        SleepKind.AWAKE: total_seconds(row.get("awake duration (min)", ""), _MINUTE),
        SleepKind.LIGHT: total_seconds(row.get("light sleep duration (min)", ""), _MINUTE),
        SleepKind.DEEP: total_seconds(row.get("deep (sws) duration (min)", ""), _MINUTE),
        SleepKind.REM: total_seconds(row.get("rem duration (min)", ""), _MINUTE),
    }
    if all(seconds is None for seconds in totals.values()):
        asleep = total_seconds(row.get("asleep duration (min)", ""), _MINUTE)
        totals = {SleepKind.ASLEEP: asleep}
    return night_of_totals(SleepFormat.WHOOP, _WHOOP, offset, in_bed, totals)
