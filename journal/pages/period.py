"""What a diary says of the latest weeks: entries, nights, findings. Read once a page, in a fixed number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from journal import nights
from journal.classifier import Finding, classify
from journal.criteria import TooMany
from journal.models import Episode, NightRecord, Preferences, TooManyAnswer
from journal.models.reaching import first_night
from journal.summary import Moment, Summary, summarise

# What the period switch offers; None is everything.
WEEKS: Mapping[str, int | None] = {"2": 2, "4": 4, "8": 8, "12": 12, "all": None}
USUAL = "4"
# An entry logged on a journey eastward can lie in a night that has not begun at home.
AHEAD = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The nights from ``first`` to ``last``, what was written down of them, and the latest answer on too many.

    ``begins``: the diary begins with ``first``, which may be later than a period of so many weeks would begin.
    """

    weeks: str
    zone: ZoneInfo
    first: date
    last: date
    moments: list[Moment]
    said_none: list[date]
    said: TooManyAnswer | None
    limit: int | None
    shows_matches: bool = True
    begins: bool = False

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """One a criterion, in the order of the article's sentence."""
        said = TooMany(self.said.answer) if self.said else None
        return classify((one.seen for one in self.moments), said=said, limit=self.limit)

    @cached_property
    def summary(self) -> Summary:
        """The counts of the period."""
        return summarise(self.moments, self.said_none, self.first, self.last)

    @cached_property
    def by_key(self) -> dict[Hashable, Moment]:
        """Entries by their primary keys."""
        return {one.seen.key: one for one in self.moments}

    @property
    def counts(self) -> Counter[date]:
        """Entries a night."""
        return Counter(one.night for one in self.moments)

    @property
    def said_on(self) -> date:
        """The day of the latest answer, in the person's zone. Raises ValueError if there is none."""
        if self.said is None:
            raise ValueError("never answered")
        return self.said.answered_at.astimezone(self.zone).date()

    @property
    def is_empty(self) -> bool:
        """Nothing at all is known of these nights."""
        return not self.moments and not self.said_none


def read_period(person: User, preferences: Preferences, weeks: str, as_of: datetime) -> Period:
    """The latest ``weeks`` (a key of ``WEEKS``; raises KeyError for another) up to ``as_of``, in at most five queries.

    Tonight belongs to it only once something is written down of it: a night that has not come is not "not recorded",
    nor is one before the diary's first.
    """
    tonight, last_night = nights.night_of(as_of, preferences.zone), nights.last_night(as_of, preferences.zone)
    length = WEEKS[weeks]
    earliest = last_night - timedelta(days=7 * length - 1) if length else date.min
    moments = Episode.objects.reaching_back(person, earliest, tonight + AHEAD).moments()
    quiet = NightRecord.objects.reaching_back(person, earliest, last_night).values_list("night_of", flat=True)
    recorded = [*(said_none := list(quiet)), *(one.night for one in moments)]
    last = max([last_night, *recorded])
    if length:
        earliest = last - timedelta(days=7 * length - 1)
    first, begins = first_night(earliest, last, recorded)
    return Period(
        weeks,
        preferences.zone,
        first,
        last,
        [one for one in moments if one.night >= first],
        [night for night in said_none if night >= first],
        TooManyAnswer.objects.of(person).latest_first().first(),
        preferences.limit,
        preferences.show_matches,
        begins,
    )
