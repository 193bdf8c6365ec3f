"""What a day held, asked once a day and never of a single twitch."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _


class Told(models.TextChoices):
    """The answer to one factor; "" is not recorded."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class DayContextQuerySet(models.QuerySet["DayContext"]):
    """``DayContext.objects.of(person).on_nights(first, last)``."""

    def of(self, person: User) -> Self:
        """Only that person's."""
        return self.filter(owner_id=person.pk)

    def on_nights(self, first: date, last: date) -> Self:
        """Those of the nights from ``first`` to ``last``, both included."""
        return self.filter(night_of__gte=first, night_of__lte=last)


class DayContext(models.Model):
    """What the person said of the day before the night ``night_of``; "" in a factor is "not recorded", never "no".

    One column for each of ``journal.factors.FACTORS``, which says what is meant.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="day_contexts")
    night_of = models.DateField()
    caffeine = models.CharField(max_length=3, blank=True, choices=Told)
    alcohol = models.CharField(max_length=3, blank=True, choices=Told)
    exercise = models.CharField(max_length=3, blank=True, choices=Told)
    short_sleep = models.CharField(max_length=3, blank=True, choices=Told)
    stress = models.CharField(max_length=3, blank=True, choices=Told)
    medicine_change = models.CharField(max_length=3, blank=True, choices=Told)
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()

    objects = DayContextQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "night_of"], name="one_context_a_night")]

    def __str__(self) -> str:
        return f"context of {self.night_of}"
