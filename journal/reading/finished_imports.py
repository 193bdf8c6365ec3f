"""Imports that can still be taken back, as facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from journal.models.finished_import import ROW_DIGEST_BYTES, FinishedImport, ImportedSpan
from journal.models.stored_sleep import StoredSleep


@dataclass(frozen=True, slots=True)
class FinishedFacts:
    """One import: what its file is called, when it was stored, and how much it added.

    ``sleeps`` are those of devices.
    """

    pk: int
    name: str
    finished_at: datetime
    episodes: int
    nights: int
    sleeps: int


def undoable_imports(person: User, as_of: datetime) -> list[FinishedFacts]:
    """Those of the person that can still be taken back at ``as_of``, the latest first."""
    rows = FinishedImport.objects.of(person).undoable(as_of)
    names = ("pk", "name", "finished_at", "episodes", "nights")
    facts = list(rows.values_list(*names))
    sleeps = _sleeps([pk for pk, *_values in facts])
    return [
        FinishedFacts(pk, name, finished_at, episodes, nights, sleeps.get(pk, 0))
        for pk, name, finished_at, episodes, nights in facts
    ]


def _sleeps(keys: list[int]) -> dict[int, int]:
    """How many sleeps of devices each of these imports brought, by its key."""
    spans = ImportedSpan.objects.filter(finished__in=keys, table=StoredSleep._meta.db_table)
    return {
        key: sum(
            bool(any(digests[place : place + ROW_DIGEST_BYTES]))
            for place in range(0, len(digests), ROW_DIGEST_BYTES)
        )
        for key, digests in spans.values_list("finished", "digests")
    }
