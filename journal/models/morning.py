"""What the person said of a night on the morning after."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models

from journal.models.owner_querysets import NightQuerySet
from journal.night_sleep import LONGEST_NIGHT_NOTE, SLEEP_FIELDS, NightSleep


class MorningQuerySet(NightQuerySet["Morning"]):
    """``Morning.objects.of(person).on_nights(first, last)``."""

    def sleeps(self) -> list[NightSleep]:
        """What was written of each night's sleep, the earliest night first, in one query."""
        names = ("night_of", *SLEEP_FIELDS)
        rows = self.order_by("night_of").values_list(*names)
        return [NightSleep(**dict(zip(names, row, strict=True))) for row in rows]


class Morning(models.Model):
    """What was said of a night and its sleep (``journal.night_sleep``; UTC; NULL: not recorded).

    ``does_not_know``: the person says so. It leaves the night not recorded; it only means that
    nobody asks again. ``woke_at`` is when they were out of bed.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mornings")
    night_of = models.DateField()
    does_not_know = models.BooleanField(default=False)
    bed_at = models.DateTimeField(null=True, blank=True)
    woke_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    minutes_until_sleep = models.PositiveSmallIntegerField(null=True, blank=True)
    jolts = models.PositiveSmallIntegerField(null=True, blank=True)
    wakings = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes_awake = models.PositiveSmallIntegerField(null=True, blank=True)
    last_waking_at = models.DateTimeField(null=True, blank=True)
    quality = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=LONGEST_NIGHT_NOTE, blank=True)
    recorded_at = models.DateTimeField()

    objects = MorningQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "night_of"], name="one_morning_a_night")
        ]

    def __str__(self) -> str:
        return f"morning after {self.night_of}"

    @property
    def sleep(self) -> NightSleep:
        """What was written of the night's sleep."""
        return NightSleep(
            night_of=self.night_of, **{name: getattr(self, name) for name in SLEEP_FIELDS}
        )
