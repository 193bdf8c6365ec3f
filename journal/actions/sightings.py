"""Stores what somebody else saw, and makes entries of what the person accepts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count

from journal.actions.record import ReceivedEntry, RefusedError, record_each
from journal.entries import Entry, Problem
from journal.models.episode import Source
from journal.models.partner_link import PartnerLink
from journal.models.sighting import Sighting
from journal.nights import night_of
from journal.sightings import (
    MOST_A_NIGHT,
    MOST_WAITING,
    SentSighting,
    SightingState,
    full_night,
    sighting_problems,
)
from journal.time_zones import stored_zone


class LinkEndedError(Exception):
    """The link was ended a moment ago; nothing was stored."""


def store_sightings(
    link: PartnerLink, sent: Sequence[SentSighting], as_of: datetime
) -> list[list[Problem]]:
    """Store what is sound and new under the link; what is wrong with each, in order.

    An id that came by this link before is left as it is, whatever became of it, and nobody is told
    so. Raises :class:`LinkEndedError`.
    """
    made_at = link.made_at
    problems_each = [sighting_problems(item, as_of=as_of, link_made_at=made_at) for item in sent]
    sound = [item for item, wrong in zip(sent, problems_each, strict=True) if not wrong]
    with transaction.atomic():
        # Written first: requests that come together are counted one after the other.
        living = PartnerLink.objects.filter(pk=link.pk, revoked_at=None)
        if not living.update(used_at=as_of):
            raise LinkEndedError
        room = _Room(link, sound)
        for item, wrong in zip(sent, problems_each, strict=True):
            if not wrong and not room.takes(_row(link, item, as_of)):
                wrong.append(full_night())
        Sighting.objects.bulk_create(room.rows)
    return problems_each


class _Room:
    """What is stored of a link, as far as it bears on what was sent; ``rows`` are new ones."""

    def __init__(self, link: PartnerLink, sent: Iterable[SentSighting]) -> None:
        self.rows: list[Sighting] = []
        rows = Sighting.objects.filter(link=link)
        ids = [stored_id(link, item.id) for item in sent]
        known = Sighting.objects.with_hidden(link.owner).filter(client_id__in=ids)
        self._ids = set(known.values_list("client_id", flat=True))
        self._waiting = rows.waiting().count()
        nights = {_night(item) for item in sent}
        by_night = rows.filter(night_of__in=nights).values_list("night_of")
        self._by_night = Counter(dict(by_night.annotate(Count("pk"))))

    def takes(self, row: Sighting) -> bool:
        """Whether it is stored already, or there is room and it is one of the new ones now."""
        if row.client_id in self._ids:
            return True
        if self._by_night[row.night_of] >= MOST_A_NIGHT or self._waiting >= MOST_WAITING:
            return False
        self._ids.add(row.client_id)
        self._by_night[row.night_of] += 1
        self._waiting += 1
        self.rows.append(row)
        return True


def stored_id(link: PartnerLink, sent_id: str) -> str:
    """The id under which what a link sends is stored: no link reaches another's."""
    return f"{link.pk}-{sent_id}"


def _night(item: SentSighting) -> date:
    return night_of(item.happened_at, stored_zone(item.time_zone))


def _row(link: PartnerLink, item: SentSighting, as_of: datetime) -> Sighting:
    return Sighting(
        owner=link.owner,
        link=link,
        client_id=stored_id(link, item.id),
        night_of=_night(item),
        happened_at=item.happened_at,
        time_zone=item.time_zone,
        watcher=link.watcher,
        place=item.place,
        movement=item.movement or "",
        side=item.side or "",
        rhythm=item.rhythm or "",
        woke_them=item.woke_them or "",
        snored=item.snored or "",
        recorded_at=as_of,
    )


def accept_sightings(
    person: User, accepted: Sequence[tuple[Sighting, Entry]], as_of: datetime
) -> int:
    """Make the entries of these sightings, which wait; how many there were.

    One that was accepted or discarded meanwhile is left alone. They were written down when they
    were seen. Raises :class:`journal.actions.record.RefusedError`, with nothing stored.
    """
    with transaction.atomic():
        waited = [
            ReceivedEntry(entry=entry, device_recorded_at=sighting.happened_at)
            for sighting, entry in accepted
            if _settle(person, [sighting.pk], SightingState.ACCEPTED, as_of)
        ]
        outcomes = record_each(person, waited, source=Source.FORM, as_of=as_of)
        if wrong := [problem for _outcome, problems in outcomes for problem in problems]:
            raise RefusedError(wrong)
    return len(waited)


def discard_sightings(person: User, keys: Sequence[int], as_of: datetime) -> int:
    """Discard those of these that wait; how many there were. They count nowhere."""
    return _settle(person, keys, SightingState.DISCARDED, as_of)


def _settle(person: User, keys: Sequence[int], state: SightingState, as_of: datetime) -> int:
    waiting = Sighting.objects.of(person).waiting().filter(pk__in=keys)
    return waiting.update(state=state, settled_at=as_of)


def wait_again(person: User, keys: Sequence[int]) -> int:
    """Let discarded ones wait again; how many there were."""
    discarded = Sighting.objects.of(person).discarded().filter(pk__in=keys)
    return discarded.update(state=SightingState.WAITING, settled_at=None)
