"""The last seven nights and what is known of each, for the dashboard and the page of nights."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal import nights
from journal.models import Episode, NightRecord
from journal.nights import NightState
from journal.pages import dates

WEEK = 7


@dataclass(frozen=True, slots=True)
class WeekNight:
    """One night of the week: ``label`` names it, ``says`` tells what is known of it, ``night`` is its ISO date.

    ``marked``: the person said "no twitches" of it, and entries have come since, which count. ``before``: the diary
    begins later.
    """

    night: str
    label: str
    state: NightState
    says: str
    marked: bool = False
    before: bool = False


def last_week(as_of: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """The first and last of the seven nights that ended, or are about to end, on the day of ``as_of``."""
    last = nights.last_night(as_of, zone)
    return last - timedelta(days=WEEK - 1), last


def week(person: User, *, as_of: datetime, zone: ZoneInfo) -> list[WeekNight]:
    """The last seven nights, the latest first, in two queries."""
    first, last = last_week(as_of, zone)
    episodes = Episode.objects.reaching_back(person, first, last)
    counts = dict(episodes.values_list("night_of").annotate(number=Count("pk")).order_by())
    said_none = set(NightRecord.objects.reaching_back(person, first, last).values_list("night_of", flat=True))
    begin = min([*counts, *said_none], default=date.max)
    return week_until(last, counts, said_none, begin=begin)


def week_until(
    last: date, counts: Mapping[date, int], said_none: Collection[date], *, begin: date | None
) -> list[WeekNight]:
    """The seven nights up to ``last`` from what a page has already read: entries a night, and nights said to be
    without twitches.

    ``begin`` is the diary's first night, None where it lies before all that was read.
    """
    return [
        _night(night, last, counts.get(night, 0), said_none=night in said_none, begin=begin or night)
        for night in reversed(nights.span(last - timedelta(days=WEEK - 1), last))
    ]


def _night(night: date, last: date, number: int, *, said_none: bool, begin: date) -> WeekNight:
    state = NightState.EPISODES if number else NightState.NONE if said_none else NightState.NOT_RECORDED
    marked = said_none and number > 0
    says = _says(state, number) if night >= begin else _("Before your diary began")
    if marked:
        says = _("%(entries)s; you had marked it “no twitches”") % {"entries": says}
    return WeekNight(night.isoformat(), _label(night, last), state, says, marked, before=night < begin)


def night_name(night: date) -> str:
    """A night by the day on which it began, as in "Mon 6 July"."""
    return dates.night(night)


def _label(night: date, last: date) -> str:
    name = night_name(night)
    return _("Last night, %(night)s") % {"night": name} if night == last else name


def _says(state: NightState, number: int) -> str:
    if state is NightState.EPISODES:
        return ngettext("%(number)d entry", "%(number)d entries", number) % {"number": number}
    return _("No twitches noticed") if state is NightState.NONE else _("Not recorded")
