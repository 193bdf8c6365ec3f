"""What a good entry is: each bound from both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given

from journal.anatomy import MUSCLES, Side
from journal.entries import (
    CLOCK_TOLERANCE,
    DAY_SECONDS,
    FIELDS,
    LONGEST_ID,
    LONGEST_NOTE,
    MOST_COUNT,
    Entry,
    Problem,
    problems,
)
from journal.time_zones import zone_named, zone_names
from tests import strategies

NOW = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)


def fields_of(**fields: Any) -> list[str]:
    """The fields that are refused."""
    return [problem.field for problem in problems(replace(strategies.PLAIN, **fields), as_of=NOW)]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"happened_at": NOW},
        {"happened_at": NOW + CLOCK_TOLERANCE},
        {"happened_at": datetime(1900, 1, 1, tzinfo=UTC)},
        {"time_zone": "America/New_York"},
        {"duration_seconds": 0},
        {"duration_seconds": DAY_SECONDS},
        {"count": 1},
        {"count": MOST_COUNT},
        {"intensity": 0},
        {"intensity": 10},
        {"note": "x" * LONGEST_NOTE},
        {"note": "tab\tand\r\nline 🌙"},
        {"id": "x" * LONGEST_ID},
        {"muscle": "lips"},
        {"muscle": "calf", "side": Side.LEFT},
        {"side": Side.LEFT},
    ],
)
def test_sound(fields: dict[str, Any]) -> None:
    assert fields_of(**fields) == []


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("happened_at", {"happened_at": NOW + CLOCK_TOLERANCE + timedelta(microseconds=1)}),
        ("happened_at", {"happened_at": datetime(1899, 12, 31, 23, 59, tzinfo=UTC)}),
        ("time_zone", {"time_zone": "Europe/Atlantis"}),
        ("time_zone", {"time_zone": ""}),
        ("duration_seconds", {"duration_seconds": -1}),
        ("duration_seconds", {"duration_seconds": DAY_SECONDS + 1}),
        ("count", {"count": 0}),
        ("count", {"count": MOST_COUNT + 1}),
        ("intensity", {"intensity": -1}),
        ("intensity", {"intensity": 11}),
        ("note", {"note": "x" * (LONGEST_NOTE + 1)}),
        ("note", {"note": "a\0b"}),
        ("note", {"note": "half \ud83d"}),
        ("id", {"id": ""}),
        ("id", {"id": "  "}),
        ("id", {"id": "x" * (LONGEST_ID + 1)}),
        ("id", {"id": "a\nb"}),
        ("muscle", {"muscle": "behind the knee"}),
        ("side", {"muscle": "lips", "side": Side.LEFT}),
    ],
)
def test_refused(field: str, fields: dict[str, Any]) -> None:
    assert fields_of(**fields) == [field]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *((name, []) for name in FIELDS),
        *((name, None) for name in ("id", "happened_at", "time_zone", "count", "noticed_by")),
        ("movement", "twitch"),
        ("side", "left"),
        ("muscle", 3),
        ("count", True),
        ("count", "3"),
        ("intensity", False),
        ("duration_seconds", 2.5),
        ("happened_at", "2026-07-07T02:15:00Z"),
        ("happened_at", NOW.date()),
    ],
)
def test_a_value_of_another_type_is_a_problem_and_no_error(field: str, value: object) -> None:
    assert fields_of(**{field: value}) == [field]


def test_everything_that_is_wrong_is_said_at_once() -> None:
    assert fields_of(count=0, intensity=11, id="", muscle="knee") == [
        "muscle",
        "count",
        "intensity",
        "id",
    ]


def test_a_side_belongs_to_every_muscle_but_those_in_the_middle() -> None:
    for muscle in MUSCLES:
        assert fields_of(muscle=muscle.id, side=Side.BOTH) == (["side"] if muscle.midline else [])


def test_a_problem_is_a_sentence_with_its_values() -> None:
    [found] = problems(replace(strategies.PLAIN, muscle="knee"), as_of=NOW)
    assert str(found) == "“knee” is not in the list of muscles. Choose one, or “Not sure where”."
    assert str(Problem("note", "No values.")) == "No values."


def test_zones_are_found_by_their_exact_name() -> None:
    assert zone_named("Europe/Berlin").key == "Europe/Berlin"
    assert "Europe/Berlin" in zone_names()
    for name in ("europe/berlin", "", "../etc/passwd"):
        with pytest.raises(KeyError):
            zone_named(name)


@given(strategies.entries())
def test_the_future_is_never_sound(entry: Entry) -> None:
    later = replace(entry, happened_at=strategies.LATEST + timedelta(days=1))
    assert "happened_at" in [problem.field for problem in problems(later, as_of=strategies.LATEST)]
