"""The latest weeks of a diary: entries, quiet nights, the answer on "too many?", the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from journal import nights
from journal.classifier import Finding, classify
from journal.constant_places import ConstantPlace
from journal.criteria import TooMany
from journal.models import Episode, Preferences, TooManyAnswer
from journal.moments import Moment
from journal.night_sleep import NightSleep
from journal.reading.night_rows import read_night_rows
from journal.summary import Summary, summarise

# What the period switch offers; None is everything.
WEEKS: Mapping[str, int | None] = {"2": 2, "4": 4, "8": 8, "12": 12, "all": None}
USUAL_WEEKS = "4"
# An entry logged on a journey eastward can lie in a night that has not begun at home.
AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LatestAnswer:
    """The latest answer to "too many?" and when it was given (aware); None: never answered."""

    answer: TooMany | None = None
    answered_at: datetime | None = None


# Not with slots: what is worked out of it is kept beside it.
@dataclass(frozen=True)
class Period:
    """The nights from ``first`` to ``last``, what was written down of them, and the latest answer
    on too many.

    ``weeks`` is a key of ``WEEKS``. ``begins``: the diary begins with ``first``, which may be later
    than a period of so many weeks would begin. ``sleeps`` are what was written of these nights'
    sleep, ``unknown_nights`` those of which the person said that they do not know.
    """

    weeks: str
    zone: ZoneInfo
    first: date
    last: date
    moments: list[Moment]
    quiet_nights: list[date]
    too_many: LatestAnswer
    limit: int | None
    shows_matches: bool = True
    begins: bool = False
    sleeps: tuple[NightSleep, ...] = ()
    unknown_nights: frozenset[date] = frozenset()
    constant: tuple[ConstantPlace, ...] = ()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """One a criterion, in the order of the article's sentence."""
        observations = (moment.observation for moment in self.moments)
        return classify(
            observations,
            constant=(place.observation for place in self.constant),
            latest_answer=self.too_many.answer,
            limit=self.limit,
        )

    @cached_property
    def summary(self) -> Summary:
        """The counts of the period."""
        return summarise(self.moments, self.quiet_nights, self.first, self.last, self.constant)

    @cached_property
    def by_key(self) -> dict[Hashable, Moment]:
        """Entries by their primary keys, and the places where it went on and on by theirs."""
        moments = [*self.moments, *(place.moment for place in self.constant)]
        return {moment.observation.key: moment for moment in moments}

    @property
    def entries_by_night(self) -> Counter[date]:
        """How many entries each night holds."""
        return Counter(moment.night for moment in self.moments)

    @property
    def answered_on(self) -> date | None:
        """The day of the latest answer, in the person's zone; None: never answered."""
        answered_at = self.too_many.answered_at
        return answered_at.astimezone(self.zone).date() if answered_at else None

    @property
    def is_empty(self) -> bool:
        """Nothing at all is known of these nights."""
        return not (self.moments or self.quiet_nights or self.constant)

    @property
    def is_dated(self) -> bool:
        """Whether a night is named with its year: the period may hold several."""
        return WEEKS[self.weeks] is None


def first_night(first: date, last: date, recorded: Iterable[date]) -> tuple[date, bool]:
    """Where a period from ``first`` begins, and whether the diary begins with it.

    A diary begins with the first night of which anything is recorded: an entry, or the mark "no
    twitches" (docs/adr/0117). ``recorded`` are the nights that ``reaching_back`` of the querysets
    read, one more than the period's. Of a diary without any, the period is its ``last`` night.
    """
    begin = min(recorded, default=None)
    if begin is None:
        return last, True
    return max(first, begin), begin >= first


def latest_answer(person: User) -> LatestAnswer:
    """The person's latest answer to "too many?", in one query."""
    row = TooManyAnswer.objects.of(person).latest_first().first()
    if row is None:
        return LatestAnswer()
    return LatestAnswer(TooMany(row.answer), row.answered_at)


def read_period(person: User, preferences: Preferences, weeks: str, as_of: datetime) -> Period:
    """The latest ``weeks`` up to ``as_of``, in at most five queries.

    Raises KeyError for weeks that are no key of ``WEEKS``. Tonight belongs to it only once
    something is written down of it: a night that has not come is not "not recorded", nor is one
    before the diary's first.
    """
    tonight = nights.night_of(as_of, preferences.zone)
    last_night = nights.last_night(as_of, preferences.zone)
    length = WEEKS[weeks]
    earliest = earliest_night(last_night, length)
    moments = Episode.objects.reaching_back(person, earliest, tonight + AHEAD).moments()
    said = read_night_rows(person, earliest, last_night)
    recorded = [*said.marked, *(moment.night for moment in moments)]
    last = max([last_night, *recorded])
    first, begins = first_night(earliest_night(last, length), last, recorded)
    return Period(
        weeks=weeks,
        zone=preferences.zone,
        first=first,
        last=last,
        moments=[moment for moment in moments if moment.night >= first],
        quiet_nights=[night for night in said.quiet_nights if night >= first],
        too_many=latest_answer(person),
        limit=preferences.limit,
        shows_matches=preferences.show_matches,
        begins=begins,
        sleeps=said.sleeps,
        unknown_nights=said.unknown_nights,
        constant=tuple(place for place in said.constant if place.night >= first),
    )


def earliest_night(last: date, weeks: int | None) -> date:
    """The first of so many weeks of nights up to ``last``; None: the beginning of the calendar."""
    if weeks is None:
        return date.min
    return last - timedelta(days=7 * weeks - 1)
