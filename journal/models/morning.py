"""What the person said of a night on the morning after."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.auth.models import User
from django.db import models


class MorningQuerySet(models.QuerySet["Morning"]):
    """``Morning.objects.of(person).on_nights(first, last)``."""

    def of(self, person: User) -> Self:
        """Only that person's."""
        return self.filter(owner_id=person.pk)

    def on_nights(self, first: date, last: date) -> Self:
        """Those of the nights from ``first`` to ``last``, both included."""
        return self.filter(night_of__gte=first, night_of__lte=last)

    def unknown(self, night: date) -> bool:
        """Whether "I do not know" was said of that night."""
        return self.filter(night_of=night, does_not_know=True).exists()


class Morning(models.Model):
    """Bed and wake time of a night (UTC; NULL: not recorded), and whether the person said that they do not know.

    ``does_not_know`` leaves the night not recorded; it only means that nobody asks again.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mornings")
    night_of = models.DateField()
    does_not_know = models.BooleanField(default=False)
    bed_at = models.DateTimeField(null=True, blank=True)
    woke_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    objects = MorningQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "night_of"], name="one_morning_a_night")]

    def __str__(self) -> str:
        return f"morning after {self.night_of}"
