"""Sleep Cycle's ``sleepdata.csv``: local times, semicolons, and totals in the newer ones.

Columns differ in case, spaces and number between versions, and some files end lines in CR alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.night_totals import night_of_totals, total_seconds
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import DeviceSleep, SleepFormat, SleepKind
from journal.device_sleep.table_rows import header_cells, named_rows
from journal.device_sleep.zones import instant_in, wall_time

_SLEEP_CYCLE = "Sleep Cycle"
_CYCLE_COLUMNS = frozenset({"start", "end", "sleepquality"})
# What they call a dream is REM.
_CYCLE_TOTALS: Mapping[SleepKind, str] = {
    SleepKind.AWAKE: "awake(seconds)",
    SleepKind.LIGHT: "light(seconds)",
    SleepKind.DEEP: "deep(seconds)",
    SleepKind.REM: "dream(seconds)",
}
_TIME_ASLEEP = "timeasleep(seconds)"


def is_sleep_cycle(head: bytes) -> bool:
    """Whether a part that begins so is such a table."""
    return {_plain(name) for name in header_cells(head)} >= _CYCLE_COLUMNS


def _plain(name: str) -> str:
    return "".join(name.casefold().split())


def sleep_cycle_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """The nights of all parts. Raises SleepFileError."""
    for part in parts:
        reading.part = part.name
        for line, cells in named_rows(part):
            row = {_plain(name): cell for name, cell in cells.items()}
            sleep = _sleep(row, line, reading)
            if sleep is not None:
                yield reading.check(sleep)


def _sleep(row: Mapping[str, str], line: int, reading: SleepReading) -> DeviceSleep | None:
    start, end = row.get("start", ""), row.get("end", "")
    zone = reading.zone.key
    try:
        first, last = (instant_in(zone, wall_time(text)) for text in (start, end))
    except ValueError:
        reading.no_times(start, end, line)
        return None
    in_bed = reading.interval(first, last, SleepKind.IN_BED, "", line)
    if in_bed is None:
        return None
    totals = {kind: total_seconds(row.get(name, "")) for kind, name in _CYCLE_TOTALS.items()}
    if all(seconds is None for seconds in totals.values()):
        totals = {SleepKind.ASLEEP: total_seconds(row.get(_TIME_ASLEEP, ""))}
    return night_of_totals(SleepFormat.SLEEP_CYCLE, _SLEEP_CYCLE, zone, in_bed, totals)
