"""AutoSleep's history: local times of bed and waking, and lengths of time like ``07:02:30``.

A time that has an offset is the instant that it says. The first column is a label of the day and no
time; in some files its rows are a day off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.night_totals import clock_seconds, night_of_totals
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import DeviceSleep, SleepFormat, SleepKind
from journal.device_sleep.table_rows import header_cells, named_rows
from journal.device_sleep.zones import instant_in, offset_name

_AUTO_SLEEP = "AutoSleep"
_HISTORY_COLUMNS = frozenset({"bedtime", "waketime", "inbed", "asleep"})
_HISTORY_TOTALS: Mapping[SleepKind, str] = {
    SleepKind.AWAKE: "awake",
    SleepKind.DEEP: "deep",
    SleepKind.REM: "rem",
    SleepKind.LIGHT: "light",
}


def is_auto_sleep(head: bytes) -> bool:
    """Whether a part that begins so is such a table."""
    return set(header_cells(head)) >= _HISTORY_COLUMNS


def auto_sleep_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """The nights of all parts. Raises SleepFileError."""
    for part in parts:
        reading.part = part.name
        for line, row in named_rows(part):
            sleep = _sleep(row, line, reading)
            if sleep is not None:
                yield reading.check(sleep)


def _sleep(row: Mapping[str, str], line: int, reading: SleepReading) -> DeviceSleep | None:
    start, end = row.get("bedtime", ""), row.get("waketime", "")
    if not start and not end:
        return None  # a day without sleep has a row too
    try:
        first, last = (datetime.fromisoformat(text) for text in (start, end))
        zone = offset_name(first) if first.tzinfo else reading.zone.key
        first, last = (_instant(at, reading) for at in (first, last))
    except ValueError:
        reading.no_times(start, end, line)
        return None
    in_bed = reading.interval(first, last, SleepKind.IN_BED, "", line)
    if in_bed is None:
        return None
    totals = {kind: clock_seconds(row.get(name, "")) for kind, name in _HISTORY_TOTALS.items()}
    totals[SleepKind.ASLEEP] = _of_no_kind(clock_seconds(row.get("asleep", "")), totals)
    return night_of_totals(SleepFormat.AUTO_SLEEP, _AUTO_SLEEP, zone, in_bed, totals)


def _instant(at: datetime, reading: SleepReading) -> datetime:
    """The instant that was written; without an offset it is on the clock of the person's zone.

    Raises ValueError.
    """
    return at if at.tzinfo else instant_in(reading.zone.key, at)


def _of_no_kind(asleep: int | None, totals: Mapping[SleepKind, int | None]) -> int | None:
    """Of all sleep what is left without the kinds of it that were told."""
    if asleep is None:
        return None
    of_kinds = (totals[kind] or 0 for kind in totals if kind is not SleepKind.AWAKE)
    return max(0, asleep - sum(of_kinds))
