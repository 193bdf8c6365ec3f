"""Puts entries into the trash, takes them out again, and deletes them for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from journal.actions.short_transactions import MOST_IN_PIECE, delete_in_pieces
from journal.models import Episode
from journal.models.episode_queryset import EpisodeQuerySet
from journal.tasks import clear_log
from twitchlog.database.write_ahead_log import empty_the_log


@dataclass(frozen=True, slots=True)
class DeletedForGood:
    """How many entries went as they were asked for, and the ids of all that went.

    An id is the one that was made where the entry was logged.
    """

    number: int
    ids: frozenset[str]


def discard(episode: Episode, as_of: datetime) -> None:
    """Put it into the trash; one that lies there already keeps its time."""
    if episode.deleted_at is None:
        episode.deleted_at = as_of
        episode.save(update_fields=["deleted_at"])


def discard_all(episodes: EpisodeQuerySet, as_of: datetime) -> int:
    """Put them all into the trash at once, which must hold none of them; how many there were."""
    return episodes.update(deleted_at=as_of)


def bring_back(episode: Episode) -> None:
    """Take it out of the trash."""
    episode.deleted_at = None
    episode.save(update_fields=["deleted_at"])


def purge_some(person: User, as_of: datetime) -> None:
    """Delete for good a few that have lain in the trash for too long; the others go once a day."""
    mine = Episode.objects.of(person)
    mine.filter(pk__in=mine.expired(as_of).values("pk")[:MOST_IN_PIECE]).delete()


def delete_for_good(
    person: User, as_of: datetime, *, shown_at: datetime, pk: int | None
) -> DeletedForGood:
    """Delete what was in the trash at ``shown_at``: the entry with that primary key; None: all.

    With it goes what has lain there for too long.
    """
    trashed = Episode.objects.of(person).trashed().filter(deleted_at__lte=shown_at)
    expired, wanted = trashed.expired(as_of), trashed
    if pk is not None:
        wanted = trashed.filter(pk__in=[pk])
    ids = {
        *wanted.values_list("client_id", flat=True),
        *expired.values_list("client_id", flat=True),
    }
    number = _erase(wanted)
    delete_in_pieces(expired)
    return DeletedForGood(number, frozenset(ids))


def _erase(episodes: EpisodeQuerySet) -> int:
    """Delete for good, from the database's log too; how many went."""
    number = delete_in_pieces(episodes)
    if number and not empty_the_log(tries=3):
        clear_log.enqueue()  # somebody reads what it holds
    return number
