"""Zepp's and Mi Fit's ``SLEEP.csv``: minutes of each kind, times in UTC.

A row that ends when it starts means that there was no data. Older bands had no REM, and wrote 0 for
it on every night: that is not measured, and not none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.night_totals import night_of_totals, total_seconds
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import DeviceSleep, SleepFormat, SleepKind, epoch_instant
from journal.device_sleep.table_rows import header_cells, named_rows
from journal.device_sleep.zones import utc_time
from journal.i18n import gettext_noop as _

_ZEPP = "Zepp"
_ZEPP_COLUMNS = frozenset({"date", "deepsleeptime", "shallowsleeptime", "start", "stop"})
_REM_MINUTES = "remtime"
_NO_NAPS = ("", "[]", "0")
_UNIT = 60


def is_zepp(head: bytes) -> bool:
    """Whether a part that begins so is such a table."""
    return set(header_cells(head)) >= _ZEPP_COLUMNS


def zepp_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """The nights of all parts. Raises SleepFileError."""
    for part in parts:
        reading.part = part.name
        has_rem = any(total_seconds(row.get(_REM_MINUTES, "")) for _number, row in named_rows(part))
        for line, row in named_rows(part):
            if row.get("start") != row.get("stop"):
                sleep = _sleep(row, has_rem, line, reading)
                if sleep is not None:
                    yield reading.check(sleep)


def _sleep(
    row: Mapping[str, str], has_rem: bool, line: int, reading: SleepReading
) -> DeviceSleep | None:
    start, end = row.get("start", ""), row.get("stop", "")
    try:
        first, last = _instant(start), _instant(end)
    except ValueError:
        reading.no_times(start, end, line)
        return None
    if row.get("naps", "") not in _NO_NAPS:
        reading.remark(_("The naps in this line are not read."), line=line)
    in_bed = reading.interval(first, last, SleepKind.IN_BED, "", line)
    if in_bed is None:
        return None
    totals = {
        SleepKind.AWAKE: total_seconds(row.get("waketime", ""), _UNIT),
        SleepKind.LIGHT: total_seconds(row.get("shallowsleeptime", ""), _UNIT),
        SleepKind.DEEP: total_seconds(row.get("deepsleeptime", ""), _UNIT),
    }
    if has_rem:
        totals[SleepKind.REM] = total_seconds(row.get(_REM_MINUTES, ""), _UNIT)
    return night_of_totals(SleepFormat.ZEPP, _ZEPP, reading.zone.key, in_bed, totals)


def _instant(text: str) -> datetime:
    """``2021-03-01 22:10:00+0000``, or seconds since 1970. Raises ValueError."""
    if text.isascii() and text.isdecimal():
        return epoch_instant(int(text))
    return utc_time(text)
