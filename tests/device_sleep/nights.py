"""Nights of devices as they are brought into a diary."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from journal.device_sleep import DeviceInterval, DeviceSleep, SleepFormat, SleepKind
from journal.device_sleep.night_choice import BroughtSleep
from journal.device_sleep.night_totals import night_of_totals

EVENING = datetime(2026, 7, 6, 21, tzinfo=UTC)
Part = tuple[int, int, SleepKind]
# Minutes after nine in the evening (UTC), as in Berlin 23:00: light until 02:13, awake until 02:30,
# no data until 03:00, deep and REM until 06:00.
USUAL_NIGHT: tuple[Part, ...] = (
    (0, 193, SleepKind.LIGHT),
    (193, 210, SleepKind.AWAKE),
    (240, 300, SleepKind.DEEP),
    (300, 420, SleepKind.REM),
)


def at_minute(minutes: float) -> datetime:
    """So many minutes after that evening's nine."""
    return EVENING + timedelta(minutes=minutes)


def device_sleep(
    *parts: Part,
    source: str = "Watch",
    sleep_format: SleepFormat = SleepFormat.APPLE_HEALTH,
    zone: str = "Europe/Berlin",
) -> DeviceSleep:
    """A sleep of that source with these intervals."""
    intervals = tuple(
        DeviceInterval(at_minute(first), at_minute(last), kind, kind.value)
        for first, last, kind in parts
    )
    last = max(part.ends_at for part in intervals)
    return DeviceSleep(sleep_format, source, zone, intervals[0].starts_at, last, intervals)


def sleep_of_totals(
    source: str = "", sleep_format: SleepFormat = SleepFormat.GARMIN, **seconds: int
) -> DeviceSleep:
    """Eight hours in bed from 23:00 in Berlin, of which only totals by kind are told."""
    in_bed = DeviceInterval(at_minute(0), at_minute(480), SleepKind.IN_BED, "in bed")
    totals = {SleepKind(kind): number for kind, number in seconds.items()}
    return night_of_totals(sleep_format, source, "Europe/Berlin", in_bed, totals)


def brought(sleep: DeviceSleep, days_later: int = 1) -> BroughtSleep:
    """The sleep, brought so many days after."""
    return BroughtSleep(sleep, EVENING + timedelta(days=days_later))
