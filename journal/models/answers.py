"""What the person answered, each answer kept with its time."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.criteria import TooMany
from journal.models.choices import choices


class TooManyAnswerQuerySet(models.QuerySet["TooManyAnswer"]):
    """``TooManyAnswer.objects.of(person).latest_first()``."""

    def of(self, person: User) -> Self:
        """Only that person's."""
        return self.filter(owner_id=person.pk)

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


class OtherThingAnswer(models.Model):
    """An answer to one of the other things doctors ask about; never part of a match."""

    class Answer(models.TextChoices):
        """What was answered; no row: not asked."""

        YES = "yes", _("Yes")
        NO = "no", _("No")
        NOT_SURE = "not_sure", _("Not sure")

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="other_things")
    thing = models.CharField(max_length=32)
    answer = models.CharField(max_length=8, choices=Answer)
    since = models.CharField(max_length=100, blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "thing"], name="one_answer_a_thing")]

    def __str__(self) -> str:
        return f"{self.thing}: {self.answer}"
