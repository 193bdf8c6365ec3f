"""What the person decided about a pattern of matches."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.criteria import CRITERIA


class Decision(models.TextChoices):
    """What to do about a pattern."""

    RAISE = "raise", _("Raise it at the appointment")
    NOT_FOR_ME = "not_for_me", _("Do not raise it")
    UNSURE = "unsure", _("Not sure yet")


class PatternDecisionQuerySet(models.QuerySet["PatternDecision"]):
    """``PatternDecision.objects.of(person)``."""

    def of(self, person: User) -> Self:
        """Only that person's."""
        return self.filter(owner_id=person.pk)


class PatternDecision(models.Model):
    """One decision a pattern (``journal.patterns.Pattern.key``), with the rules' version it was taken under.

    ``entries`` are the primary keys of all entries of the diary that made up the pattern then, whatever period was
    looked at: it is open again only when another has joined, and not because a longer period shows older ones.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="pattern_decisions")
    criterion = models.CharField(max_length=16, choices=[(one.code, one.title) for one in CRITERIA])
    pattern = models.CharField(max_length=80)
    decision = models.CharField(max_length=12, choices=Decision)
    note = models.TextField(blank=True, max_length=500)
    decided_at = models.DateTimeField()
    rules_version = models.CharField(max_length=16)
    entries = models.JSONField(default=list)

    objects = PatternDecisionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "pattern"], name="one_decision_a_pattern")]

    def __str__(self) -> str:
        return f"{self.pattern}: {self.decision}"
