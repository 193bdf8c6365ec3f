"""Imports that are over and can still be taken back, each with the rows that it brought."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from journal.models.owner_querysets import AccountQuerySet

UNDO_KEPT = timedelta(days=30)
LONGEST_FILE_NAME = 200
ROW_DIGEST_BYTES = 8
UNDER_UNDO = Q(undo_asked_at__isnull=False, undone_at=None)


class FinishedImportQuerySet(AccountQuerySet["FinishedImport"]):
    """``FinishedImport.objects.of(person).undoable(as_of)``."""

    def recent(self, as_of: datetime) -> Self:
        """Those that are listed, the latest first: also what is being, or was, taken back."""
        listed = self.filter(Q(finished_at__gte=as_of - UNDO_KEPT) | UNDER_UNDO)
        return listed.order_by("-finished_at", "-pk")

    def undoable(self, as_of: datetime) -> Self:
        """Those that can still be taken back, and those for which it was begun."""
        return self.recent(as_of).filter(undone_at=None)

    def under_undo(self) -> Self:
        """Those that are being taken back, or whose taking back was interrupted."""
        return self.filter(UNDER_UNDO)

    def outdated(self, as_of: datetime) -> Self:
        """Those that can no longer be taken back: what they brought is part of the diary."""
        return self.filter(finished_at__lt=as_of - UNDO_KEPT).exclude(UNDER_UNDO)


class FinishedImport(models.Model):
    """One import of a file, for as long as it can be taken back as a whole.

    ``name`` is what the person's file is called; ``episodes``, ``nights`` and ``records`` (by the
    name of their collection) are how many it added.

    ``undo_asked_at`` is when its person wanted it back, ``undo_beat_at`` when that was last at
    work, ``undo_rows_read`` how many rows were read for it, each twice in the end,
    ``undone_at`` when it was over. ``removed`` rows have gone by it, and ``changed`` ones, which
    say something else by now, stay.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="finished_imports")
    name = models.CharField(max_length=LONGEST_FILE_NAME, blank=True)
    finished_at = models.DateTimeField()
    episodes = models.PositiveIntegerField()
    nights = models.PositiveIntegerField()
    records = models.JSONField(null=True, blank=True)
    undo_asked_at = models.DateTimeField(null=True, blank=True)
    undo_beat_at = models.DateTimeField(null=True, blank=True)
    undo_rows_read = models.PositiveIntegerField(default=0, db_default=0)
    undone_at = models.DateTimeField(null=True, blank=True)
    removed = models.PositiveIntegerField(default=0, db_default=0)
    changed = models.PositiveIntegerField(default=0, db_default=0)

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


class ChangedRowQuerySet(AccountQuerySet["ChangedRow"]):
    """``ChangedRow.objects.of(person)``."""


class ChangedRow(models.Model):
    """A row of an import that was changed by hand since, while the import is being taken back: its
    span is hidden, and this row of it stays in sight (``owner_querysets.VISIBLE``).
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="changed_rows")
    finished = models.ForeignKey(
        FinishedImport, on_delete=models.CASCADE, related_name="changed_rows"
    )
    table = models.CharField(max_length=64)
    row_key = models.BigIntegerField()

    objects = ChangedRowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "table", "row_key"], name="one_changed_row_a_key"
            )
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row_key}"
