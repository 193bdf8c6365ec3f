"""Counts of a period: per place, movement, phase, hour, night and week. Every figure comes with its recorded nights.

Nothing here is a finding. A count of entries says as much about how diligently somebody wrote as about their muscles,
so what is counted first is nights: on how many of the nights of which anything is known did it occur.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from statistics import median
from typing import TypeVar
from zoneinfo import ZoneInfo

from journal import nights
from journal.anatomy import Side
from journal.criteria import Label, labels
from journal.geometry.bodymap import zone_of
from journal.nights import NightState
from journal.observations import Movement, Observation, Phase

Key = TypeVar("Key", bound=Hashable)
MINUTES_OF_A_NIGHT = 24 * 60
NOON_HOUR = nights.NOON.hour


@dataclass(frozen=True, slots=True)
class Moment:
    """An episode with its place on the clock, which no rule reads.

    ``minute`` is counted from noon on the wall clock of where it was logged, 0 to 1439. ``again`` is true in the hour
    that the clock shows a second time when it is set back. ``duration_seconds`` None: not recorded.
    """

    seen: Observation
    night: date
    minute: int
    again: bool = False
    side: Side | None = None
    duration_seconds: int | None = None

    @property
    def hour(self) -> int:
        """The hour that the wall clock showed, 0 to 23."""
        return (self.minute // 60 + NOON_HOUR) % 24

    @property
    def day(self) -> date:
        """The date that the calendar beside that clock showed: the night's own before midnight, else the next."""
        return self.night + nights.ONE_NIGHT if self.hour < NOON_HOUR else self.night

    @property
    def count(self) -> int:
        """How many the entry stands for; not recorded is at least one."""
        return 1 if self.seen.count is None else self.seen.count


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was written down: on how many nights, in how many entries, and how many these stand for."""

    nights: int
    entries: int
    count: int


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle value, the lowest and the highest of ``of`` values."""

    median: float
    lowest: int
    highest: int
    of: int


class Unit(StrEnum):
    """What a long period is divided into."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a week, month or year that lies in the period; ``whole`` if all of it does."""

    first: date
    whole: bool
    states: Counter[NightState]
    entries: int

    @property
    def nights(self) -> int:
        """How many of its nights lie in the period."""
        return self.states.total()

    @property
    def recorded(self) -> int:
        """Of how many of these anything is known."""
        return self.nights - self.states[NightState.NOT_RECORDED]


@dataclass(frozen=True, slots=True)
class Summary:
    """All counts of a period. A key of None in a tally is "not recorded"; tallies begin with the most nights."""

    states: dict[date, NightState]
    entries: int
    count: int
    movements: dict[Movement | None, Tally]
    muscles: dict[str | None, Tally]
    places: dict[tuple[str | None, Side | None], Tally]
    zones: dict[str, Tally]
    phases: dict[Phase | None, Tally]
    hours: dict[int, Tally]
    labels: dict[Label, Tally]
    by_night: dict[date, Tally]
    a_night: Spread | None
    durations: Spread | None

    @property
    def nights(self) -> int:
        """The length of the period in nights."""
        return len(self.states)

    def number(self, state: NightState) -> int:
        """How many nights are in that state."""
        return sum(one is state for one in self.states.values())

    @property
    def recorded(self) -> int:
        """Nights of which anything is known: with entries, or said to be without twitches."""
        return self.nights - self.number(NightState.NOT_RECORDED)


def moment(
    seen: Observation, happened_at: datetime, zone: ZoneInfo, *, side: Side | None, seconds: int | None
) -> Moment:
    """Place an observation on the clock of ``zone``; ``happened_at`` is aware."""
    local = happened_at.astimezone(zone)
    minute = (local.hour - NOON_HOUR) % 24 * 60 + local.minute
    night = seen.night_of or nights.night_of(happened_at, zone)
    return Moment(seen, night, minute, again=bool(local.fold), side=side, duration_seconds=seconds)


def summarise(moments: Sequence[Moment], said_none: Iterable[date], first: date, last: date) -> Summary:
    """Count what was written down from the night ``first`` to the night ``last``, both included.

    ``moments`` and ``said_none`` (nights of which the person said that there were no twitches) lie in that period.
    """
    by_night = tally(moments, lambda one: (one.night,))
    quiet = frozenset(said_none)
    states = {night: nights.state(night, by_night, quiet) for night in nights.span(first, last)}
    known = [night for night, state in states.items() if state is not NightState.NOT_RECORDED]
    return Summary(
        states=states,
        entries=len(moments),
        count=sum(one.count for one in moments),
        movements=tally(moments, lambda one: (one.seen.movement,)),
        muscles=tally(moments, lambda one: (one.seen.muscle,)),
        places=tally(moments, lambda one: ((one.seen.muscle, one.side),)),
        zones=tally(moments, zones_of),
        phases=tally(moments, lambda one: (one.seen.phase,)),
        hours=tally(moments, lambda one: (one.hour,)),
        labels=tally(moments, lambda one: labels(one.seen)),
        by_night=by_night,
        a_night=spread(by_night[night].entries if night in by_night else 0 for night in known),
        durations=spread(one.duration_seconds for one in moments if one.duration_seconds is not None),
    )


def zones_of(one: Moment) -> tuple[str, ...]:
    """The zones of the body map that show it; none where the place has none."""
    return _zone_ids(one.seen.muscle, one.side) if one.seen.muscle else ()


@lru_cache(maxsize=1024)
def _zone_ids(muscle: str, side: Side | None) -> tuple[str, ...]:
    return tuple(zone.id for zone in zone_of(muscle, side))


def tally(moments: Iterable[Moment], keys: Callable[[Moment], Iterable[Key]]) -> dict[Key, Tally]:
    """Count by the keys of each moment, the most nights first."""
    on: defaultdict[Key, set[date]] = defaultdict(set)
    entries: Counter[Key] = Counter()
    counts: Counter[Key] = Counter()
    for one in moments:
        for key in keys(one):
            on[key].add(one.night)
            entries[key] += 1
            counts[key] += one.count
    found = {key: Tally(len(seen), entries[key], counts[key]) for key, seen in on.items()}
    return dict(sorted(found.items(), key=lambda item: (-item[1].nights, -item[1].entries)))


def spread(values: Iterable[int]) -> Spread | None:
    """Median and range; None of nothing."""
    known = sorted(values)
    return Spread(median(known), known[0], known[-1], len(known)) if known else None


def stretches(summary: Summary, unit: Unit) -> list[Stretch]:
    """The period divided into weeks (from Monday), months or years, oldest first."""
    held: defaultdict[date, list[date]] = defaultdict(list)
    for night in summary.states:
        held[_begin(night, unit)].append(night)
    return [
        Stretch(
            first=begin,
            whole=len(inside) == (_after(begin, unit) - begin).days,
            states=Counter(summary.states[night] for night in inside),
            entries=sum(summary.by_night[night].entries for night in inside if night in summary.by_night),
        )
        for begin, inside in held.items()
    ]


def _begin(night: date, unit: Unit) -> date:
    if unit is Unit.WEEK:
        return night - timedelta(days=night.weekday())
    return night.replace(day=1) if unit is Unit.MONTH else night.replace(month=1, day=1)


def _after(begin: date, unit: Unit) -> date:
    if unit is Unit.WEEK:
        return begin + timedelta(days=7)
    return _begin(begin + timedelta(days=31 if unit is Unit.MONTH else 366), unit)
