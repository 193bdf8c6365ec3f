"""What follows from what a device wrote of one night, and how often it agrees with the person.

Nothing here is mixed with what the person wrote: theirs are ``journal.sleep_figures``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal.device_sleep.night_choice import SLEEPING, DeviceNight
from journal.device_sleep.sleep_data import DeviceInterval, DeviceSleep, SleepKind

# Two times no farther apart than this are the same for somebody who looks at no clock.
AGREES_WITHIN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """From ``starts_at`` to ``ends_at`` (UTC)."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class DeviceFigures:
    """The figures of the longest sleep of a night; None is "the device does not tell".

    ``in_bed`` and ``asleep`` are from the first to the last of it. ``minutes`` by kind are added
    up, without that in bed; ``awake_after`` are those awake between falling asleep and the last
    waking, ``no_data`` those of gaps there. ``others`` are how many more sleeps began that night.
    """

    sleep: DeviceSleep
    in_bed: TimeSpan | None
    asleep: TimeSpan | None
    minutes: Mapping[SleepKind, int]
    awake_after: int | None
    no_data: int
    others: int

    @property
    def total(self) -> int | None:
        """Minutes asleep of any kind."""
        told = [self.minutes[kind] for kind in SLEEPING if kind in self.minutes]
        if not told:
            return None
        return sum(told)


@dataclass(frozen=True, slots=True)
class Agreement:
    """On how many nights two times were no farther apart than ``AGREES_WITHIN``, of those nights
    that have both.
    """

    part: int
    of: int


def device_figures(night: DeviceNight) -> DeviceFigures:
    """What follows from one night."""
    sleep = max(night.sleeps, key=lambda sleep: sleep.ends_at - sleep.starts_at)
    others = len(night.sleeps) - 1
    if not sleep.intervals:
        minutes = {kind: seconds // 60 for kind, seconds in (sleep.totals or {}).items()}
        awake = minutes.get(SleepKind.AWAKE)
        return DeviceFigures(sleep, None, None, minutes, awake, 0, others)
    asleep = _span(part for part in sleep.intervals if part.kind in SLEEPING)
    within = [part for part in sleep.intervals if asleep and _lies_in(part, asleep)]
    minutes = _minutes(part for part in sleep.intervals if part.kind is not SleepKind.IN_BED)
    return DeviceFigures(
        sleep=sleep,
        in_bed=_span(part for part in sleep.intervals if part.kind is SleepKind.IN_BED),
        asleep=asleep,
        minutes=minutes,
        awake_after=_awake_after(within, asleep),
        no_data=_no_data(within, asleep),
        others=others,
    )


def _span(parts: Iterable[DeviceInterval]) -> TimeSpan | None:
    listed = list(parts)
    if not listed:
        return None
    return TimeSpan(listed[0].starts_at, max(part.ends_at for part in listed))


def _lies_in(part: DeviceInterval, span: TimeSpan) -> bool:
    return span.starts_at <= part.starts_at and part.ends_at <= span.ends_at


def _minutes(parts: Iterable[DeviceInterval]) -> dict[SleepKind, int]:
    seconds: Counter[SleepKind] = Counter()
    for part in parts:
        seconds[part.kind] += round((part.ends_at - part.starts_at).total_seconds())
    return {kind: seconds[kind] // 60 for kind in SleepKind if kind in seconds}


def _awake_after(within: Iterable[DeviceInterval], asleep: TimeSpan | None) -> int | None:
    if asleep is None:
        return None
    return _minutes(part for part in within if part.kind is SleepKind.AWAKE).get(SleepKind.AWAKE, 0)


def _no_data(within: Iterable[DeviceInterval], asleep: TimeSpan | None) -> int:
    """Minutes between falling asleep and the last waking of which no interval tells."""
    if asleep is None:
        return 0
    last, gaps = asleep.starts_at, timedelta()
    for part in within:
        if part.kind not in (SleepKind.IN_BED, SleepKind.NO_DATA):
            gaps += max(part.starts_at - last, timedelta())
            last = max(last, part.ends_at)
    return int(gaps.total_seconds() // 60)


def agreement(pairs: Iterable[tuple[datetime | None, datetime | None]]) -> Agreement:
    """Of the person's and the device's time of each night, how often they agree."""
    both = [(own, device) for own, device in pairs if own is not None and device is not None]
    agreeing = sum(abs(own - device) <= AGREES_WITHIN for own, device in both)
    return Agreement(agreeing, len(both))
