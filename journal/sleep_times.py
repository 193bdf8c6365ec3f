"""A sleep on the calendar: two times of day, told of one night, become two times on the wall clock.

A sleep belongs to the night in which it began, also where it goes on past noon; entries keep their
own night (docs/adr/0114).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from journal.nights import NOON, ONE_NIGHT

# A sleep that seems longer than this is more likely two times exchanged: it is asked about.
LONGEST = timedelta(hours=18)


def began(night: date, bed: time) -> datetime:
    """When somebody went to bed in that night, noon to noon, on the wall clock."""
    return datetime.combine(night if bed >= NOON else night + ONE_NIGHT, bed)


def ended(night: date, bed: time | None, woke: time) -> datetime:
    """When they were up again: the first such time after going to bed, on whichever side of noon.

    Where that is not known, the time lies on the day after the one that names the night, at any
    hour.
    """
    if bed is None:
        return datetime.combine(night + ONE_NIGHT, woke)
    return _first_after(night, began(night, bed), woke)


def _near(start: datetime, clock: time) -> datetime:
    """That time of day about ``start``: shortly before it, else the first after it."""
    at = datetime.combine(start.date(), clock)
    if at < start:
        at += ONE_NIGHT
    return at - ONE_NIGHT if at - start > LONGEST else at


def _first_after(night: date, start: datetime | None, clock: time) -> datetime:
    if start is None:
        return ended(night, None, clock)
    same_day = datetime.combine(start.date(), clock)
    return same_day if same_day > start else same_day + ONE_NIGHT


def placed(
    night: date, stored: Mapping[str, datetime | None], typed: Mapping[str, time | None]
) -> dict[str, datetime | None]:
    """Where times of day that were ``typed`` of one night lie, on the wall clock, by field.

    Those ``stored`` (on the wall clock) that are reckoned from one of these are in it too: trying
    to sleep comes about when going to bed, the last waking and being out of bed at the first such
    time after that, or after trying to sleep where the bed time is not known.
    """
    clocks: dict[str, time | None] = {
        **{name: None if at is None else at.time() for name, at in stored.items()},
        **typed,
    }
    moved: dict[str, datetime | None] = {}
    bed, tried = stored.get("bed_at"), stored.get("tried_at")
    if "bed_at" in typed:
        clock = clocks["bed_at"]
        bed = moved["bed_at"] = None if clock is None else began(night, clock)
    if typed.keys() & {"bed_at", "tried_at"}:
        clock = clocks.get("tried_at")
        tried = None
        if clock is not None:
            tried = _near(bed, clock) if bed else began(night, clock)
        moved["tried_at"] = tried
    anew = "bed_at" in typed or (bed is None and "tried_at" in typed)
    for name in ("last_waking_at", "woke_at"):
        if name in typed or anew:
            clock = clocks.get(name)
            moved[name] = None if clock is None else _first_after(night, bed or tried, clock)
    return moved


def crosses_noon(night: date, woke: datetime) -> bool:
    """Whether a sleep of that night goes past the noon that ends it; ``woke`` on the wall clock."""
    return woke >= datetime.combine(night + ONE_NIGHT, NOON)
