"""Nights: from noon to noon on the clock of the place, named by the date on which they begin.

An entry at 11:59 belongs to the night before, one at 12:00 to the night to come. Where the clocks
change a night has 23 or 25 hours; noon itself is never skipped or repeated in any zone in use, so
the border is always one instant.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

NOON = time(12, 0)
ONE_NIGHT = timedelta(days=1)


class NightState(StrEnum):
    """What is known of a night. "No twitches" and "not recorded" are different answers.

    ``CONSTANT``: it holds no entry, and somewhere it went on and on.
    """

    EPISODES = "episodes"
    CONSTANT = "constant"
    NONE = "none"
    NOT_RECORDED = "not_recorded"


class LocalTime(StrEnum):
    """How often a time on the wall clock occurs on its date."""

    ONCE = "once"
    SKIPPED = "skipped"
    TWICE = "twice"


def night_of(happened_at: datetime, zone: ZoneInfo) -> date:
    """The night in which ``happened_at`` (aware) lies, by the wall clock of ``zone``.

    Raises ValueError for a naive time: without a zone the night cannot be known.
    """
    if happened_at.tzinfo is None:
        raise ValueError("happened_at needs a time zone")
    local = happened_at.astimezone(zone)
    if local.hour >= NOON.hour:
        return local.date()
    return local.date() - ONE_NIGHT


def last_night(as_of: datetime, zone: ZoneInfo) -> date:
    """The night people mean by "last night": the one that began on yesterday's date, at any hour of
    today.
    """
    return as_of.astimezone(zone).date() - ONE_NIGHT


def bounds(night: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """The first instant of the night and the first instant after it, in UTC."""
    start = datetime.combine(night, NOON, zone)
    end = datetime.combine(night + ONE_NIGHT, NOON, zone)
    return start.astimezone(UTC), end.astimezone(UTC)


def resolve(local: datetime, zone: ZoneInfo) -> tuple[datetime, LocalTime]:
    """Turn a time on the wall clock (naive) into an instant in UTC, and say whether the clock shows
    it once.

    A time that the clock skips is moved on by the length of the gap (02:30 becomes 03:30). Of a
    time that occurs twice the first is taken. The caller tells the person which of the two
    happened.
    """
    first = local.replace(tzinfo=zone, fold=0)
    second = local.replace(tzinfo=zone, fold=1)
    instant = first.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != local:
        return instant, LocalTime.SKIPPED
    if first.utcoffset() != second.utcoffset():
        return instant, LocalTime.TWICE
    return instant, LocalTime.ONCE


def span(first: date, last: date) -> list[date]:
    """Every night from ``first`` to ``last``, both included; none if ``last`` lies before."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def state(
    night: date,
    with_episodes: Collection[date],
    quiet_nights: Collection[date],
    constant_nights: Collection[date] = (),
) -> NightState:
    """What is known of a night; an episode, and that it went on and on, outweigh "no twitches"."""
    if night in with_episodes:
        return NightState.EPISODES
    if night in constant_nights:
        return NightState.CONSTANT
    if night in quiet_nights:
        return NightState.NONE
    return NightState.NOT_RECORDED
