"""Imports that can still be taken back, and how far that is, as facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from django.contrib.auth.models import User
from django.db.models import F, Sum

from journal.diary_file import COLLECTIONS
from journal.diary_file.device_sleep_fields import DEVICE_SLEEP
from journal.models.finished_import import ROW_DIGEST_BYTES, FinishedImport, ImportedSpan
from journal.models.stored_sleep import StoredSleep

# An undo says many times in this that it is at work, and waits its turn for less; one that was
# silent for longer was interrupted.
UNDO_SILENT_AFTER = timedelta(minutes=5)


class UndoState(Enum):
    """Whether an import can be taken back, is being, or was."""

    POSSIBLE = auto()
    UNDER_WAY = auto()
    INTERRUPTED = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class FinishedFacts:
    """One import: what its file is called, when it was stored, how much it added; ``records`` by
    the name of their collection.

    ``percent`` of an undo under way are done; by one that is over so many rows were ``removed``,
    and ``changed`` ones stay.
    """

    pk: int
    name: str
    finished_at: datetime
    episodes: int
    nights: int
    records: Mapping[str, int]
    undo: UndoState
    percent: int
    removed: int
    changed: int


def recent_imports(person: User, as_of: datetime) -> list[FinishedFacts]:
    """Those of the person in the thirty days before ``as_of``, the latest first."""
    rows = list(FinishedImport.objects.of(person).recent(as_of))
    sleeps = _sleeps([row.pk for row in rows if row.records is None])
    return [
        FinishedFacts(
            pk=row.pk,
            name=row.name,
            finished_at=row.finished_at,
            episodes=row.episodes,
            nights=row.nights,
            records=_records(row, sleeps),
            undo=_state(row, as_of),
            percent=_percent(row),
            removed=row.removed,
            changed=row.changed,
        )
        for row in rows
    ]


def import_finished_at(person: User, at: datetime) -> int | None:
    """The key of the import that was stored at that instant; None if nothing was new."""
    imports = FinishedImport.objects.of(person).filter(finished_at=at).order_by("-pk")
    return imports.values_list("pk", flat=True).first()


def _records(row: FinishedImport, sleeps: Mapping[int, int]) -> dict[str, int]:
    """Of an import from before these were noted, ``sleeps`` of devices alone are known."""
    if row.records is None:
        return {DEVICE_SLEEP: sleeps[row.pk]} if row.pk in sleeps else {}
    return {name: number for name, number in row.records.items() if name in COLLECTIONS}


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


def _state(row: FinishedImport, as_of: datetime) -> UndoState:
    if row.undone_at is not None:
        return UndoState.OVER
    if row.undo_asked_at is None:
        return UndoState.POSSIBLE
    if (row.undo_beat_at or row.undo_asked_at) < as_of - UNDO_SILENT_AFTER:
        return UndoState.INTERRUPTED
    return UndoState.UNDER_WAY


def _percent(row: FinishedImport) -> int:
    """Each row is read twice: once to see whether it was changed, once to delete it."""
    if row.undo_asked_at is None or row.undone_at is not None:
        return 0
    spans = ImportedSpan.objects.filter(finished=row)
    keys = spans.aggregate(keys=Sum(F("last") - F("first") + 1))["keys"] or 1
    return min(99, 50 * row.undo_rows_read // keys)
