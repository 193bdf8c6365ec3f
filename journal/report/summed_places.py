"""Places with their sides added up: what a doctor asks first is where, and then on which side."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journal.anatomy import Side
from journal.moments import Moment

# As they stand in a row; None is a side that was not recorded.
SIDES: tuple[Side | None, ...] = (Side.RIGHT, Side.LEFT, Side.BOTH, None)


@dataclass(frozen=True, slots=True)
class SummedPlace:
    """How often a place was written down, on whatever side.

    ``place`` is an id of the list or free text, None for not recorded; ``sides`` are entries by
    side, those that there are.
    """

    place: str | None
    nights: int
    entries: int
    sides: tuple[tuple[Side | None, int], ...]


def summed_places(moments: Iterable[Moment]) -> tuple[SummedPlace, ...]:
    """The most entries first; "not recorded" last."""
    on: defaultdict[str | None, set[date]] = defaultdict(set)
    sides: defaultdict[str | None, Counter[Side | None]] = defaultdict(Counter)
    for moment in moments:
        place = moment.observation.muscle
        on[place].add(moment.night)
        sides[place][moment.side] += 1
    summed = [_summed(place, len(on[place]), sides[place]) for place in on]
    return tuple(sorted(summed, key=lambda one: (one.place is None, -one.entries, -one.nights)))


def _summed(place: str | None, nights: int, counts: Counter[Side | None]) -> SummedPlace:
    by_side = tuple((side, counts[side]) for side in SIDES if counts[side])
    return SummedPlace(place, nights, counts.total(), by_side)
