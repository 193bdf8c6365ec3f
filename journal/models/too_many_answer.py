"""Whether the person thinks that there are too many twitches, each answer with its time."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import User
from django.db import models

from journal.criteria import TooMany
from journal.models.choices import choices
from journal.models.owner_querysets import OwnedQuerySet


class TooManyAnswerQuerySet(OwnedQuerySet["TooManyAnswer"]):
    """``TooManyAnswer.objects.of(person).latest_first()``."""

    def latest_first(self) -> Self:
        """By when it was given."""
        return self.order_by("-answered_at", "-pk")


class TooManyAnswer(models.Model):
    """An answer to "Do you think you are getting too many twitches?"; the latest one counts."""

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="too_many_answers")
    answer = models.CharField(max_length=8, choices=choices(TooMany))
    answered_at = models.DateTimeField()

    objects = TooManyAnswerQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "answered_at"], name="too_many_latest")]

    def __str__(self) -> str:
        return f"too many: {self.answer}"
