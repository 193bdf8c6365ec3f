"""What follows from what a device wrote of one night, and how often it agrees with the person.

Nothing here is mixed with what the person wrote: theirs are ``journal.sleep_figures``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal.device_sleep.night_choice import (
    HALVES_APART,
    SLEEPING,
    STAGES,
    UNTOLD,
    DeviceNight,
    has_times,
)
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

    Two halves with a short pause between are one sleep; ``sleep`` is the first. ``in_bed`` and
    ``asleep`` are from the first to the last of it. ``minutes`` are by kind, without those in bed;
    ``total`` are those asleep of any kind, ``awake_after`` those awake between falling asleep and
    the last waking, ``no_data`` those of gaps there. ``others`` are how many more sleeps began that
    night. ``are_totals``: the device tells how much of each there was and not when, so nothing is
    known to be before or after anything.
    """

    sleep: DeviceSleep
    in_bed: TimeSpan | None
    asleep: TimeSpan | None
    minutes: Mapping[SleepKind, int]
    total: int | None
    awake_after: int | None
    no_data: int
    others: int
    are_totals: bool = False


def unmeasured(told: Mapping[SleepKind, int], *, are_totals: bool) -> tuple[SleepKind, ...]:
    """Stages that a device which tells totals of stages did not measure; none of any other."""
    if not are_totals or not STAGES & told.keys():
        return ()
    return tuple(kind for kind in SleepKind if kind in STAGES - told.keys())


@dataclass(frozen=True, slots=True)
class Agreement:
    """On how many nights two times were no farther apart than ``AGREES_WITHIN``, of those nights
    that have both.
    """

    part: int
    of: int


def device_figures(night: DeviceNight) -> DeviceFigures:
    """What follows from one night."""
    halves = _longest(night)
    others = len(night.sleeps) - len(halves)
    first = halves[0]
    if is_of_totals(first):
        return totals_figures(first, others)
    parts = [part for sleep in halves for part in sleep.intervals]
    asleep = _span(part for part in parts if part.kind in SLEEPING)
    within = [part for part in parts if asleep and _lies_in(part, asleep)]
    return DeviceFigures(
        sleep=first,
        in_bed=_span(part for part in parts if part.kind is SleepKind.IN_BED),
        asleep=asleep,
        minutes=_minutes(part for part in parts if part.kind is not SleepKind.IN_BED),
        total=_length(part for part in parts if part.kind in SLEEPING) if asleep else None,
        awake_after=_awake_after(within, asleep),
        no_data=_no_data(within, asleep),
        others=others,
    )


def _longest(night: DeviceNight) -> list[DeviceSleep]:
    """The sleep that lasts longest, in its halves. Totals of two sleeps are not added up."""
    runs: list[list[DeviceSleep]] = []
    for sleep in night.sleeps:
        if runs and _go_on(runs[-1][-1], sleep):
            runs[-1].append(sleep)
        else:
            runs.append([sleep])
    return max(runs, key=lambda run: run[-1].ends_at - run[0].starts_at)


def _go_on(one: DeviceSleep, other: DeviceSleep) -> bool:
    is_short = other.starts_at - one.ends_at <= HALVES_APART
    return is_short and has_times(one) and has_times(other)


def is_of_totals(sleep: DeviceSleep) -> bool:
    """Whether totals are all that it tells."""
    return bool(sleep.totals) and not has_times(sleep)


def totals_figures(sleep: DeviceSleep, others: int = 0) -> DeviceFigures:
    """The figures of a sleep of totals alone; ``others`` as there."""
    totals = sleep.totals or {}
    sleeping = [totals[kind] for kind in SLEEPING if kind in totals]
    return DeviceFigures(
        sleep=sleep,
        in_bed=_span(part for part in sleep.intervals if part.kind is SleepKind.IN_BED),
        asleep=None,
        minutes={kind: totals[kind] // 60 for kind in SleepKind if kind in totals},
        total=sum(sleeping) // 60 if sleeping else None,
        awake_after=None,
        no_data=0,
        others=others,
        are_totals=True,
    )


def _span(parts: Iterable[DeviceInterval]) -> TimeSpan | None:
    listed = list(parts)
    if not listed:
        return None
    return TimeSpan(listed[0].starts_at, max(part.ends_at for part in listed))


def _lies_in(part: DeviceInterval, span: TimeSpan) -> bool:
    return span.starts_at <= part.starts_at and part.ends_at <= span.ends_at


def _minutes(parts: Iterable[DeviceInterval]) -> dict[SleepKind, int]:
    by_kind: dict[SleepKind, list[DeviceInterval]] = {}
    for part in parts:
        by_kind.setdefault(part.kind, []).append(part)
    return {kind: _length(by_kind[kind]) for kind in SleepKind if kind in by_kind}


def _length(parts: Iterable[DeviceInterval]) -> int:
    """Whole minutes of intervals in order of time; what two of them say of one time counts once."""
    covered, last = timedelta(), None
    for part in parts:
        first = part.starts_at if last is None else max(part.starts_at, last)
        covered += max(part.ends_at - first, timedelta())
        last = max(part.ends_at, first)
    return covered // timedelta(minutes=1)


def _awake_after(within: Sequence[DeviceInterval], asleep: TimeSpan | None) -> int | None:
    """None where all that is told is sleep of no kind: such a device does not look for waking."""
    told = {part.kind for part in within} - UNTOLD
    if asleep is None or told == {SleepKind.ASLEEP}:
        return None
    return _length(part for part in within if part.kind is SleepKind.AWAKE)


def _no_data(within: Iterable[DeviceInterval], asleep: TimeSpan | None) -> int:
    """Minutes between falling asleep and the last waking of which no interval tells."""
    if asleep is None:
        return 0
    last, gaps = asleep.starts_at, timedelta()
    for part in within:
        if part.kind not in UNTOLD:
            gaps += max(part.starts_at - last, timedelta())
            last = max(last, part.ends_at)
    return int(gaps.total_seconds() // 60)


def agreement(pairs: Iterable[tuple[datetime | None, datetime | None]]) -> Agreement:
    """Of the person's and the device's time of each night, how often they agree."""
    both = [(own, device) for own, device in pairs if own is not None and device is not None]
    agreeing = sum(abs(own - device) <= AGREES_WITHIN for own, device in both)
    return Agreement(agreeing, len(both))
