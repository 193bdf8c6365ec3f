"""Stores what came by a bed partner's link, with an answer for each that tells nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, QueryDict

from journal.actions.sightings import store_sightings
from journal.device_clocks import received
from journal.entries import Problem
from journal.models import PartnerLink, Preferences
from journal.request_clock import server_clock
from journal.sharing.sighting_request import (
    ReadSighting,
    SightingsRequest,
    fields_of_form,
    problem_texts,
    read_sighting,
)


def receive(
    request: HttpRequest, link: PartnerLink, sent: SightingsRequest, as_of: datetime
) -> list[dict[str, Any]]:
    """What became of each: "new" for every one that is stored, whenever it came, or "refused".

    Raises :class:`journal.actions.sightings.LinkEndedError`.
    """
    received_at = received(server_clock(request, as_of), sent.sent_at)
    every = [
        read_sighting(fields, sent_at=sent.sent_at, received_at=received_at)
        for fields in sent.sightings
    ]
    return [_result(item) for item in _stored(link, every, max(as_of, received_at))]


def receive_form(link: PartnerLink, sent: QueryDict, as_of: datetime) -> list[Problem]:
    """Store what a browser without scripts sends; what is wrong with it, if it is not stored.

    Its zone is the owner's: they lie in one room. Raises
    :class:`journal.actions.sightings.LinkEndedError`.
    """
    fields = fields_of_form(sent, Preferences.fetched_with(link.owner).zone.key, as_of)
    item = read_sighting(fields, sent_at=None, received_at=as_of)
    return _stored(link, [item], as_of)[0].problems


def _stored(link: PartnerLink, every: list[ReadSighting], as_of: datetime) -> list[ReadSighting]:
    """The same, with what kept sound ones from being stored."""
    sound = [item.sighting for item in every if item.sighting]
    refusals = iter(store_sightings(link, sound, as_of) if sound else [])
    return [
        ReadSighting(item.id, item.sighting, next(refusals)) if item.sighting else item
        for item in every
    ]


def _result(item: ReadSighting) -> dict[str, Any]:
    if item.problems:
        return {"id": item.id, "status": "refused", "problems": problem_texts(item.problems)}
    return {"id": item.id, "status": "new", "problems": []}
