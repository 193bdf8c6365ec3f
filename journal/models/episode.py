"""Episodes: one entry each, which may stand for several twitches."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from journal import entries
from journal.anatomy import MUSCLES, Side
from journal.criteria import Question
from journal.entries import Entry
from journal.models.choices import choices, value_or_none
from journal.models.columns import columns
from journal.models.matching import asking, matching
from journal.models.observing import SIDES, observe
from journal.models.reaching import reached_from
from journal.observations import CalledBack, Movement, NoticedBy, Observation, Phase, Woke
from journal.summary import Moment, moment

TRASH_KEPT = timedelta(days=30)


class Source(models.TextChoices):
    """Where an entry came from."""

    FORM = "form"
    PAD = "pad"
    API = "api"
    IMPORT = "import"
    DEMO = "demo"


class EpisodeQuerySet(models.QuerySet["Episode"]):
    """``Episode.objects.of(person).kept().on_nights(first, last)`` reads as it works."""

    def of(self, person: User) -> Self:
        """Only that person's."""
        return self.filter(owner_id=person.pk)

    def kept(self) -> Self:
        """Those not in the trash."""
        return self.filter(deleted_at=None)

    def trashed(self) -> Self:
        """Those in the trash, the last deleted first."""
        # "isnull=False" in so many words: SQLite finds the index of the trash by it, and not by NOT (... IS NULL).
        return self.filter(deleted_at__isnull=False).order_by("-deleted_at", "-pk")

    def restorable(self, as_of: datetime) -> Self:
        """Those that have not lain in the trash for longer than it is kept."""
        return self.filter(deleted_at__gte=as_of - TRASH_KEPT)

    def expired(self, as_of: datetime) -> Self:
        """Those that have lain in the trash for longer than it is kept."""
        return self.filter(deleted_at__lt=as_of - TRASH_KEPT)

    def recent_places(self, number: int = 6, among: int = 100) -> list[tuple[str, str]]:
        """The last few different places as (muscle, side or ""), the latest first; ``among`` bounds the search."""
        places = self.newest_first().values_list("muscle", "side")[:among]
        return list(dict.fromkeys(place for place in places if place[0]))[:number]

    def on_nights(self, first: date, last: date) -> Self:
        """Those of the nights from ``first`` to ``last``, both included."""
        return self.filter(night_of__gte=first, night_of__lte=last)

    def reaching_back(self, person: User, first: date, last: date) -> Self:
        """Those of that person not in the trash, of these nights and of the latest before ``first``
        (``journal.models.reaching``).
        """
        begin = reached_from(self.model, person, first, besides="deleted_at IS NULL")
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

    def newest_night_first(self) -> Self:
        """By night and, within it, by when it happened; the order is total.

        After a journey across time zones this is not the order of the instants: each entry names its night by the
        clock of its own place.
        """
        return self.order_by("-night_of", "-happened_at", "-pk")

    def observations(self) -> list[Observation]:
        """What the rules see of these, oldest first, in one query; ``key`` is the primary key.

        ``Episode.observation`` for many rows at once, without making a model instance of each.
        """
        rows = self.order_by("happened_at", "pk").values_list(
            "movement", "muscle", "called_back", "phase", "woke", "noticed_by", "count", "night_of", "pk"
        )
        return [observe(*row) for row in rows.iterator(chunk_size=2000)]

    def moments(self) -> list[Moment]:
        """The same with each one's place on the clock, side and duration, oldest first, in one query."""
        rows = self.order_by("happened_at", "pk").values_list(
            "movement", "muscle", "called_back", "phase", "woke", "noticed_by", "count", "night_of", "pk",
            "happened_at", "time_zone", "side", "duration_seconds",
        )  # fmt: skip
        return [
            moment(observe(*row[:9]), row[9], entries.stored_zone(row[10]), side=SIDES[row[11]], seconds=row[12])
            for row in rows.iterator(chunk_size=2000)
        ]


