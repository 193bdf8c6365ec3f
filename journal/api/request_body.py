"""From the JSON of a request to entries, each read on its own: one bad entry never keeps a good one
out.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from pydantic import ValidationError

from journal.actions.record import ReceivedEntry
from journal.api.schemas_in import EpisodeIn, Sending
from journal.api.schemas_out import FieldProblem
from journal.device_clocks import settle
from journal.entries import Entry, Problem, problems
from journal.i18n import gettext_noop as _
from journal.models.episode import Source

NEEDED = _("This field is needed.")
# What pydantic finds wrong, in words for a person. Filled from the error's own context.
FAULT_WORDS = {
    "missing": NEEDED,
    "extra_forbidden": _("There is no field of this name."),
    "enum": _("Choose one of: %(expected)s."),
    "literal_error": _("Choose one of: %(expected)s."),
    "int_type": _("This needs to be a whole number."),
    "bool_type": _("This needs to be true or false."),
    "string_type": _("This needs to be text."),
    "string_unicode": _("This text holds half a character that cannot be stored."),
    "list_type": _("This needs to be a list."),
    "tuple_type": _("This needs to be a list."),
    "too_long": _("At most %(max_length)s at once; these are %(actual_length)s."),
    "greater_than_equal": _("This is at least %(ge)s."),
    "less_than_equal": _("This is at most %(le)s."),
    "model_type": _("An episode is an object with fields: {…}."),
}


class MalformedError(ValueError):
    """A body that is no request at all; ``problems`` says why, field by field."""

    def __init__(self, message: str, problems: list[FieldProblem] | None = None) -> None:
        super().__init__(message)
        self.problems = problems or []


@dataclass(frozen=True, slots=True)
class InvalidEpisode:
    """An episode that cannot be read as an entry."""

    id: str | None
    problems: list[FieldProblem]


@dataclass(frozen=True, slots=True)
class EpisodesRequest:
    """The episodes of a request as they came, and what was said of all of them.

    ``sent_at`` is aware. ``is_trial``: what is stored is taken back in the same transaction.
    """

    episodes: list[Any]
    sent_at: datetime | None = None
    source: str = Source.API
    is_trial: bool = False


def field_problem(problem: Problem) -> FieldProblem:
    """A problem of ``journal.entries`` in the reader's language."""
    return FieldProblem(field=problem.field, message=gettext(problem.text) % problem.values)


def field_problems(errors: Iterable[Mapping[str, Any]], skip: int = 0) -> list[FieldProblem]:
    """What pydantic found, in plain words; the first ``skip`` steps of the way to a field are left
    out.
    """
    problems_by_field: dict[str, FieldProblem] = {}
    for error in errors:
        field = ".".join(str(step) for step in error["loc"][skip:])
        text = FAULT_WORDS.get(error["type"], error["msg"])
        problems_by_field.setdefault(
            field, FieldProblem(field=field, message=gettext(text) % error.get("ctx", {}))
        )
    return list(problems_by_field.values())


class _RepeatedFieldError(Exception):
    """An object names a field twice: which of the two was meant, nobody knows."""


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise _RepeatedFieldError
    return fields


def parse(body: bytes) -> Any:
    """The JSON of a body. Raises :class:`MalformedError`; NaN and Infinity are not JSON."""

    def refuse(name: str) -> Any:
        raise ValueError(name)

    try:
        return json.loads(body, parse_constant=refuse, object_pairs_hook=_named_once)
    except _RepeatedFieldError as error:
        raise MalformedError(
            gettext("An object names a field twice; nothing was stored.")
        ) from error
    except (ValueError, RecursionError) as error:
        raise MalformedError(gettext("This is not JSON.")) from error


def read_request(body: bytes, *, as_of: datetime, home_zone: Callable[[], str]) -> EpisodesRequest:
    """The request in a body: several episodes, or one at top level.

    Raises :class:`MalformedError`.

    One on its own gets a new id, ``as_of`` and the name of the person's own zone where it says
    nothing.
    """
    data = parse(body)
    if not isinstance(data, dict):
        raise MalformedError(gettext("Send an object: {“episodes”: […]}, or one episode."))
    if "episodes" not in data:
        return EpisodesRequest([_filled(data, as_of, home_zone)])
    try:
        sending = Sending.model_validate(data)
    except ValidationError as error:
        refusals = field_problems(error.errors(include_url=False, include_input=False))
        raise MalformedError(
            gettext("The request cannot be read; nothing was stored."), refusals
        ) from error
    return EpisodesRequest(sending.episodes, sending.sent_at, sending.source, sending.trial)


def _filled(
    episode: dict[str, Any], as_of: datetime, home_zone: Callable[[], str]
) -> dict[str, Any]:
    makers = {
        "id": lambda: str(uuid.uuid4()),
        "happened_at": as_of.isoformat,
        "time_zone": home_zone,
    }
    return {
        **episode,
        **{name: make() for name, make in makers.items() if episode.get(name) is None},
    }


def read(
    episode: Any, request: EpisodesRequest, *, received_at: datetime
) -> ReceivedEntry | InvalidEpisode:
    """One episode of ``request`` as an entry with its time settled, or what is wrong with its
    fields.
    """
    try:
        given = EpisodeIn.model_validate(episode)
    except ValidationError as error:
        key = episode.get("id") if isinstance(episode, dict) else None
        refusals = field_problems(error.errors(include_url=False, include_input=False))
        unread = {str(error["loc"][0]) for error in error.errors() if error["loc"]}
        if isinstance(episode, dict):
            refusals += _problems_of_the_rest(episode, unread, request, received_at)
        return InvalidEpisode(key if isinstance(key, str) else None, refusals)
    return _received(given, request, received_at)


def _problems_of_the_rest(
    episode: dict[str, Any], unread: set[str], request: EpisodesRequest, received_at: datetime
) -> list[FieldProblem]:
    """What is wrong with the fields that can be read, so that all is said at once and not one with
    each try.
    """
    sound = {"id": "-", "happened_at": received_at.isoformat(), "time_zone": "UTC"}
    fields = sound | {
        name: episode[name]
        for name in EpisodeIn.model_fields
        if name in episode and name not in unread
    }
    entry = _received(EpisodeIn.model_validate(fields), request, received_at).entry
    return [
        field_problem(problem)
        for problem in problems(entry, as_of=received_at)
        if problem.field not in unread
    ]


def _received(given: EpisodeIn, request: EpisodesRequest, received_at: datetime) -> ReceivedEntry:
    settled = settle(
        given.happened_at,
        sent_at=request.sent_at,
        received_at=received_at,
        never_refuse=request.source == Source.PAD,
    )
    fields = given.model_dump(exclude={"logged_at"})
    return ReceivedEntry(
        entry=Entry(**{**fields, "happened_at": settled.happened_at}),
        device_happened_at=settled.device_said,
        device_recorded_at=given.logged_at,
    )
