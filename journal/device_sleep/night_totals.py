"""Totals of a night: seconds of each kind, where a device tells no more. They have no order."""

from __future__ import annotations

import re
from collections.abc import Mapping

from journal.device_sleep.sleep_data import DeviceInterval, DeviceSleep, SleepFormat, SleepKind

# A year: no night has more of anything.
_MOST_TOTAL = 366 * 24 * 3600
# Hours, minutes and seconds of a length of time; a year has four digits of hours.
_LENGTH_OF_TIME = re.compile(r"([0-9]{1,5}):([0-9]{1,5})(?::([0-9]{1,5}))?")


def total_seconds(text: str, unit: int = 1) -> int | None:
    """A number of units of so many seconds, in seconds; None for what is no such number."""
    try:
        seconds = float(text) * unit
    except ValueError:
        return None
    return round(seconds) if 0 <= seconds <= _MOST_TOTAL else None


def clock_seconds(text: str) -> int | None:
    """A length of time like ``07:02:30``, in seconds; None for what is none."""
    match = _LENGTH_OF_TIME.fullmatch(text)
    if match is None:
        return None
    seconds = int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)
    return seconds if seconds <= _MOST_TOTAL else None


def night_of_totals(
    sleep_format: SleepFormat,
    source: str,
    time_zone: str,
    in_bed: DeviceInterval,
    totals: Mapping[SleepKind, int | None],
) -> DeviceSleep:
    """The sleep in a time in bed of which only totals are told; one of None was not measured."""
    measured = {kind: seconds for kind, seconds in totals.items() if seconds is not None}
    return DeviceSleep(
        sleep_format,
        source,
        time_zone,
        in_bed.starts_at,
        in_bed.ends_at,
        (in_bed,),
        measured or None,
    )
