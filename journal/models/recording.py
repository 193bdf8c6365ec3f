"""The one write path: form, pad, API and import all store entries here, after the same validation."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction

from journal.entries import Entry, Problem, problems
from journal.models.episode import Episode
from journal.models.preferences import Preferences


class RefusedError(Exception):
    """An entry that cannot be stored; ``problems`` says why, field by field."""

    def __init__(self, found: list[Problem]) -> None:
        super().__init__("; ".join(f"{one.field}: {one}" for one in found))
        self.problems = found


class Outcome(StrEnum):
    """What became of one entry among several."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """An entry as a device sent it, with what its clock said (``Episode``; aware or None)."""

    entry: Entry
    device_happened_at: datetime | None = None
    device_recorded_at: datetime | None = None

    def episode(self, owner: User, *, source: str, recorded_at: datetime) -> Episode:
        """An unsaved episode from it."""
        told = Episode.told(owner, self.entry, source=source, recorded_at=recorded_at)
        told.device_happened_at = self.device_happened_at
        told.device_recorded_at = self.device_recorded_at
        return told


def refusals(owner: User, entry: Entry, as_of: datetime) -> list[Problem]:
    """All that is wrong with an entry of that person. The zone of their settings is taken, whatever it names."""
    found = problems(entry, as_of=as_of)
    if any(one.field == "time_zone" for one in found):
        found = problems(entry, as_of=as_of, own_zone=Preferences.of(owner).time_zone)
    return found


def record(owner: User, entry: Entry, *, source: str, as_of: datetime) -> tuple[Episode, bool]:
    """Store an entry once: the episode, and whether it is new.

    An entry whose id the owner has already sent is left as it is, also when it lies in the trash. ``as_of`` (aware) is
    when the server received it. Raises :class:`RefusedError` if the entry is not sound.
    """
    found = refusals(owner, entry, as_of)
    if found:
        raise RefusedError(found)
    episode = Episode.told(owner, entry, source=source, recorded_at=as_of)
    try:
        with _undone_alone():  # entries are nearly always new, so nobody looks first
            episode.save(force_insert=True)
    except IntegrityError:
        before = Episode.objects.of(owner).filter(client_id=entry.id).first()
        if before is None:
            raise
        return before, False
    return episode, True


def _undone_alone() -> AbstractContextManager[object]:
    """What keeps a refused INSERT from spoiling the transaction around it; one that stands alone needs no more."""
    return transaction.atomic() if connection.in_atomic_block else nullcontext()


def change(episode: Episode, entry: Entry, *, as_of: datetime) -> None:
    """Save what an existing episode now says. Raises :class:`RefusedError` if the entry is not sound."""
    found = problems(entry, as_of=as_of, own_zone=episode.time_zone)
    if found:
        raise RefusedError(found)
    episode.tell(entry)
    episode.save()


def known_ids(owner: User, ids: list[str], batch: int = 500) -> set[str]:
    """Which of ``ids`` the owner has already sent, in the trash or not."""
    known: set[str] = set()
    for start in range(0, len(ids), batch):
        part = ids[start : start + batch]
        known.update(Episode.objects.of(owner).filter(client_id__in=part).values_list("client_id", flat=True))
    return known


def record_each(
    owner: User, received: Sequence[Received], *, source: str, as_of: datetime, look_first: bool = True
) -> list[tuple[Outcome, list[Problem]]]:
    """Store what is sound and refuse the rest, one outcome an entry, in order; one transaction.

    An entry already there by id, also in the trash or earlier in ``received``, is known and left as it is. Raises
    IntegrityError, with nothing stored, if an id is there that was not seen: on PostgreSQL when another process stores
    it at the same instant, and always without ``look_first``, which saves the look where entries are likely new.
    """
    checked = [(one, refusals(owner, one.entry, as_of)) for one in received]
    outcomes: list[tuple[Outcome, list[Problem]]] = []
    new: list[Episode] = []
    with transaction.atomic(savepoint=False):
        ids = [one.entry.id for one, found in checked if not found]
        seen = known_ids(owner, ids) if look_first else set()
        for one, found in checked:
            if found:
                outcomes.append((Outcome.REFUSED, found))
            elif one.entry.id in seen:
                outcomes.append((Outcome.KNOWN, []))
            else:
                seen.add(one.entry.id)
                new.append(one.episode(owner, source=source, recorded_at=as_of))
                outcomes.append((Outcome.NEW, []))
        Episode.objects.bulk_create(new)
    return outcomes
