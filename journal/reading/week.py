"""What is known of the last seven nights."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Count

from journal import nights
from journal.constant_places import ConstantPlace
from journal.models import Episode
from journal.reading.night_marks import read_night_marks
from journal.reading.period import Period

WEEK = 7


@dataclass(frozen=True, slots=True)
class WeekFacts:
    """Entries a night, nights said to be without twitches, and the places where it went on and on,
    for the seven nights up to ``last``.

    All may hold other nights too. ``begin`` is the diary's first night (``date.max`` for a diary
    without any), None where it lies before all that was read.
    """

    last: date
    entries: Mapping[date, int]
    quiet_nights: Collection[date]
    begin: date | None
    constant: tuple[ConstantPlace, ...] = ()


def last_week(as_of: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """The first and last of the seven nights that ended, or are about to end, on the day of
    ``as_of``.
    """
    last = nights.last_night(as_of, zone)
    return last - timedelta(days=WEEK - 1), last


def read_week(person: User, *, as_of: datetime, zone: ZoneInfo) -> WeekFacts:
    """The last seven nights, in two queries."""
    first, last = last_week(as_of, zone)
    episodes = Episode.objects.reaching_back(person, first, last)
    entries = dict(episodes.values_list("night_of").annotate(number=Count("pk")).order_by())
    marks = read_night_marks(person, first, last)
    begin = min([*entries, *marks.nights], default=date.max)
    return WeekFacts(last, entries, marks.quiet, begin, marks.constant)


def week_of_period(period: Period, last: date) -> WeekFacts:
    """The seven nights up to ``last`` from a period that holds them; no query."""
    begin = period.first if period.begins else None
    if period.begins and period.is_empty:
        begin = date.max
    return WeekFacts(last, period.entries_by_night, period.quiet_nights, begin, period.constant)
