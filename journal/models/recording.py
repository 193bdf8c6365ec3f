"""The one write path: form, pad, API and import all store entries here, after the same validation."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from journal.entries import Entry, Problem, problems
from journal.models.episode import Episode


class RefusedError(Exception):
    """An entry that cannot be stored; ``problems`` says why, field by field."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__("; ".join(f"{one.field}: {one}" for one in found))
        self.problems = found


def record(owner: User, entry: Entry, *, source: str, as_of: datetime) -> tuple[Episode, bool]:
    """Store an entry once: the episode, and whether it is new.

    An entry whose id the owner has already sent is left as it is, also when it lies in the trash. ``as_of`` (aware) is
    when the server received it. Raises :class:`RefusedError` if the entry is not sound.
    """
    found = problems(entry, as_of=as_of)
    if found:
        raise RefusedError(found)
    episode = Episode.told(owner, entry, source=source, recorded_at=as_of)
    with transaction.atomic():
        before = Episode.objects.of(owner).filter(client_id=entry.id).first()
        if before:
            return before, False
        episode.save(force_insert=True)
    return episode, True


def change(episode: Episode, entry: Entry, *, as_of: datetime) -> None:
    """Save what an existing episode now says. Raises :class:`RefusedError` if the entry is not sound."""
    found = problems(entry, as_of=as_of)
    if found:
        raise RefusedError(found)
    episode.tell(entry)
    episode.save()


def record_all(owner: User, entries: list[Entry], *, source: str, as_of: datetime) -> int:
    """Store many entries at once and say how many were new; all or nothing.

    Entries already there by id, also in the trash, and repeats within ``entries`` are left as they are. Raises
    :class:`RefusedError` for the first entry that is not sound, with nothing stored.
    """
    by_id: dict[str, Entry] = {}
    for entry in entries:
        found = problems(entry, as_of=as_of)
        if found:
            raise RefusedError(found)
        by_id.setdefault(entry.id, entry)
    with transaction.atomic():
        known = known_ids(owner, list(by_id))
        new = [
            Episode.told(owner, entry, source=source, recorded_at=as_of)
            for key, entry in by_id.items()
            if key not in known
        ]
        Episode.objects.bulk_create(new, batch_size=500)
    return len(new)


def known_ids(owner: User, ids: list[str], batch: int = 500) -> set[str]:
    """Which of ``ids`` the owner has already sent, in the trash or not."""
    known: set[str] = set()
    for start in range(0, len(ids), batch):
        part = ids[start : start + batch]
        known.update(Episode.objects.of(owner).filter(client_id__in=part).values_list("client_id", flat=True))
    return known
