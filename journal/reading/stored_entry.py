"""An entry as it is stored, and what the rules say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal.classifier import Matches, match
from journal.entries import Entry
from journal.models import Episode


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry of the diary: its number, the night it lies in, and what was told.

    ``matches`` is what the rules say of it, None where that was not asked.
    """

    pk: int
    night: date
    entry: Entry
    matches: Matches | None = None


def stored_entry(episode: Episode, *, with_matches: bool = False) -> StoredEntry:
    """The facts of one row, without a query."""
    matches = match(episode.observation) if with_matches else None
    return StoredEntry(episode.pk, episode.night_of, episode.entry, matches)
