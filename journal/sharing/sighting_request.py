"""From what a phone or a plain form sends to sightings, each read on its own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from django.http import QueryDict
from django.utils.translation import gettext

from journal import parsing
from journal.anatomy import Side
from journal.device_clocks import settle
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.observations import Movement
from journal.parsing import UnreadableError
from journal.sightings import (
    SIGHTED_MOVEMENTS,
    Rhythm,
    SentSighting,
    SightedPlace,
    WatcherAnswer,
)

# Bytes of a request, sightings in it, and signs of one of its texts.
LARGEST_BODY = 100_000
MOST_IN_REQUEST = 200
LONGEST_SENT_TEXT = 100
SETS: Mapping[str, Iterable[StrEnum]] = {
    "place": SightedPlace,
    "movement": SIGHTED_MOVEMENTS,
    "side": Side,
    "rhythm": Rhythm,
    "woke_them": WatcherAnswer,
    "snored": WatcherAnswer,
}
TEXTS = ("id", "happened_at", "time_zone")
Member = TypeVar("Member", bound=StrEnum)


class NotSightingsError(ValueError):
    """A body that is no request of ours at all."""


@dataclass(frozen=True, slots=True)
class SightingsRequest:
    """What came in one request; ``sent_at`` is what the phone's clock showed (aware), or None."""

    sightings: list[Any]
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReadSighting:
    """One of them: as a sighting, or None and what is wrong; ``id`` is "" where none was sent."""

    id: str
    sighting: SentSighting | None
    problems: list[Problem]


def read_sightings_request(body: bytes) -> SightingsRequest:
    """The request in a body. Raises :class:`NotSightingsError`."""
    try:
        content = json.loads(body) if len(body) <= LARGEST_BODY else None
    except (ValueError, RecursionError) as error:
        raise NotSightingsError from error
    if not isinstance(content, dict):
        raise NotSightingsError
    sightings = content.get("sightings")
    if not isinstance(sightings, list) or len(sightings) > MOST_IN_REQUEST:
        raise NotSightingsError
    return SightingsRequest(sightings, _instant(content.get("sent_at")))


def read_sighting(fields: Any, *, sent_at: datetime | None, received_at: datetime) -> ReadSighting:
    """One sighting with its time settled by the server's clock, or all that is wrong with it."""
    if not isinstance(fields, dict):
        return ReadSighting("", None, [Problem("", _("A sighting is an object with fields: {…}."))])
    problems = _unread_fields(fields)
    key, at = fields.get("id"), _instant(fields.get("happened_at"))
    sent_id = key if isinstance(key, str) and len(key) <= LONGEST_SENT_TEXT else ""
    if at is None:
        problems.append(Problem("happened_at", _("This is not a time with an offset.")))
    if problems or at is None:
        return ReadSighting(sent_id, None, problems)
    settled = settle(at, sent_at=sent_at, received_at=received_at, never_refuse=True)
    chosen = {name: fields.get(name) or None for name in SETS}
    sighting = SentSighting(
        id=sent_id,
        happened_at=settled.happened_at,
        time_zone=fields["time_zone"],
        place=SightedPlace(fields["place"]),
        movement=_member(Movement, chosen["movement"]),
        side=_member(Side, chosen["side"]),
        rhythm=_member(Rhythm, chosen["rhythm"]),
        woke_them=_member(WatcherAnswer, chosen["woke_them"]),
        snored=_member(WatcherAnswer, chosen["snored"]),
    )
    return ReadSighting(sent_id, sighting, [])


def _unread_fields(fields: dict[Any, Any]) -> list[Problem]:
    """What is no text where one belongs, no member of its set, or no field at all."""
    problems = []
    for name in fields.keys() - {*TEXTS, *SETS}:
        problems.append(Problem(str(name)[:40], _("There is no field of this name.")))
    for name in TEXTS:
        text = fields.get(name)
        if not isinstance(text, str) or not 0 < len(text) <= LONGEST_SENT_TEXT:
            problems.append(Problem(name, _("This needs to be text.")))
    for name, values in SETS.items():
        value = fields.get(name)
        if value in (None, "") and name != "place":
            continue
        if not isinstance(value, str) or value not in set(values):
            problems.append(Problem(name, _("This is not one of the choices.")))
    return problems


def _member(kind: type[Member], value: str | None) -> Member | None:
    return kind(value) if value else None


def _instant(text: object) -> datetime | None:
    if not isinstance(text, str) or len(text) > LONGEST_SENT_TEXT:
        return None
    try:
        return parsing.instant(text)
    except UnreadableError:
        return None


def fields_of_form(sent: QueryDict, time_zone: str, as_of: datetime) -> dict[str, str]:
    """What a browser without scripts sends, as a phone would have: it happened just now.

    The same form sent twice within a minute has the same id, and is one sighting.
    """
    chosen = {name: sent.get(name, "") for name in SETS}
    said = json.dumps([*chosen.values(), f"{as_of:%Y%m%d%H%M}"])
    key = hashlib.sha256(said.encode()).hexdigest()[:32]
    return {**chosen, "id": key, "happened_at": as_of.isoformat(), "time_zone": time_zone}


def problem_texts(problems: Iterable[Problem]) -> list[dict[str, str]]:
    """In the reader's language, as the phone shows them."""
    return [
        {"field": problem.field, "message": gettext(problem.text) % problem.values}
        for problem in problems
    ]
