"""What was said of a night as a whole."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.auth.models import User
from django.db import models

from journal.models.owner_querysets import NightQuerySet, reached_from


class NightRecordQuerySet(NightQuerySet["NightRecord"]):
    """``NightRecord.objects.of(person).on_nights(first, last)``."""

    def reaching_back(self, person: User, first: date, last: date) -> Self:
        """The person's of these nights, and the latest before ``first``."""
        begin = reached_from(self.model, person, first)
        return self.of(person).filter(night_of__gte=begin, night_of__lte=last)


class NightRecord(models.Model):
    """The person said that they noticed no twitches in this night. No row: nothing was said of it.

    An episode of the same night outweighs it (``journal.nights.state``).
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="night_records")
    night_of = models.DateField()
    recorded_at = models.DateTimeField()

    objects = NightRecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "night_of"], name="one_record_a_night")
        ]

    def __str__(self) -> str:
        return f"no twitches, night of {self.night_of}"
