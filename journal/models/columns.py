"""An entry as the columns of an episode's row."""

from __future__ import annotations

from datetime import UTC, date

from journal import entries
from journal.entries import Entry
from journal.folding import fold
from journal.nights import night_of


def night_of_entry(entry: Entry) -> date:
    """The night in which an entry lies, on the clock of its own place."""
    return night_of(entry.happened_at, entries.stored_zone(entry.time_zone))


def columns(entry: Entry) -> dict[str, object]:
    """The columns of an episode that hold what was told; "not recorded" is "" or NULL."""
    return {
        "happened_at": entry.happened_at.astimezone(UTC),
        "time_zone": entry.time_zone,
        "night_of": night_of_entry(entry),
        "movement": str(entry.movement or ""),
        "muscle": str(entry.muscle or ""),
        "side": str(entry.side or ""),
        "phase": str(entry.phase or ""),
        "woke": str(entry.woke or ""),
        "called_back": str(entry.called_back or ""),
        "noticed_by": str(entry.noticed_by),
        "duration_seconds": entry.duration_seconds,
        "count": entry.count,
        "intensity": entry.intensity,
        "note": entry.note,
        "note_folded": fold(entry.note),
    }
