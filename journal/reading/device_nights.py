"""What devices wrote of some nights, beside the diary: read for a page, and for no rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Q

from journal.device_sleep import DeviceSleep, SleepFormat
from journal.device_sleep.night_choice import BroughtSleep, DeviceNight, SourceKey, device_nights
from journal.device_sleep.sleep_text import intervals_in, totals_in
from journal.models import Episode
from journal.models.stored_sleep import StoredSleep
from journal.nights import ONE_NIGHT, bounds

DeviceNights = Mapping[date, DeviceNight]
# A sleep lies in a night of its own zone, which may be another than the person's.
_ELSEWHERE = timedelta(hours=14)


def read_device_nights(
    person: User, nights: Iterable[date], *, zone: ZoneInfo, source: SourceKey | None
) -> DeviceNights:
    """Those of the nights of which there is anything, in one query.

    ``zone`` is the person's own, ``source`` the one that they chose, None for none.
    """
    wanted = set(nights)
    if not wanted:
        return {}
    within = Q()
    for first, last in _windows(wanted, zone):
        within |= Q(starts_at__gte=first, starts_at__lt=last)
    rows = StoredSleep.objects.of(person).filter(within).order_by("starts_at", "pk")
    found = device_nights(map(_brought, rows), zone=zone, preferred=source)
    return {night: found[night] for night in sorted(wanted & found.keys())}


def nights_beside(
    person: User, episodes: Iterable[Episode], *, zone: ZoneInfo, source: SourceKey | None
) -> DeviceNights:
    """The nights in which these entries may lie: a sleep past noon is of the night before."""
    nights = {episode.night_of for episode in episodes}
    both = nights | {night - ONE_NIGHT for night in nights if night > date.min}
    return read_device_nights(person, both, zone=zone, source=source)


def _windows(nights: set[date], zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """Stretches of time in which sleeps of these nights begin, as few as there can be."""
    windows: list[tuple[datetime, datetime]] = []
    for night in sorted(nights):
        first, last = bounds(night, zone)
        first, last = first - _ELSEWHERE, last + _ELSEWHERE
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], last)
        else:
            windows.append((first, last))
    return windows


def _brought(row: StoredSleep) -> BroughtSleep:
    sleep = DeviceSleep(
        SleepFormat(row.format),
        row.source,
        row.time_zone,
        row.starts_at,
        row.ends_at,
        intervals_in(row.content, row.starts_at),
        totals_in(row.content),
    )
    return BroughtSleep(sleep, row.recorded_at)
