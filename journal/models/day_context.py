"""What a day held, asked once a day and never of a single twitch."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.models.owner_querysets import NightQuerySet


class YesOrNo(models.TextChoices):
    """The answer to one factor; "" is not recorded."""

    YES = "yes", _("Yes")
    NO = "no", _("No")


class DayContextQuerySet(NightQuerySet["DayContext"]):
    """``DayContext.objects.of(person).on_nights(first, last)``."""


class DayContext(models.Model):
    """What the person said of the day before the night ``night_of``.

    "" in a factor is "not recorded", never "no". There is a column for each of
    ``journal.day_factors.FACTORS``, which says what is meant.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="day_contexts")
    night_of = models.DateField()
    caffeine = models.CharField(max_length=3, blank=True, choices=YesOrNo)
    alcohol = models.CharField(max_length=3, blank=True, choices=YesOrNo)
    exercise = models.CharField(max_length=3, blank=True, choices=YesOrNo)
    short_sleep = models.CharField(max_length=3, blank=True, choices=YesOrNo)
    stress = models.CharField(max_length=3, blank=True, choices=YesOrNo)
    medicine_change = models.CharField(max_length=3, blank=True, choices=YesOrNo)
    note = models.CharField(max_length=500, blank=True)
    recorded_at = models.DateTimeField()

    objects = DayContextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "night_of"], name="one_context_a_night")
        ]

    def __str__(self) -> str:
        return f"context of {self.night_of}"
