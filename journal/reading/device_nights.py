"""What devices wrote of some nights, beside the diary: read for a page, and for no rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from hashlib import blake2b
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Q

from journal.device_sleep.night_choice import BroughtSleep, DeviceNight, SourceKey, device_nights
from journal.device_sleep.zones import sleep_night
from journal.models import Episode
from journal.models.stored_sleep import StoredSleep
from journal.nights import ONE_NIGHT, bounds

# What a page reads at most, the latest first: sleeps, and characters of what they hold. A year of
# two devices has some 700 sleeps of some 2,500 characters.
MOST_SLEEPS = 2_000
MOST_SLEEP_TEXT = 2_000_000
_ROWS_AT_ONCE = 100
UTC_ZONE = ZoneInfo("UTC")
# A sleep lies in a night of its own zone. That is within 19 hours of Greenwich, the person's own
# within 14.
_ELSEWHERE = timedelta(hours=33)
_EARLIEST = datetime.min.replace(tzinfo=UTC) + _ELSEWHERE
_LATEST = datetime.max.replace(tzinfo=UTC) - _ELSEWHERE


class DeviceNights(Mapping[date, DeviceNight]):
    """Those of the wanted nights of which there is anything, put together when first looked at.

    Of the nights up to ``unread`` nothing is told, since there is more than a page reads; None:
    all was read.
    """

    def __init__(
        self,
        rows: Sequence[StoredSleep] = (),
        wanted: Iterable[date] = (),
        *,
        zone: ZoneInfo = UTC_ZONE,
        source: SourceKey | None = None,
        unread: date | None = None,
    ) -> None:
        self._rows, self._wanted = rows, frozenset(wanted)
        self._zone, self._source = zone, source
        self.unread = unread

    @cached_property
    def key(self) -> bytes:
        """By what all that these nights say is found again, as short for many as for one."""
        digest = blake2b(repr((self._zone.key, self._source, self.unread)).encode(), digest_size=16)
        for night in sorted(self._wanted):
            digest.update(night.isoformat().encode())
        for row in self._rows:
            digest.update(f"{row.row_id} {row.recorded_at.timestamp()}".encode())
        return digest.digest()

    @cached_property
    def _nights(self) -> Mapping[date, DeviceNight]:
        brought = (BroughtSleep(row.sleep, row.recorded_at) for row in self._rows)
        found = device_nights(brought, zone=self._zone, preferred=self._source)
        read = {night for night in self._wanted if self.unread is None or night > self.unread}
        return {night: found[night] for night in sorted(read & found.keys())}

    def __getitem__(self, night: date) -> DeviceNight:
        return self._nights[night]

    def __iter__(self) -> Iterator[date]:
        return iter(self._nights)

    def __len__(self) -> int:
        return len(self._nights)


def read_device_nights(
    person: User, nights: Iterable[date], *, zone: ZoneInfo, source: SourceKey | None
) -> DeviceNights:
    """What devices wrote of these nights, in one query.

    ``zone`` is the person's own, ``source`` the one that they chose, None for none. Of more than a
    page reads, only the latest nights.
    """
    wanted = set(nights)
    if not wanted:
        return DeviceNights()
    within = Q()
    for first, last in _windows(wanted, zone):
        within |= Q(starts_at__gte=first, starts_at__lt=last)
    latest = StoredSleep.objects.of(person).filter(within).order_by("-starts_at", "-pk")
    kept, beyond = _bounded(latest.iterator(_ROWS_AT_ONCE))
    unread = sleep_night(beyond.starts_at + _ELSEWHERE, "", zone) if beyond else None
    return DeviceNights(kept, wanted, zone=zone, source=source, unread=unread)


def _bounded(rows: Iterable[StoredSleep]) -> tuple[list[StoredSleep], StoredSleep | None]:
    """As many as a page reads, and the first one beyond."""
    kept: list[StoredSleep] = []
    letters = 0
    for row in rows:
        letters += len(row.content)
        if len(kept) == MOST_SLEEPS or letters > MOST_SLEEP_TEXT:
            return kept, row
        kept.append(row)
    return kept, None


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
        first, last = max(first, _EARLIEST) - _ELSEWHERE, min(last, _LATEST) + _ELSEWHERE
        if windows and first <= windows[-1][1]:
            windows[-1] = (windows[-1][0], last)
        else:
            windows.append((first, last))
    return windows
