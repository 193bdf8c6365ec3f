"""A sleep on the calendar: two times of day, told of one night, become two times on the wall clock.

A sleep belongs to the night in which it began, also where it goes on past noon; entries keep their own night
(docs/adr/0114).
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from journal.nights import NOON, ONE_NIGHT

# A sleep that seems longer than this is more likely two times exchanged: it is asked about.
LONGEST = timedelta(hours=18)


def began(night: date, bed: time) -> datetime:
    """When somebody went to bed in that night, noon to noon, on the wall clock."""
    return datetime.combine(night if bed >= NOON else night + ONE_NIGHT, bed)


def ended(night: date, bed: time | None, woke: time) -> datetime:
    """When they were up again: the first such time after going to bed, on whichever side of noon.

    Where that is not known, the time lies on the day after the one that names the night, at any hour.
    """
    if bed is None:
        return datetime.combine(night + ONE_NIGHT, woke)
    start = began(night, bed)
    same_day = datetime.combine(start.date(), woke)
    return same_day if same_day > start else same_day + ONE_NIGHT


def crosses_noon(night: date, woke: datetime) -> bool:
    """Whether a sleep of that night goes on past the noon that ends it; ``woke`` on the wall clock."""
    return woke >= datetime.combine(night + ONE_NIGHT, NOON)
