"""Which episodes, in what order, and what is read of many at once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import User
from django.db.models import Count, Max
from django.db.models.functions import Coalesce

from journal.criteria import Question
from journal.models.entry_columns import OBSERVED, STORED, observe
from journal.models.owner_querysets import NightQuerySet, reached_from
from journal.models.rule_filters import asking, matching
from journal.moments import Moment, moment
from journal.observations import Movement, Observation
from journal.time_zones import stored_zone
from twitchlog.lanes import weighed

if TYPE_CHECKING:
    from journal.models.episode import Episode

TRASH_KEPT = timedelta(days=30)
# How the id begins of the entry that stands for the rest of a night; the night pad writes it too.
REST_OF_NIGHT = "rest-of-"


class EpisodeQuerySet(NightQuerySet["Episode"]):
    """``Episode.objects.of(person).kept().on_nights(first, last)`` reads as it works."""

    def kept(self) -> Self:
        """Those not in the trash."""
        return self.filter(deleted_at=None)

    def trashed(self) -> Self:
        """Those in the trash, the last deleted first."""
        # "isnull=False" in so many words: SQLite finds the index of the trash by it, and not by NOT
        # (... IS NULL).
        return self.filter(deleted_at__isnull=False).order_by("-deleted_at", "-pk")

    def restorable(self, as_of: datetime) -> Self:
        """Those that have not lain in the trash for longer than it is kept."""
        return self.filter(deleted_at__gte=as_of - TRASH_KEPT)

    def expired(self, as_of: datetime) -> Self:
        """Those that have lain in the trash for longer than it is kept."""
        return self.filter(deleted_at__lt=as_of - TRASH_KEPT)

    def recent_places(self, number: int = 6, among: int = 100) -> list[tuple[str, str]]:
        """The last few different places as (muscle, side or ""), the latest first.

        They are looked for in the latest ``among`` entries.
        """
        places = self.newest_first().values_list("muscle", "side")[:among]
        return list(dict.fromkeys(place for place in places if place[0]))[:number]

    def usual_places(
        self, since: datetime, number: int = 12
    ) -> list[tuple[str, str, int, datetime]]:
        """The places of most twitches since then: muscle, side or "", entries, and the last."""
        twitches = self.filter(movement=Movement.TWITCH, happened_at__gte=since).exclude(muscle="")
        places = twitches.order_by().values_list("muscle", "side")
        rows = places.annotate(times=Count("pk"), last=Max("happened_at"))
        return list(rows.order_by("-times", "-last", "muscle", "side")[:number])

    def rest_of_night(self, night: date) -> Episode | None:
        """The entry that stands for the rest of ``night``, whose id may name another night.

        A phone whose clock was wrong named it so.
        """
        return self.on_nights(night, night).filter(client_id__startswith=REST_OF_NIGHT).first()

    def reaching_back(self, person: User, first: date, last: date) -> Self:
        """The person's of these nights and of the latest before ``first``; none from the trash."""
        begin = reached_from(self.model, person, first, condition="deleted_at IS NULL")
        return self.of(person).kept().filter(night_of__gte=begin, night_of__lte=last)

    def matching(self, code: str) -> Self:
        """Those that meet the criterion of that code, by the rule itself."""
        return self.filter(matching(code))

    def asking(self, question: Question) -> Self:
        """Those on which a criterion leaves that question open."""
        return self.filter(asking(question))

    def newest_first(self) -> Self:
        """By when it happened, the latest first; the order is total."""
        return self.order_by("-happened_at", "-pk")

    def newest_first_of_nights(self, first: date | None, last: date | None) -> Self:
        """Those of the nights from ``first`` to ``last`` (None: without an end), the latest first.

        Found by when they happened, not by night: with both at hand SQLite takes the index by
        night, and sorts a whole diary for one page. A night's instants lie within two days of it,
        whatever the time zone.
        """
        rows = self.newest_first().alias(night=Coalesce("night_of", "night_of"))
        if first is not None:
            rows = rows.filter(night__gte=first, happened_at__gte=_days_from(first, -2))
        if last is not None:
            rows = rows.filter(night__lte=last, happened_at__lte=_days_from(last, 3))
        return rows

    def newest_night_first(self) -> Self:
        """By night and, within it, by when it happened; the order is total.

        After a journey across time zones this is not the order of the instants: each entry names
        its night by the clock of its own place.
        """
        return self.order_by("-night_of", "-happened_at", "-pk")

    def observations(self) -> list[Observation]:
        """What the rules see of these, oldest first, in one query; ``key`` is the primary key.

        ``Episode.observation`` for many rows at once, without making a model instance of each.
        """
        rows = self.order_by("happened_at", "pk").values_list(*OBSERVED)
        return [observe(*row) for row in weighed(rows.iterator(chunk_size=2000))]

    def moments(self) -> list[Moment]:
        """The observations with each one's place on the clock, side, duration, and what was asked.

        Oldest first, in one query.
        """
        rows = self.order_by("happened_at", "pk").values_list(
            *OBSERVED,
            "happened_at",
            "time_zone",
            "side",
            "duration_seconds",
            "asked_questions",
            "time_told",
        )
        number, sides, told = len(OBSERVED), STORED["side"], STORED["time_told"]
        return [
            moment(
                observe(*row[:number]),
                row[number],
                stored_zone(row[number + 1]),
                side=sides[row[number + 2]],
                seconds=row[number + 3],
                asked_questions=row[number + 4],
                told=told[row[number + 5]],
            )
            for row in weighed(rows.iterator(chunk_size=2000))
        ]


def _days_from(day: date, days: int) -> datetime:
    """The begin in UTC of the day so many later; the farthest there is where the calendar ends."""
    begin = datetime(day.year, day.month, day.day, tzinfo=UTC)
    try:
        return begin + timedelta(days=days)
    except OverflowError:
        return begin
