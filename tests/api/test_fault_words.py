"""Whatever pydantic refuses in what the API is sent is said in our own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, get_origin

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

from journal.api import field_types
from journal.api.episodes import EpisodesQuery
from journal.api.field_types import MaybeFlag
from journal.api.nights import NightsQuery
from journal.api.request_body import FAULT_WORDS, field_problems
from journal.api.schemas_in import MOST_AT_ONCE, EpisodeIn, OneEpisode, Sending

SHAPES: tuple[type[BaseModel], ...] = (EpisodeIn, OneEpisode, Sending, EpisodesQuery, NightsQuery)
KINDS = {name: kind for name, kind in vars(field_types).items() if get_origin(kind) is Annotated}
SOUND: dict[str, Any] = {
    "id": "a",
    "happened_at": "2026-07-07T02:15:00+02:00",
    "time_zone": "Europe/Berlin",
    "episodes": [],
}
# JSON of every kind, and texts and numbers that somebody may take for another kind.
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 2.5, 5.0, 1e300, 10**40, 10**4000),
    *("", " ", "x", "5", "2.5", "1_0", "true", "twitch", "2026-02-30", "2026-07-06T25:00:00Z"),
    *("half \ud83d", "nul \0", "9" * 5000, "x" * 5000),
    *([], [1], ["twitch"], [{}] * (MOST_AT_ONCE + 1), {}, {"id": "a"}, {"\ud83d": 1}),
)


def errors_of(kind: Any, value: object) -> list[Any]:
    """What pydantic finds wrong with that value."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        return error.errors(include_url=False, include_input=False)
    return []


def errors() -> Iterator[Any]:
    """What is wrong with each value in each field, as each shape, and as each kind."""
    for value in VALUES:
        for kind in (*KINDS.values(), *SHAPES):
            yield from errors_of(kind, value)
        for shape in SHAPES:
            sound = {name: SOUND[name] for name in shape.model_fields.keys() & SOUND.keys()}
            for name, field in shape.model_fields.items():
                yield from errors_of(shape, {**sound, field.alias or name: value})


def test_every_fault_is_said_in_our_words() -> None:
    faults = list(errors())
    # "plain" is one that a kind of our own raises, with its sentence.
    assert {fault["type"] for fault in faults} - {"plain"} <= FAULT_WORDS.keys()
    assert {"bool_type", "enum", "int_type", "missing", "string_type"} <= {
        fault["type"] for fault in faults
    }
    for fault in faults:
        [problem] = field_problems([fault])
        assert problem.message
        assert "%(" not in problem.message
        assert "Input should" not in problem.message


@pytest.mark.parametrize(
    ("sent", "flag"), [(True, True), (False, False), (None, None), ("", None), (" ", None)]
)
def test_a_flag_is_true_false_or_not_recorded(sent: object, flag: bool | None) -> None:
    assert TypeAdapter(MaybeFlag).validate_python(sent) is flag


@pytest.mark.parametrize("sent", ["true", "yes", 1, 0, 1.0, []])
def test_a_flag_is_nothing_else(sent: object) -> None:
    [problem] = field_problems(errors_of(MaybeFlag, sent))
    assert problem.message == "This needs to be true or false."


def test_a_flag_is_published_as_one() -> None:
    schema = TypeAdapter(MaybeFlag).json_schema()
    assert schema == {"anyOf": [{"type": "boolean"}, {"type": "null"}]}
