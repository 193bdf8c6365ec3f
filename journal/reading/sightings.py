"""What somebody else saw: what the person has not looked at, by night, and what they discarded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib.auth.models import User

from journal.models.sighting import Sighting
from journal.sightings import SentSighting

# Shown at once; the others appear as these are looked at.
SIGHTINGS_SHOWN = 100
DISCARDED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class StoredSighting:
    """A sighting with its key, and what the owner calls whoever saw it ("" for no name)."""

    pk: int
    night: date
    watcher: str
    sent: SentSighting


@dataclass(frozen=True, slots=True)
class SightingFacts:
    """What waits, by night, the latest night first; ``more`` of it is not shown.

    ``discarded`` are the last ones.
    """

    nights: tuple[tuple[date, tuple[StoredSighting, ...]], ...]
    more: int
    discarded: tuple[StoredSighting, ...]


def read_sightings(person: User) -> SightingFacts:
    """All of the person's, in three queries."""
    waiting = Sighting.objects.of(person).waiting()
    latest = waiting.order_by("-night_of", "happened_at", "pk")[:SIGHTINGS_SHOWN]
    rows = [_stored(row) for row in latest]
    nights = groupby(rows, key=_night)
    discarded = Sighting.objects.of(person).discarded().order_by("-settled_at", "-pk")
    return SightingFacts(
        nights=tuple((night, tuple(group)) for night, group in nights),
        more=waiting.count() - len(rows),
        discarded=tuple(_stored(row) for row in discarded[:DISCARDED_SHOWN]),
    )


def waiting_rows(person: User, keys: Sequence[int]) -> list[Sighting]:
    """Those of these keys that are the person's and wait, in one query."""
    return list(Sighting.objects.of(person).waiting().filter(pk__in=keys).oldest_first())


def _night(stored: StoredSighting) -> date:
    return stored.night


def _stored(row: Sighting) -> StoredSighting:
    return StoredSighting(row.pk, row.night_of, row.watcher, row.sent)
