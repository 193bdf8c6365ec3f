"""Counts of a period: per place, movement, phase, hour, night and week.

Every figure comes with its recorded nights.

Nothing here is a finding. A count of entries says as much about how diligently somebody wrote as
about their muscles, so what is counted first is nights: on how many of the nights of which anything
is known did it occur.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from journal import nights
from journal.anatomy import Side
from journal.constant_places import ConstantPlace
from journal.criteria import Label, labels
from journal.moments import Moment
from journal.nights import NightState
from journal.observations import Movement, Phase

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often something was written down: on how many nights, in how many entries, and how many
    these stand for.
    """

    nights: int
    entries: int
    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All counts of a period.

    A key of None in a tally is "not recorded"; tallies begin with the most nights. ``constant`` are
    the places where it went on and on, which no tally counts. ``hours`` leaves out the entries
    ``without_clock``, of which the night alone is known.
    """

    states: dict[date, NightState]
    entries: int
    count: int
    movements: dict[Movement | None, Tally]
    places: dict[tuple[str | None, Side | None], Tally]
    phases: dict[Phase | None, Tally]
    hours: dict[int, Tally]
    labels: dict[Label, Tally]
    by_night: dict[date, Tally]
    constant: tuple[ConstantPlace, ...] = ()
    without_clock: int = 0

    @property
    def nights(self) -> int:
        """The length of the period in nights."""
        return len(self.states)

    def number(self, state: NightState) -> int:
        """How many nights are in that state."""
        return sum(known is state for known in self.states.values())

    @property
    def constant_nights(self) -> int:
        """On how many nights it went on and on somewhere, whatever else they hold."""
        return len({place.night for place in self.constant})

    @property
    def recorded(self) -> int:
        """Nights of which anything is known: with entries, or said to be without twitches."""
        return self.nights - self.number(NightState.NOT_RECORDED)


def summarise(
    moments: Sequence[Moment],
    quiet_nights: Iterable[date],
    first: date,
    last: date,
    constant: Iterable[ConstantPlace] = (),
) -> Summary:
    """Count what was written down from the night ``first`` to the night ``last``, both included.

    ``moments``, ``quiet_nights`` (of which the person said that there were no twitches) and
    ``constant`` lie in that period.
    """
    by_night = tally(moments, lambda moment: (moment.night,))
    quiet = frozenset(quiet_nights)
    places = tuple(constant)
    went_on = frozenset(place.night for place in places)
    states = {
        night: nights.state(night, by_night, quiet, went_on) for night in nights.span(first, last)
    }
    return Summary(
        states=states,
        entries=len(moments),
        count=sum(moment.count for moment in moments),
        movements=tally(moments, lambda moment: (moment.observation.movement,)),
        places=tally(moments, _place),
        phases=tally(moments, lambda moment: (moment.observation.phase,)),
        hours=tally(moments, lambda moment: (moment.hour,) if moment.knows_clock else ()),
        without_clock=sum(not moment.knows_clock for moment in moments),
        labels=tally(moments, lambda moment: labels(moment.observation)),
        by_night=by_night,
        constant=places,
    )


def tally(moments: Iterable[Moment], keys: Callable[[Moment], Iterable[Key]]) -> dict[Key, Tally]:
    """Count by the keys of each moment, the most nights first."""
    on: defaultdict[Key, set[date]] = defaultdict(set)
    entries: Counter[Key] = Counter()
    counts: Counter[Key] = Counter()
    for moment in moments:
        for key in keys(moment):
            on[key].add(moment.night)
            entries[key] += 1
            counts[key] += moment.count
    tallies = {key: Tally(len(on[key]), entries[key], counts[key]) for key in on}
    return dict(sorted(tallies.items(), key=lambda item: (-item[1].nights, -item[1].entries)))


def _place(moment: Moment) -> tuple[tuple[str | None, Side | None]]:
    return ((moment.observation.muscle, moment.side),)
