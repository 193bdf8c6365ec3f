"""Tables of what a person brings along as rows: medicines, tests, how it began, what was said.

A column is a field of the row that ``journal.background`` names; "" is "not recorded". A date is
kept as ISO text, as exact as it is known.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Self

from django.contrib.auth.models import User
from django.db import models

from journal.background import KINDS_OF_BACKGROUND, BackgroundKind, BackgroundRow
from journal.models.episode_queryset import TRASH_KEPT
from journal.models.owner_querysets import OwnedQuerySet


class BackgroundQuerySet(OwnedQuerySet["StoredRow"]):
    """``Medicine.objects.of(person).kept()``."""

    def kept(self) -> Self:
        """Those that are not discarded."""
        return self.filter(discarded_at=None)

    def discarded(self) -> Self:
        """Those that can be brought back, the last discarded first."""
        return self.filter(discarded_at__isnull=False).order_by("-discarded_at", "-pk")

    def expired(self, as_of: datetime) -> Self:
        """Those that were discarded longer ago than the trash is kept."""
        return self.filter(discarded_at__lt=as_of - TRASH_KEPT)


class StoredRow(models.Model):
    """A row of some kind.

    ``row_id`` was made where it was written and makes sending it twice harmless; ``recorded_at`` is
    when it was first stored. ``discarded_at`` is None unless it can only be brought back.
    """

    background_kind: ClassVar[BackgroundKind]

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="%(class)s_rows")
    row_id = models.CharField(max_length=64)
    recorded_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True, blank=True)

    objects = BackgroundQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = (
            models.UniqueConstraint(fields=["owner", "row_id"], name="one_%(class)s_an_id"),
        )

    def __str__(self) -> str:
        return f"{self.background_kind.name} {self.row_id}"

    @property
    def row(self) -> BackgroundRow:
        """What it says."""
        kind = self.background_kind
        return kind.stored_row({name: getattr(self, name) for name in kind.fields})


class Medicine(StoredRow):
    """A medicine or something else that was tried: a ``MedicineRow``."""

    background_kind = KINDS_OF_BACKGROUND["medicines"]

    name = models.CharField(max_length=100)
    dose = models.CharField(max_length=100, blank=True)
    from_date = models.CharField(max_length=10, blank=True)
    until_date = models.CharField(max_length=10, blank=True)
    ongoing = models.BooleanField(default=False)
    reason = models.CharField(max_length=200, blank=True)
    afterwards = models.CharField(max_length=16, blank=True)
    note = models.CharField(max_length=500, blank=True)


class MedicalTest(StoredRow):
    """A test and its result: a ``MedicalTestRow``."""

    background_kind = KINDS_OF_BACKGROUND["tests"]

    kind = models.CharField(max_length=20)
    what = models.CharField(max_length=200, blank=True)
    on_date = models.CharField(max_length=10, blank=True)
    result = models.TextField(max_length=1000, blank=True)
    result_by = models.CharField(max_length=8, blank=True)
    by_whom = models.CharField(max_length=100, blank=True)


class Beginning(StoredRow):
    """Something in the weeks before it began: a ``BeginningRow``."""

    background_kind = KINDS_OF_BACKGROUND["beginnings"]

    kind = models.CharField(max_length=20)
    on_date = models.CharField(max_length=10, blank=True)
    detail = models.CharField(max_length=200, blank=True)


class VisitStatement(StoredRow):
    """What was said at a visit: a ``StatementRow``."""

    background_kind = KINDS_OF_BACKGROUND["statements"]

    on_date = models.CharField(max_length=10, blank=True)
    by_whom = models.CharField(max_length=100, blank=True)
    words = models.TextField(max_length=2000)


MODEL_OF_BACKGROUND: dict[str, type[StoredRow]] = {
    model.background_kind.name: model
    for model in (Medicine, MedicalTest, Beginning, VisitStatement)
}
