"""What the person decided about a pattern of matches."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.utils.translation import gettext_lazy as _

from journal.criteria import CRITERIA
from journal.labels import DECISION_NAMES
from journal.models.owner_querysets import AccountQuerySet


class Decision(models.TextChoices):
    """What to do about a pattern."""

    RAISE = "raise", _(DECISION_NAMES["raise"])
    NOT_FOR_ME = "not_for_me", _(DECISION_NAMES["not_for_me"])
    UNSURE = "unsure", _(DECISION_NAMES["unsure"])


class PatternDecisionQuerySet(AccountQuerySet["PatternDecision"]):
    """``PatternDecision.objects.of(person)``."""


class PatternDecision(models.Model):
    """One decision a pattern (``journal.patterns.Pattern.key``), with the version of the rules.

    ``entries`` are the primary keys of all entries of the diary that made up the pattern then,
    whatever period was looked at: it is open again only when another has joined, and not because a
    longer period shows older ones.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="pattern_decisions")
    criterion = models.CharField(
        max_length=16, choices=[(criterion.code, criterion.title) for criterion in CRITERIA]
    )
    pattern = models.CharField(max_length=80)
    decision = models.CharField(max_length=12, choices=Decision)
    note = models.TextField(blank=True, max_length=500)
    decided_at = models.DateTimeField()
    rules_version = models.CharField(max_length=16)
    entries = models.JSONField(default=list)

    objects = PatternDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "pattern"], name="one_decision_a_pattern")
        ]

    def __str__(self) -> str:
        return f"{self.pattern}: {self.decision}"
