"""What lies in the trash."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from journal.models import Episode
from journal.reading.stored_entry import StoredEntry, stored_entry

MOST_IN_TRASH = 100


@dataclass(frozen=True, slots=True)
class TrashFacts:
    """The entries deleted last, the latest first; ``more``: there are others."""

    entries: tuple[StoredEntry, ...]
    more: bool


def read_trash(person: User, as_of: datetime) -> TrashFacts:
    """What can still be taken out of the person's trash, in one query."""
    trashed = Episode.objects.of(person).trashed().restorable(as_of)
    episodes = list(trashed[: MOST_IN_TRASH + 1])
    entries = tuple(stored_entry(episode) for episode in episodes[:MOST_IN_TRASH])
    return TrashFacts(entries, more=len(episodes) > MOST_IN_TRASH)
