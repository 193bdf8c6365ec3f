"""The mark that somewhere it went on and on in a night."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.auth.models import User
from django.db import models

from journal.anatomy import MUSCLES, Side
from journal.models.choices import choices
from journal.models.owner_querysets import NightQuerySet, reached_from
from journal.observations import CalledBack


class ConstantMarkQuerySet(NightQuerySet["ConstantMark"]):
    """``ConstantMark.objects.of(person).on_nights(first, last)``."""

    def reaching_back(self, person: User, first: date, last: date) -> Self:
        """The person's of these nights, and the latest before ``first``."""
        begin = reached_from(self.model, person, first)
        return self.of(person).filter(night_of__gte=begin, night_of__lte=last)


class ConstantMark(models.Model):
    """The person said that it went on and on at this place in this night; no entry, no number.

    ``""`` means "not recorded".
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="constant_marks")
    night_of = models.DateField()
    muscle = models.CharField(
        max_length=32, choices=[(muscle.id, muscle.lay_name) for muscle in MUSCLES]
    )
    side = models.CharField(max_length=8, blank=True, choices=choices(Side))
    called_back = models.CharField(max_length=4, blank=True, choices=choices(CalledBack))
    recorded_at = models.DateTimeField()

    objects = ConstantMarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "night_of", "muscle", "side"], name="one_constant_mark_a_place"
            )
        ]

    def __str__(self) -> str:
        return f"went on and on, {self.muscle}, night of {self.night_of}"
