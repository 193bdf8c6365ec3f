"""A page of the diary: entries grouped by night, and the nights between them of which something else is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from journal import nights
from journal.models import Episode, NightRecord
from journal.nights import ONE_NIGHT, NightState
from journal.pages.paging import Page
from journal.pages.rows import Row, night_title, row
from journal.pages.week import last_week

# A night's state and, if it stands alone, the night itself.
Kind = Callable[[date], tuple[NightState, date | None]]


@dataclass(frozen=True, slots=True)
class Night:
    """One night with entries, or a stretch of nights without any.

    ``night`` is the ISO date of a night that the person can still say something of, else "": one of the last week, or
    one with entries that they had marked "no twitches".
    """

    title: str
    state: NightState
    says: str = ""
    rows: tuple[Row, ...] = ()
    night: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """The nights that a page covers between its entries, both ends included; ``oldest`` None: as far as records go."""

    newest: date
    oldest: date | None


def span_of(page: Page, *, first: date | None, last: date | None, as_of: datetime, zone: ZoneInfo) -> Span:
    """What the page covers: from the page before it to its last entry, at the ends to the limits of the period."""
    yesterday = nights.last_night(as_of, zone)
    newest = page.above - ONE_NIGHT if page.above else min(last or yesterday, yesterday)
    return Span(newest, page.episodes[-1].night_of if page.older else first)


def nights_of(
    page: Page, span: Span | None, *, person: User, as_of: datetime, zone: ZoneInfo, show_matches: bool
) -> list[Night]:
    """Everything on the page, newest night first. Without a span, as in a filtered diary, only nights with entries."""
    told = [
        (night, tuple(row(one, zone=zone.key, show_matches=show_matches) for one in episodes))
        for night, episodes in groupby(page.episodes, key=lambda one: one.night_of)
    ]
    year = as_of.astimezone(zone).year
    with_entries = {night: Night(night_title(night, year), NightState.EPISODES, rows=rows) for night, rows in told}
    if span is None:
        return list(with_entries.values())
    quiet, is_older = _quiet_nights(person, span, leads_on=bool(page.older))
    first_known = min([*quiet, *with_entries], default=span.newest + ONE_NIGHT)
    oldest = span.oldest if span.oldest and is_older else first_known
    single_from = last_week(as_of, zone)[0]

    def kind(night: date) -> tuple[NightState, date | None]:
        return nights.state(night, with_entries, quiet), night if night >= single_from else None

    for night in quiet & with_entries.keys():
        says = gettext("You had marked this night “no twitches”. Its entries count.")
        with_entries[night] = replace(with_entries[night], says=says, night=night.isoformat())
    found = with_entries | dict(_without_entries(nights.span(oldest, span.newest), kind, year))
    return [found[night] for night in sorted(found, reverse=True)]


def _quiet_nights(person: User, span: Span, *, leads_on: bool) -> tuple[set[date], bool]:
    """The marked nights of the span, and whether the diary has a night before it: one before its first is none.

    ``leads_on``: the page leads to an older one, so there is such a night, and nobody needs to look for it.
    """
    records = NightRecord.objects.of(person)
    if not span.oldest:
        return set(records.filter(night_of__lte=span.newest).values_list("night_of", flat=True)), False
    if leads_on:
        return set(records.on_nights(span.oldest, span.newest).values_list("night_of", flat=True)), True
    earlier = Episode.objects.of(person).kept().filter(night_of__lt=span.oldest).order_by("-night_of").values("pk")[:1]
    reached = NightRecord.objects.reaching_back(person, span.oldest, span.newest).values_list("night_of")
    found = reached.union(Episode.objects.filter(pk__in=earlier).values_list("night_of"), all=True)
    nights = {night for (night,) in found}
    return {night for night in nights if night >= span.oldest}, any(night < span.oldest for night in nights)


def _without_entries(stretch: list[date], kind: Kind, year: int) -> Iterator[tuple[date, Night]]:
    """Runs of nights of one kind, by their newest night; those of the last week stand alone, with their button."""
    for (state, single), run in groupby(stretch, key=kind):
        if state is not NightState.EPISODES:
            first, *rest = run
            last = rest[-1] if rest else first
            says = gettext("No twitches noticed") if state is NightState.NONE else gettext("Not recorded")
            yield last, Night(_run_title(first, last, year), state, says, night=single.isoformat() if single else "")


def _run_title(first: date, last: date, year: int) -> str:
    number = (last - first).days + 1
    if number == 1:
        return night_title(first, year)
    days = [date_format(day, "j F" if day.year == year else "j F Y") for day in (first, last)]
    text = ngettext("%(number)d night, %(first)s to %(last)s", "%(number)d nights, %(first)s to %(last)s", number)
    return text % {"number": number, "first": days[0], "last": days[1]}