class Episode(models.Model):
    """One episode as it was told. ``""`` and NULL mean "not recorded"; times are stored in UTC beside their zone."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="episodes")
    client_id = models.CharField(max_length=entries.LONGEST_ID)
    happened_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    night_of = models.DateField()
    # When the server received it, by the server's clock.
    recorded_at = models.DateTimeField()
    # What the device said where its clock was wrong (journal.clocks), and when the device noted the entry; NULL: it
    # was believed, or did not say.
    device_happened_at = models.DateTimeField(null=True, blank=True)
    device_recorded_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source)
    movement = models.CharField(max_length=8, blank=True, choices=choices(Movement))
    muscle = models.CharField(max_length=32, blank=True, choices=[(one.id, one.lay_name) for one in MUSCLES])
    side = models.CharField(max_length=8, blank=True, choices=choices(Side))
    phase = models.CharField(max_length=16, blank=True, choices=choices(Phase))
    woke = models.CharField(max_length=16, blank=True, choices=choices(Woke))
    called_back = models.CharField(max_length=4, blank=True, choices=choices(CalledBack))
    noticed_by = models.CharField(max_length=8, default=NoticedBy.SELF, choices=choices(NoticedBy))
    duration_seconds = models.PositiveIntegerField(null=True, blank=True)
    count = models.PositiveIntegerField(default=1)
    intensity = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    # The note as it is searched (journal.folding): SQLite's own case-blind search knows only the letters A to Z.
    note_folded = models.TextField(blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "client_id"], name="episode_once_per_client_id"),
            models.CheckConstraint(condition=Q(count__gte=1), name="episode_count_at_least_one"),
            models.CheckConstraint(
                condition=Q(duration_seconds=None) | Q(duration_seconds__lte=entries.DAY_SECONDS),
                name="episode_at_most_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "happened_at", "id"], condition=Q(deleted_at=None), name="episode_diary"),
            models.Index(
                fields=["owner", "night_of", "happened_at", "id"],
                condition=Q(deleted_at=None),
                name="episode_by_night",
            ),
            models.Index(fields=["owner", "deleted_at"], condition=Q(deleted_at__isnull=False), name="episode_trash"),
        ]

    def __str__(self) -> str:
        return f"{self.movement or 'movement not recorded'}, {self.muscle or 'place not recorded'}, {self.night_of}"

    @property
    def observation(self) -> Observation:
        """What the rules see of this episode; the only crossing to the pure half."""
        return observe(
            self.movement,
            self.muscle,
            self.called_back,
            self.phase,
            self.woke,
            self.noticed_by,
            self.count,
            self.night_of,
            self.pk,
        )

    @property
    def entry(self) -> Entry:
        """The episode as it was told, ready to be shown in a form, changed or written to a file."""
        return Entry(
            id=self.client_id,
            happened_at=self.happened_at,
            time_zone=self.time_zone,
            movement=value_or_none(Movement, self.movement),
            muscle=self.muscle or None,
            side=value_or_none(Side, self.side),
            phase=value_or_none(Phase, self.phase),
            woke=value_or_none(Woke, self.woke),
            duration_seconds=self.duration_seconds,
            count=self.count,
            noticed_by=NoticedBy(self.noticed_by),
            called_back=value_or_none(CalledBack, self.called_back),
            intensity=self.intensity,
            note=self.note,
        )

    @classmethod
    def told(cls, owner: User, entry: Entry, *, source: str, recorded_at: datetime) -> Episode:
        """An unsaved episode from an entry that ``journal.entries.problems`` found nothing wrong with."""
        episode = cls(owner=owner, client_id=entry.id, source=source, recorded_at=recorded_at)
        episode.tell(entry)
        return episode

    def discard(self, as_of: datetime) -> None:
        """Put it into the trash; one that lies there already keeps its time."""
        if self.deleted_at is None:
            self.deleted_at = as_of
            self.save(update_fields=["deleted_at"])

    def bring_back(self) -> None:
        """Take it out of the trash."""
        self.deleted_at = None
        self.save(update_fields=["deleted_at"])

    def tell(self, entry: Entry) -> None:
        """Take over everything that ``entry`` says, except its id; not saved yet."""
        for name, value in columns(entry).items():
            setattr(self, name, value)
