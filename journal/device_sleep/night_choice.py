"""Which of the sleeps of devices count in a night: one source, and of that the latest word.

A phone, a watch and an app write the same night. They are never added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from journal.device_sleep.sleep_data import DeviceInterval, DeviceSleep, SleepKind
from journal.device_sleep.zones import sleep_night

# Kinds that say which sleep it was, and those that say that it was sleep.
STAGES = frozenset({SleepKind.LIGHT, SleepKind.DEEP, SleepKind.REM})
SLEEPING = STAGES | {SleepKind.ASLEEP, SleepKind.RESTLESS}
SourceKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class BroughtSleep:
    """A sleep, and when it came into the diary (aware)."""

    sleep: DeviceSleep
    recorded_at: datetime

    @property
    def source(self) -> SourceKey:
        """What tells its source from others: format and name."""
        return (self.sleep.format.value, self.sleep.source)


@dataclass(frozen=True, slots=True)
class DeviceNight:
    """What one source wrote of a night, in order of time; ``others`` are sources that count not."""

    sleeps: tuple[DeviceSleep, ...]
    others: tuple[SourceKey, ...] = ()

    @property
    def first(self) -> DeviceSleep:
        """The sleep that began first."""
        return self.sleeps[0]

    @property
    def intervals(self) -> tuple[DeviceInterval, ...]:
        """All intervals, in order of time."""
        return tuple(part for sleep in self.sleeps for part in sleep.intervals)


def device_nights(
    brought: Iterable[BroughtSleep], *, zone: ZoneInfo, preferred: SourceKey | None = None
) -> dict[date, DeviceNight]:
    """The nights by the date on which they begin.

    A sleep lies in the night in which it began; ``zone`` is the person's own, for sleeps of an
    unknown one. ``preferred`` is the source that they chose; where it wrote nothing, as without
    one, that with stages comes before that with sleep alone, and this before that with time in bed.
    """
    by_night: dict[date, dict[SourceKey, list[BroughtSleep]]] = {}
    for one in _latest(brought):
        night = sleep_night(one.sleep.starts_at, one.sleep.time_zone, zone)
        by_night.setdefault(night, {}).setdefault(one.source, []).append(one)
    return {night: _chosen(sources, preferred) for night, sources in by_night.items()}


def _latest(brought: Iterable[BroughtSleep]) -> list[BroughtSleep]:
    """Of sleeps of one source that overlap, those of the file that came last."""
    counting: dict[SourceKey, list[BroughtSleep]] = {}
    for one in sorted(brought, key=lambda one: (one.recorded_at, one.sleep.ends_at), reverse=True):
        known = counting.setdefault(one.source, [])
        if not any(_are_of_one_time(one.sleep, other.sleep) for other in known):
            known.append(one)
    return [one for sleeps in counting.values() for one in sleeps]


def _are_of_one_time(one: DeviceSleep, other: DeviceSleep) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def _chosen(
    sources: dict[SourceKey, list[BroughtSleep]], preferred: SourceKey | None
) -> DeviceNight:
    def rank(source: SourceKey) -> tuple[bool, int, SourceKey]:
        kinds = {kind for one in sources[source] for kind in kinds_of(one.sleep)}
        return (source != preferred, _detail(kinds), source)

    first, *others = sorted(sources, key=rank)
    sleeps = sorted((one.sleep for one in sources[first]), key=lambda sleep: sleep.starts_at)
    return DeviceNight(tuple(sleeps), tuple(others))


def kinds_of(sleep: DeviceSleep) -> set[SleepKind]:
    """All kinds that it tells of."""
    return {part.kind for part in sleep.intervals} | set(sleep.totals or ())


def _detail(kinds: set[SleepKind]) -> int:
    if kinds & STAGES:
        return 0
    if kinds & SLEEPING:
        return 1
    return 2
