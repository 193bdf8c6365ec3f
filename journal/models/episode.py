"""Episodes: one entry each, which may stand for several twitches."""

from __future__ import annotations

from datetime import datetime
from operator import attrgetter

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from journal import entries
from journal.anatomy import MUSCLES, Side
from journal.entries import Entry
from journal.models.choices import choices
from journal.models.entry_columns import ENTRY_COLUMNS, OBSERVED, columns, entry_values, observe
from journal.models.episode_queryset import EpisodeQuerySet
from journal.observations import (
    CalledBack,
    Movement,
    NoticedBy,
    Observation,
    Perceived,
    Phase,
    Spread,
    TimeTold,
    Woke,
)

_entry_columns_of, _observed_columns_of = attrgetter(*ENTRY_COLUMNS), attrgetter(*OBSERVED)


class Source(models.TextChoices):
    """Where an entry came from."""

    FORM = "form"
    PAD = "pad"
    API = "api"
    IMPORT = "import"
    DEMO = "demo"


class Episode(models.Model):
    """One episode as it was told.

    ``""`` and NULL mean "not recorded"; times are stored in UTC beside their zone.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="episodes")
    client_id = models.CharField(max_length=entries.LONGEST_ID)
    happened_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    night_of = models.DateField()
    # When the server received it, by the server's clock.
    recorded_at = models.DateTimeField()
    # What the device said where its clock was wrong (journal.device_clocks), and when the device
    # noted the entry; NULL: it was believed, or did not say.
    device_happened_at = models.DateTimeField(null=True, blank=True)
    device_recorded_at = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=8, choices=Source)
    movement = models.CharField(max_length=16, blank=True, choices=choices(Movement))
    muscle = models.CharField(
        max_length=32, blank=True, choices=[(muscle.id, muscle.lay_name) for muscle in MUSCLES]
    )
    side = models.CharField(max_length=8, blank=True, choices=choices(Side))
    phase = models.CharField(max_length=16, blank=True, choices=choices(Phase))
    woke = models.CharField(max_length=16, blank=True, choices=choices(Woke))
    called_back = models.CharField(max_length=4, blank=True, choices=choices(CalledBack))
    noticed_by = models.CharField(max_length=8, default=NoticedBy.SELF, choices=choices(NoticedBy))
    duration_seconds = models.PositiveIntegerField(null=True, blank=True)
    count = models.PositiveIntegerField(default=1)
    intensity = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    perceived = models.CharField(max_length=16, blank=True, choices=choices(Perceived))
    spread = models.CharField(max_length=16, blank=True, choices=choices(Spread))
    # Several answers with a space between, as journal.answer_kinds joins them.
    eased_by = models.CharField(max_length=64, blank=True)
    time_told = models.CharField(max_length=8, blank=True, db_default="", choices=choices(TimeTold))
    # The questions that were put to the person and are open all the same (journal.open_questions),
    # with a space between: the morning does not put them again.
    asked_questions = models.CharField(max_length=48, blank=True, default="", db_default="")
    # The note as it is searched (journal.search_text): SQLite's own case-blind search knows only
    # the letters A to Z.
    note_folded = models.TextField(blank=True, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = EpisodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "client_id"], name="episode_once_per_client_id"
            ),
            models.CheckConstraint(condition=Q(count__gte=1), name="episode_count_at_least_one"),
            models.CheckConstraint(
                condition=Q(duration_seconds=None) | Q(duration_seconds__lte=entries.DAY_SECONDS),
                name="episode_at_most_a_day",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "happened_at", "id"],
                condition=Q(deleted_at=None),
                name="episode_diary",
            ),
            models.Index(
                fields=["owner", "night_of", "happened_at", "id"],
                condition=Q(deleted_at=None),
                name="episode_by_night",
            ),
            models.Index(
                fields=["owner", "deleted_at"],
                condition=Q(deleted_at__isnull=False),
                name="episode_trash",
            ),
        ]

    def __str__(self) -> str:
        movement = self.movement or "movement not recorded"
        place = self.muscle or "place not recorded"
        return f"{movement}, {place}, {self.night_of}"

    @property
    def observation(self) -> Observation:
        """What the rules see of this episode; the only crossing to the pure half."""
        return observe(*_observed_columns_of(self))

    @property
    def is_uncounted_rest(self) -> bool:
        """Whether "And many more" was only touched at night, and nobody has said yet how many."""
        return self.source == Source.PAD and self.count == 1

    @property
    def entry(self) -> Entry:
        """The episode as it was told, ready to be shown in a form, changed or written to a file."""
        return Entry(**entry_values(_entry_columns_of(self)))

    @classmethod
    def from_entry(
        cls, owner: User, entry: Entry, *, source: str, recorded_at: datetime
    ) -> Episode:
        """An unsaved episode from an entry in which ``journal.entries.problems`` found nothing."""
        episode = cls(owner=owner, client_id=entry.id, source=source, recorded_at=recorded_at)
        episode.take_over(entry)
        return episode

    def take_over(self, entry: Entry) -> None:
        """Take over everything that ``entry`` says, except its id; not saved yet."""
        for name, value in columns(entry).items():
            setattr(self, name, value)
