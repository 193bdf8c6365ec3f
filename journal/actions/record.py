"""The one write path: form, pad, API and import store entries here, after the same validation."""

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

    def __init__(self, problems_of_entry: list[Problem]) -> None:
        super().__init__("; ".join(f"{problem.field}: {problem}" for problem in problems_of_entry))
        self.problems = problems_of_entry


class Outcome(StrEnum):
    """What became of one entry among several."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedEntry:
    """An entry as a device sent it, with what its clock said (``Episode``; aware or None)."""

    entry: Entry
    device_happened_at: datetime | None = None
    device_recorded_at: datetime | None = None

    def episode(self, owner: User, *, source: str, recorded_at: datetime) -> Episode:
        """An unsaved episode from it."""
        episode = Episode.from_entry(owner, self.entry, source=source, recorded_at=recorded_at)
        episode.device_happened_at = self.device_happened_at
        episode.device_recorded_at = self.device_recorded_at
        return episode


def entry_problems(owner: User, entry: Entry, as_of: datetime) -> list[Problem]:
    """All that is wrong with an entry of that person.

    The zone of their settings is taken, whatever it names.
    """
    refused_for = problems(entry, as_of=as_of)
    if any(problem.field == "time_zone" for problem in refused_for):
        return problems(entry, as_of=as_of, own_zone=Preferences.of(owner).time_zone)
    return refused_for


def record(owner: User, entry: Entry, *, source: str, as_of: datetime) -> tuple[Episode, bool]:
    """Store an entry once: the episode, and whether it is new.

    An entry whose id the owner has already sent is left as it is, also when it lies in the trash.
    ``as_of`` (aware) is when the server received it. Raises :class:`RefusedError` if the entry is
    not sound.
    """
    if refused_for := entry_problems(owner, entry, as_of):
        raise RefusedError(refused_for)
    episode = Episode.from_entry(owner, entry, source=source, recorded_at=as_of)
    try:
        with _undone_alone():  # entries are nearly always new, so nobody looks first
            episode.save(force_insert=True)
    except IntegrityError:
        before = Episode.objects.of(owner).filter(client_id=entry.id).first()
        if before is not None:
            return before, False
        if not _make_room(owner, [entry.id]):
            raise
        episode.save(force_insert=True)
    return episode, True


def _make_room(owner: User, ids: list[str]) -> int:
    """Take away what an import has brought under these ids and nobody sees yet; how many rows went.

    An entry that is made meanwhile is kept whatever becomes of the import, which leaves what is
    there as it is.
    """
    return Episode.objects.under_way(owner).filter(client_id__in=ids).delete()[0]


def _undone_alone() -> AbstractContextManager[object]:
    """What keeps a refused INSERT from spoiling the transaction around it, if there is one."""
    if connection.in_atomic_block:
        return transaction.atomic()
    return nullcontext()


def change(episode: Episode, entry: Entry, *, as_of: datetime) -> None:
    """Save what an existing episode now says.

    Raises :class:`RefusedError` if the entry is not sound.
    """
    if refused_for := problems(entry, as_of=as_of, own_zone=episode.time_zone):
        raise RefusedError(refused_for)
    episode.take_over(entry)
    episode.save()


def known_ids(owner: User, ids: list[str], batch: int = 500) -> set[str]:
    """Which of ``ids`` the owner has already sent, in the trash or not."""
    stored_ids: set[str] = set()
    for start in range(0, len(ids), batch):
        stored = Episode.objects.of(owner).filter(client_id__in=ids[start : start + batch])
        stored_ids.update(stored.values_list("client_id", flat=True))
    return stored_ids


def record_each(
    owner: User,
    received: Sequence[ReceivedEntry],
    *,
    source: str,
    as_of: datetime,
    look_first: bool = True,
) -> list[tuple[Outcome, list[Problem]]]:
    """Store what is sound and refuse the rest, one outcome an entry, in order; one transaction.

    An entry whose id is there, also in the trash or earlier in ``received``, is known and left as
    it is. Raises IntegrityError, with nothing stored, for an id that was not looked for: on
    PostgreSQL when another process stores it at the same instant, and always without
    ``look_first``, which saves the look where entries are likely new.
    """
    problems_each = [entry_problems(owner, item.entry, as_of) for item in received]
    with transaction.atomic(savepoint=False):
        taken_ids: set[str] = set()
        if look_first:
            taken_ids = _taken_ids(owner, received, problems_each)
        outcomes = [
            (_outcome(item.entry.id, wrong, taken_ids), wrong)
            for item, wrong in zip(received, problems_each, strict=True)
        ]
        new = [
            item.episode(owner, source=source, recorded_at=as_of)
            for item, (outcome, _wrong) in zip(received, outcomes, strict=True)
            if outcome is Outcome.NEW
        ]
        if look_first and new:
            _make_room(owner, [episode.client_id for episode in new])
        Episode.objects.bulk_create(new)
    return outcomes


def _outcome(entry_id: str, wrong: Sequence[Problem], taken_ids: set[str]) -> Outcome:
    """What becomes of the next entry; the id of a new one is added to ``taken_ids``."""
    if wrong:
        return Outcome.REFUSED
    if entry_id in taken_ids:
        return Outcome.KNOWN
    taken_ids.add(entry_id)
    return Outcome.NEW


def _taken_ids(
    owner: User, received: Sequence[ReceivedEntry], problems_each: Sequence[list[Problem]]
) -> set[str]:
    """The ids of the sound entries that the owner has already sent."""
    each = zip(received, problems_each, strict=True)
    return known_ids(owner, [item.entry.id for item, wrong in each if not wrong])
