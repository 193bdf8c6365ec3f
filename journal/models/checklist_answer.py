"""Answers to the checklist: the other things that doctors ask about."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.models.owner_querysets import OwnedQuerySet


class ChecklistQuerySet(OwnedQuerySet["OtherThingAnswer"]):
    """``OtherThingAnswer.objects.of(person).by_question()``."""

    def by_question(self) -> dict[str, OtherThingAnswer]:
        """The answers by the question's code; a missing code was not answered."""
        return {answer.thing: answer for answer in self}


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

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "thing"], name="one_answer_a_thing")
        ]

    def __str__(self) -> str:
        return f"{self.thing}: {self.answer}"
