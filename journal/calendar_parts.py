"""A period divided into weeks, months or years, each with what is known of its nights."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from journal.nights import NightState
from journal.summary import Summary

# Beyond these many nights a period is told by month, then by year.
MOST_WEEKS = 16 * 7
MOST_MONTHS = 24 * 31


class CalendarUnit(StrEnum):
    """What a long period is divided into."""

    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class CalendarPart:
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


# The most days that each can have; as many on from its first day lie in the next.
LONGEST_UNIT = {CalendarUnit.WEEK: 7, CalendarUnit.MONTH: 31, CalendarUnit.YEAR: 366}


def unit_of(nights: int) -> CalendarUnit:
    """What a period of so many nights is divided into."""
    if nights <= MOST_WEEKS:
        return CalendarUnit.WEEK
    if nights <= MOST_MONTHS:
        return CalendarUnit.MONTH
    return CalendarUnit.YEAR


def calendar_parts(summary: Summary, unit: CalendarUnit) -> list[CalendarPart]:
    """The period divided into weeks (from Monday), months or years, oldest first."""
    by_begin: defaultdict[date, list[date]] = defaultdict(list)
    for night in summary.states:
        by_begin[_begin(night, unit)].append(night)
    return [_part(summary, begin, inside, unit) for begin, inside in by_begin.items()]


def _part(
    summary: Summary, begin: date, inside: Sequence[date], unit: CalendarUnit
) -> CalendarPart:
    tallies = [summary.by_night[night] for night in inside if night in summary.by_night]
    return CalendarPart(
        first=begin,
        whole=len(inside) == (_after(begin, unit) - begin).days,
        states=Counter(summary.states[night] for night in inside),
        entries=sum(tally.entries for tally in tallies),
    )


def _begin(night: date, unit: CalendarUnit) -> date:
    if unit is CalendarUnit.WEEK:
        return night - timedelta(days=night.weekday())
    if unit is CalendarUnit.MONTH:
        return night.replace(day=1)
    return night.replace(month=1, day=1)


def _after(begin: date, unit: CalendarUnit) -> date:
    return _begin(begin + timedelta(days=LONGEST_UNIT[unit]), unit)
