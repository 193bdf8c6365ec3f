"""What follows from a night's sleep as it was written down, and over the nights of a period.

Four figures, defined as in C. E. Carney et al., Sleep 2012; 35: 287-302 (PMC3250369), who found
that sleep efficiency and time awake are reckoned in more than one way; these are ours:

- sleep latency: minutes until sleep, as written.
- time awake after falling asleep: minutes awake, as written, without those after the last waking;
  0 where the person wrote that they did not wake.
- total sleep: from trying to sleep to the last waking, less both of these.
- sleep efficiency: total sleep as a share of the time in bed, from going to bed to being out of it.

Each is made only of a night that has all the items which it needs, and none of these in a
contradiction (``journal.night_sleep``). Nothing of a device is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal.intervals import Middle, Share, middle, share
from journal.night_sleep import NightSleep, contradictions

# What each figure is made of.
IN_BED_ITEMS = frozenset({"bed_at", "woke_at"})
AWAKE_ITEMS = frozenset({"wakings", "minutes_awake"})
TOTAL_ITEMS = frozenset({"tried_at", "minutes_until_sleep", "last_waking_at"})


@dataclass(frozen=True, slots=True)
class NightFigures:
    """The figures of one night in minutes, ``efficiency`` in percent; None: an item is missing, or
    two contradict each other.
    """

    latency: int | None
    awake_after: int | None
    total: int | None
    efficiency: int | None
    in_bed: int | None


@dataclass(frozen=True, slots=True)
class PeriodSleep:
    """The medians of a period, each with how many nights it is of; None: no night has the items.

    ``with_jolts`` is nights with a jolt before sleep, of those on which the person wrote how many.
    """

    nights: int = 0
    latency: Middle | None = None
    awake_after: Middle | None = None
    total: Middle | None = None
    efficiency: Middle | None = None
    in_bed: Middle | None = None
    jolts: Middle | None = None
    with_jolts: Share | None = None
    wakings: Middle | None = None
    quality: Middle | None = None


def night_figures(sleep: NightSleep) -> NightFigures:
    """What follows from one night."""
    disputed = frozenset[str]().union(*(conflict.fields for conflict in contradictions(sleep)))
    awake_after = None if disputed & AWAKE_ITEMS else _awake_after(sleep)
    latency = None if "minutes_until_sleep" in disputed else sleep.minutes_until_sleep
    in_bed = None if disputed & IN_BED_ITEMS else _minutes(sleep.bed_at, sleep.woke_at)
    total = None
    if not disputed & TOTAL_ITEMS:
        tried_to_last = _minutes(sleep.tried_at, sleep.last_waking_at)
        if tried_to_last is not None and latency is not None and awake_after is not None:
            total = tried_to_last - latency - awake_after
    efficiency = None
    if total is not None and in_bed:
        efficiency = round(100 * total / in_bed)
    return NightFigures(latency, awake_after, total, efficiency, in_bed)


def _awake_after(sleep: NightSleep) -> int | None:
    if sleep.minutes_awake is None and sleep.wakings == 0:
        return 0
    return sleep.minutes_awake


def _minutes(start: datetime | None, end: datetime | None) -> int | None:
    """Whole minutes that went by, also where the clocks were changed between."""
    if start is None or end is None:
        return None
    return (end - start) // timedelta(minutes=1)


def period_sleep(sleeps: Iterable[NightSleep]) -> PeriodSleep:
    """The figures of these nights; one of which nothing was written down counts nowhere."""
    written = [sleep for sleep in sleeps if not sleep.is_empty]
    figures = [night_figures(sleep) for sleep in written]
    jolts = [sleep.jolts for sleep in written if sleep.jolts is not None]
    return PeriodSleep(
        nights=len(written),
        latency=_middle(figures, lambda night: night.latency),
        awake_after=_middle(figures, lambda night: night.awake_after),
        total=_middle(figures, lambda night: night.total),
        efficiency=_middle(figures, lambda night: night.efficiency),
        in_bed=_middle(figures, lambda night: night.in_bed),
        jolts=middle(jolts),
        with_jolts=share(sum(number > 0 for number in jolts), len(jolts)) if jolts else None,
        wakings=middle(sleep.wakings for sleep in written if sleep.wakings is not None),
        quality=middle(sleep.quality for sleep in written if sleep.quality is not None),
    )


def _middle(
    nights: list[NightFigures], figure: Callable[[NightFigures], int | None]
) -> Middle | None:
    return middle(value for night in nights if (value := figure(night)) is not None)
