"""Reports as they stood when they were frozen."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import User
from django.db import models

from journal.models.owner_querysets import AccountQuerySet


class FrozenReportQuerySet(AccountQuerySet["FrozenReport"]):
    """``FrozenReport.objects.of(person).latest_first()``."""

    def latest_first(self) -> Self:
        """By when it was frozen."""
        return self.order_by("-made_at", "-pk")


class FrozenReport(models.Model):
    """A whole report as text, so that it reads the same whatever happens to the diary afterwards.

    ``content`` is the text that ``journal.report.to_json`` makes of it, pressed if it is long
    (``journal.models.report_compression``), and ``sha256`` the text's hash in hex; both are
    written once.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="frozen_reports")
    made_at = models.DateTimeField()
    first_night = models.DateField()
    last_night = models.DateField()
    rules_version = models.CharField(max_length=16)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    # Characters of that text; NULL for one that an earlier release froze.
    size = models.PositiveIntegerField(null=True, blank=True)

    objects = FrozenReportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"report of {self.first_night} to {self.last_night}"
