"""An export of a device into one person's diary: a look first, then all of its sleep or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from journal.actions.device_sleep import record_sleeps
from journal.device_sleep import DeviceSleep
from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.reading_sleep import LineRemark, SleepReading
from journal.device_sleep.sleep_files import device_sleeps
from journal.device_sleep.zones import sleep_night
from journal.diary_file import COLLECTIONS, Record
from journal.diary_file.device_sleep_fields import DEVICE_SLEEP, device_sleep_values
from journal.files.import_preview import no_progress
from journal.reading.records import count_known
from twitchlog.filesystem.upload_folder import under_way

_SLEEPS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class SleepSource:
    """One source of a file: its format, its own name, and how many nights it has."""

    format: str
    name: str
    nights: int


@dataclass(frozen=True, slots=True)
class SleepPreview:
    """What a file holds of sleep.

    ``sleeps`` of it are ``known`` already. ``nights`` run from ``first`` to ``last``, None where
    there is no sleep. ``remarks`` are the first of ``remark_number``. ``asks_zone``: some of its
    times do not say where they were.
    """

    sleeps: int
    known: int
    nights: int
    first: date | None
    last: date | None
    sources: tuple[SleepSource, ...]
    remarks: tuple[LineRemark, ...]
    remark_number: int
    asks_zone: bool

    @property
    def new(self) -> int:
        """How many sleeps would be added."""
        return self.sleeps - self.known


def preview_sleeps(
    owner: User, parts: Sequence[FilePart], *, zone: ZoneInfo, as_of: datetime
) -> SleepPreview:
    """What would be stored; ``zone`` is where the person was, where the file does not say.

    Raises SleepFileError.
    """
    reading = SleepReading(zone, as_of, folder=under_way())
    nights: set[date] = set()
    by_source: Counter[tuple[str, str, date]] = Counter()
    number = known = 0
    for sleeps in _chunks(device_sleeps(parts, reading)):
        number += len(sleeps)
        known += _count_known(owner, sleeps, as_of)
        for sleep in sleeps:
            night = sleep_night(sleep.starts_at, sleep.time_zone, zone)
            nights.add(night)
            by_source[sleep.format.value, sleep.source, night] += 1
    sources = Counter((kind, name) for kind, name, _night in by_source)
    return SleepPreview(
        sleeps=number,
        known=known,
        nights=len(nights),
        first=min(nights, default=None),
        last=max(nights, default=None),
        sources=tuple(SleepSource(*source, count) for source, count in sorted(sources.items())),
        remarks=tuple(reading.remarks),
        remark_number=reading.remark_number,
        asks_zone=reading.asks_zone,
    )


def store_sleeps(
    owner: User,
    parts: Sequence[FilePart],
    *,
    zone: ZoneInfo,
    as_of: datetime,
    name: str,
    stored_so_far: Callable[[int, int], None] = no_progress,
) -> int:
    """Store all that the file holds of sleep, and say how many sleeps were new.

    Raises SleepFileError, RefusedError or ImportUnderWayError, with nothing stored.
    """
    sleeps = device_sleeps(parts, SleepReading(zone, as_of, folder=under_way()))
    return record_sleeps(owner, sleeps, as_of=as_of, name=name, stored_so_far=stored_so_far)


def _chunks(sleeps: Iterable[DeviceSleep]) -> Iterator[list[DeviceSleep]]:
    remaining = iter(sleeps)
    while chunk := list(islice(remaining, _SLEEPS_AT_ONCE)):
        yield chunk


def _count_known(owner: User, sleeps: Iterable[DeviceSleep], as_of: datetime) -> int:
    collection = COLLECTIONS[DEVICE_SLEEP]
    records = [Record(collection, device_sleep_values(sleep, as_of)) for sleep in sleeps]
    return count_known(owner, collection, records)
