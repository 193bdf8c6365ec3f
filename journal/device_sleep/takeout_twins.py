"""Nights that stand twice in one archive of Google Takeout: in tables that tell their zones, and in
JSON without.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta
from operator import itemgetter
from zoneinfo import ZoneInfo

from journal.device_sleep.sleep_data import DeviceSleep, SleepFormat
from journal.device_sleep.zones import clock_zone

# By so much two accounts of one night may begin apart.
_APART = timedelta(minutes=30)
_NO_ZONE = ZoneInfo("UTC")


class TakeoutTwins:
    """Leaves out Fitbit's account of a night that Google Health tells too.

    They are compared by what the clock on the wall showed, which both know.
    """

    def __init__(self) -> None:
        self._nights: list[tuple[datetime, datetime]] = []

    def without(self, sleeps: Iterator[DeviceSleep]) -> Iterator[DeviceSleep]:
        """The sleeps of a format, Google Health's before Fitbit's, without the twins."""
        self._nights.sort()
        for sleep in sleeps:
            first, last = _by_the_clock(sleep.starts_at, sleep), _by_the_clock(sleep.ends_at, sleep)
            if sleep.format is SleepFormat.GOOGLE_HEALTH:
                self._nights.append((first, last))
            elif sleep.format is SleepFormat.FITBIT and self._has_night(first):
                continue
            yield sleep

    def _has_night(self, first: datetime) -> bool:
        place = bisect_right(self._nights, first + _APART, key=itemgetter(0))
        return any(first < last for _first, last in self._nights[max(0, place - 2) : place])


def _by_the_clock(at: datetime, sleep: DeviceSleep) -> datetime:
    return at.astimezone(clock_zone(sleep.time_zone, _NO_ZONE)).replace(tzinfo=None)
