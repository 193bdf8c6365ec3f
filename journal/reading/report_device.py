"""What devices wrote of the nights of a report, as a report holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timezone, tzinfo
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from journal.device_sleep import SleepKind
from journal.device_sleep.night_choice import SourceKey
from journal.device_sleep.night_figures import DeviceFigures, TimeSpan, device_figures
from journal.device_sleep.zones import clock_zone
from journal.reading.device_nights import read_device_nights
from journal.report.model_device import DeviceNightRow


def report_device_nights(
    person: User, nights: Iterable[date], *, zone: ZoneInfo, source: SourceKey | None
) -> tuple[tuple[DeviceNightRow, ...], date | None]:
    """Those of the nights of which a device wrote, in one query, and the last night that was not
    read, None for none; ``zone`` and ``source`` as for ``read_device_nights``.
    """
    device = read_device_nights(person, nights, zone=zone, source=source)
    rows = (_row(night, device_figures(shown), zone) for night, shown in device.items())
    return tuple(rows), device.unread


def _row(night: date, figures: DeviceFigures, zone: ZoneInfo) -> DeviceNightRow:
    sleep = figures.sleep
    clock = clock_zone(sleep.time_zone, zone)
    in_bed_from, in_bed_until = _ends(figures.in_bed, clock)
    asleep_from, asleep_until = _ends(figures.asleep, clock)
    awake = figures.minutes.get(SleepKind.AWAKE)
    return DeviceNightRow(
        night=night,
        format=sleep.format.value,
        source=sleep.source,
        by_hand=sleep.by_hand,
        are_totals=figures.are_totals,
        in_bed_from=in_bed_from,
        in_bed_until=in_bed_until,
        asleep_from=asleep_from,
        asleep_until=asleep_until,
        total=figures.total,
        awake_after=figures.awake_after,
        awake=awake if figures.are_totals else None,
        light=figures.minutes.get(SleepKind.LIGHT),
        deep=figures.minutes.get(SleepKind.DEEP),
        rem=figures.minutes.get(SleepKind.REM),
        asleep=figures.minutes.get(SleepKind.ASLEEP),
        restless=figures.minutes.get(SleepKind.RESTLESS),
        no_data=figures.no_data,
        others=figures.others,
    )


def _ends(span: TimeSpan | None, clock: tzinfo) -> Iterator[datetime | None]:
    """On that clock, the offset as a number."""
    if span is None:
        return iter((None, None))
    return (_with_offset(at.astimezone(clock)) for at in (span.starts_at, span.ends_at))


def _with_offset(local: datetime) -> datetime:
    return local.replace(tzinfo=timezone(local.utcoffset() or local - local))
