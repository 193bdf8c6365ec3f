"""Imports that are under way, and what was left by those that ended early."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import User
from django.db import models

from journal.models.owner_querysets import AccountQuerySet

# How the key begins of what holds the place while an import is taken back.
UNDO_KEY = "undo "


class UnfinishedImportQuerySet(AccountQuerySet["UnfinishedImport"]):
    """``UnfinishedImport.objects.of(person)``."""

    def of_undos(self) -> Self:
        """Those that keep imports away while one is taken back."""
        return self.filter(key__startswith=UNDO_KEY)


class UnfinishedImport(models.Model):
    """The span of primary keys in which the rows of one import lie in one table.

    ``first`` and ``last`` are both in it.

    ``key`` is the import's own: who does not find it here any more has lost the span to a clearing
    up, and stops. ``beat_at`` is when it was last at work.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="unfinished_imports")
    table = models.CharField(max_length=64)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    key = models.CharField(max_length=32)
    beat_at = models.DateTimeField()

    objects = UnfinishedImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "table"], name="one_unfinished_import_a_table")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.first} to {self.last}"
