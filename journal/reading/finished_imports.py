"""Imports that can still be taken back, as facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from journal.models.finished_import import FinishedImport


@dataclass(frozen=True, slots=True)
class FinishedFacts:
    """One import: what its file is called, when it was stored, and how much it added."""

    pk: int
    name: str
    finished_at: datetime
    episodes: int
    nights: int


def undoable_imports(person: User, as_of: datetime) -> list[FinishedFacts]:
    """Those of the person that can still be taken back at ``as_of``, the latest first."""
    rows = FinishedImport.objects.of(person).undoable(as_of)
    names = ("pk", "name", "finished_at", "episodes", "nights")
    return [FinishedFacts(*values) for values in rows.values_list(*names)]
