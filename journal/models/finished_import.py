"""Imports that are over and can still be taken back, each with the rows that it brought."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import User
from django.db import models

from journal.models.owner_querysets import AccountQuerySet

UNDO_KEPT = timedelta(days=30)
LONGEST_FILE_NAME = 200
ROW_DIGEST_BYTES = 8


class FinishedImportQuerySet(AccountQuerySet["FinishedImport"]):
    """``FinishedImport.objects.of(person).undoable(as_of)``."""

    def undoable(self, as_of: datetime) -> Self:
        """Those that can still be taken back, the latest first."""
        kept = self.filter(finished_at__gte=as_of - UNDO_KEPT)
        return kept.order_by("-finished_at", "-pk")

    def outdated(self, as_of: datetime) -> Self:
        """Those that can no longer be taken back: what they brought is part of the diary."""
        return self.filter(finished_at__lt=as_of - UNDO_KEPT)


class FinishedImport(models.Model):
    """One import of a file, for as long as it can be taken back as a whole.

    ``name`` is what the person's file is called; ``episodes`` and ``nights`` are how many it added.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="finished_imports")
    name = models.CharField(max_length=LONGEST_FILE_NAME, blank=True)
    finished_at = models.DateTimeField()
    episodes = models.PositiveIntegerField()
    nights = models.PositiveIntegerField()

    objects = FinishedImportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.name}, {self.episodes} episodes"


class ImportedSpan(models.Model):
    """The span of primary keys, both ends in it, in which the rows of an import lie in one table.

    ``digests`` has 8 bytes for each key: what the row's ``columns`` (names with commas between
    them) held when it was brought, zeros where the file's row was there already. A row that says
    something else by now was changed by hand.
    """

    finished = models.ForeignKey(FinishedImport, on_delete=models.CASCADE, related_name="spans")
    table = models.CharField(max_length=64)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    columns = models.TextField()
    digests = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["finished", "table"], name="one_imported_span_a_table")
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.first} to {self.last}"
