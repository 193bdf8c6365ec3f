"""An entry as it is stored, and what the rules say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal.classifier import Matches, match
from journal.device_sleep.moment_in_sleep import is_exact_and_earlier
from journal.entries import Entry
from journal.models import Episode
from journal.models.episode import Source


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry of the diary: its number, the night it lies in, and what was told.

    ``matches`` is what the rules say of it, None where that was not asked. ``has_exact_time``: it
    was given to the minute, afterwards (``journal.device_sleep.moment_in_sleep``).
    """

    pk: int
    night: date
    entry: Entry
    matches: Matches | None = None
    has_exact_time: bool = False


def stored_entry(episode: Episode, *, with_matches: bool = False) -> StoredEntry:
    """The facts of one row, without a query."""
    matches = match(episode.observation) if with_matches else None
    return StoredEntry(
        episode.pk, episode.night_of, episode.entry, matches, has_exact_time(episode)
    )


def has_exact_time(episode: Episode) -> bool:
    """Whether its time was given to the minute, afterwards."""
    typed = episode.source == Source.FORM and not episode.time_told
    return is_exact_and_earlier(episode.happened_at, episode.recorded_at, typed=typed)
