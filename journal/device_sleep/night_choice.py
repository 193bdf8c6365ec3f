"""Which of the sleeps of devices count in a night: one source, and of that the latest word.

A phone, a watch and an app write the same night. They are never added up (docs/adr/0271).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import accumulate
from zoneinfo import ZoneInfo

from journal.device_sleep.sleep_data import DeviceInterval, DeviceSleep, SleepKind
from journal.device_sleep.zones import sleep_night

# Kinds that say which sleep it was, and those that say that it was sleep.
STAGES = frozenset({SleepKind.LIGHT, SleepKind.DEEP, SleepKind.REM})
SLEEPING = STAGES | {SleepKind.ASLEEP, SleepKind.RESTLESS}
UNTOLD = frozenset({SleepKind.IN_BED, SleepKind.NO_DATA})
# Two sleeps of a source with no longer a pause are halves of one night's sleep, as intervals with
# no longer a pause are one sleep (interval_pile).
HALVES_APART = timedelta(hours=2)
# What a person chooses: a format and a name.
SourceKey = tuple[str, str]


@dataclass(frozen=True, slots=True, order=True)
class NightSource:
    """Who wrote a night: a format and the source's own name.

    What a person typed there (``by_hand``) is a source of its own and is never taken for what that
    one measured.
    """

    format: str
    name: str
    by_hand: bool = False

    @property
    def key(self) -> SourceKey:
        """What a person chooses it by."""
        return (self.format, self.name)


def source_of(sleep: DeviceSleep) -> NightSource:
    """Who wrote it."""
    return NightSource(sleep.format.value, sleep.source, sleep.by_hand)


@dataclass(frozen=True, slots=True)
class BroughtSleep:
    """A sleep, and when it came into the diary (aware)."""

    sleep: DeviceSleep
    recorded_at: datetime

    @property
    def source(self) -> NightSource:
        """What tells its source from others."""
        return source_of(self.sleep)


@dataclass(frozen=True)
class DeviceNight:
    """What one source wrote of a night, in order of time; ``others`` are sources that count not."""

    sleeps: tuple[DeviceSleep, ...]
    others: tuple[NightSource, ...] = ()

    @property
    def first(self) -> DeviceSleep:
        """The sleep that began first."""
        return self.sleeps[0]

    @property
    def source(self) -> NightSource:
        """Who wrote it."""
        return source_of(self.first)

    @property
    def intervals(self) -> tuple[DeviceInterval, ...]:
        """All intervals, in order of time."""
        return tuple(part for sleep in self.sleeps for part in sleep.intervals)

    @cached_property
    def told(self) -> tuple[DeviceInterval, ...]:
        """Those that tell of sleep or waking, by their beginning."""
        return tuple(part for part in self.intervals if part.kind not in UNTOLD)

    @cached_property
    def told_until(self) -> tuple[datetime, ...]:
        """For each of ``told`` the last end of it and of those before it."""
        return tuple(accumulate((part.ends_at for part in self.told), max))

    @cached_property
    def told_by_end(self) -> tuple[DeviceInterval, ...]:
        """The same intervals by their end."""
        return tuple(sorted(self.told, key=lambda part: (part.ends_at, part.starts_at)))


def has_times(sleep: DeviceSleep) -> bool:
    """Whether it tells when there was sleep or waking, and not only how much."""
    return any(part.kind not in UNTOLD for part in sleep.intervals)


def device_nights(
    brought: Iterable[BroughtSleep], *, zone: ZoneInfo, preferred: SourceKey | None = None
) -> dict[date, DeviceNight]:
    """The nights by the date on which they begin.

    A sleep lies in the night in which it began; ``zone`` is the person's own, for sleeps of an
    unknown one. ``preferred`` is the source that they chose. Where it wrote nothing, as without
    one, what was measured comes before what was typed by hand; of these times before totals, and of
    each stages before sleep alone; time in bed comes last.
    """
    by_night: dict[date, dict[NightSource, list[DeviceSleep]]] = {}
    for one in _latest(brought):
        night = sleep_night(one.sleep.starts_at, one.sleep.time_zone, zone)
        by_night.setdefault(night, {}).setdefault(one.source, []).append(one.sleep)
    return {night: _chosen(sources, preferred) for night, sources in by_night.items()}


def _latest(brought: Iterable[BroughtSleep]) -> list[BroughtSleep]:
    """Of sleeps of one source that overlap, those of the file that came last."""
    counting: dict[NightSource, list[BroughtSleep]] = {}
    for one in sorted(brought, key=lambda one: (one.recorded_at, one.sleep.ends_at), reverse=True):
        _add_apart(counting.setdefault(one.source, []), one)
    return [one for sleeps in counting.values() for one in sleeps]


def _add_apart(known: list[BroughtSleep], one: BroughtSleep) -> None:
    """Add it to sleeps in order of time, none of which overlap, unless it overlaps one of them:
    then that is one of the two beside its place.
    """
    place = bisect_left(known, one.sleep.starts_at, key=lambda other: other.sleep.starts_at)
    beside = known[max(place - 1, 0) : place + 1]
    if not any(_are_of_one_time(one.sleep, other.sleep) for other in beside):
        known.insert(place, one)


def _are_of_one_time(one: DeviceSleep, other: DeviceSleep) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _chosen(
    sources: dict[NightSource, list[DeviceSleep]], preferred: SourceKey | None
) -> DeviceNight:
    def rank(source: NightSource) -> tuple[bool, bool, int, NightSource]:
        return (source.key != preferred, source.by_hand, _detail(sources[source]), source)

    first, *others = sorted(sources, key=rank)
    sleeps = sorted(sources[first], key=lambda sleep: sleep.starts_at)
    return DeviceNight(tuple(sleeps), tuple(others))


def _detail(sleeps: Iterable[DeviceSleep]) -> int:
    """How much they say, 0 for most."""
    timed: set[SleepKind] = set()
    totals: set[SleepKind] = set()
    for sleep in sleeps:
        timed.update(part.kind for part in sleep.intervals)
        totals.update(sleep.totals or ())
    told = (timed & STAGES, timed & SLEEPING, totals & STAGES, totals & SLEEPING)
    return next((rank for rank, kinds in enumerate(told) if kinds), len(told))
