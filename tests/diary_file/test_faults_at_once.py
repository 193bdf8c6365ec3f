"""A row, an entry or a file with several faults: all are named at once, not one with each try."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from journal.diary_file import open_rows, read

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
LONG = "x" * 2001


def faults(text: str) -> list[list[str]]:
    """The fields that are named, row by row."""
    rows = read(open_rows(io.BytesIO(text.encode())), default_zone="Europe/Berlin", as_of=NOW)
    return [[problem.field for problem in row.wrong] for row in rows]


def table(**cells: str) -> str:
    """A table of one row."""
    return ",".join(cells) + "\n" + ",".join(cells.values()) + "\n"


@pytest.mark.parametrize(
    "cells",
    [
        {"movement": "hop", "count": "0"},
        {"happened_at": "never", "intensity": "11"},
        {"happened_at": "2027-01-01T00:00Z", "time_zone": "Mars/Base"},
        {"happened_at": "never", "time_zone": "Mars/Base"},
        {"happened_at": "", "muscle": "knee"},
        {
            "count": "many",
            "duration_seconds": "90000",
            "intensity": "-1",
            "note": LONG,
            "muscle": "knee",
            "side": "up",
        },
        {"id": "a\tb", "woke": "maybe", "note": LONG},
        {"id": "1E+05", "count": "0", "phase": "dream"},
        {"called_back": "perhaps", "noticed_by": "dog", "happened_at": "1899-01-01T00:00Z"},
    ],
)
def test_all_of_a_rows_faults_are_named(cells: dict[str, str]) -> None:
    [found] = faults(table(**{"happened_at": "2026-11-20T01:00Z", **cells}))
    assert sorted(found) == sorted(cells)


def test_a_night_with_two_faults() -> None:
    [found] = faults(table(happened_at="soon", movement="none", muscle="calf"))
    assert found == ["happened_at", "muscle"]


def test_every_row_is_looked_at() -> None:
    assert faults("happened_at,movement\nnever,hop\n2026-11-20T01:00Z,twitch\n,jump\n") == [
        ["happened_at", "movement"],
        [],
        ["happened_at", "movement"],
    ]


@pytest.mark.parametrize(
    ("kind", "record", "fields"),
    [
        (
            "episodes",
            {
                "id": [],
                "happened_at": {},
                "count": 1.5,
                "note": True,
                "woke": "perhaps",
                "intensity": 12,
            },
            6,
        ),
        (
            "episodes",
            {"id": "a", "happened_at": "2026-11-20T01:00Z", "recorded_at": "soon", "count": 0},
            2,
        ),
        ("nights", {"night_of": "soon", "recorded_at": "soon"}, 2),
        ("nights", {"night_of": [], "recorded_at": 1.5}, 2),
        (
            "mornings",
            {"night_of": "soon", "does_not_know": "so", "bed_at": "late", "woke_at": []},
            4,
        ),
        (
            "mornings",
            {
                "night_of": "2026-11-20",
                "bed_at": "2026-11-01T22:00Z",
                "woke_at": "2026-10-01T06:00Z",
            },
            2,
        ),
        ("days", {"caffeine": "some", "alcohol": 7, "note": LONG}, 4),
        ("appointments", {"worry": "1\n2\n3\n4", "next_step": LONG, "closed_at": "soon"}, 5),
        ("other_things", {"thing": "x", "answer": "y", "since": LONG}, 4),
    ],
)
def test_all_faults_of_a_record_are_named(kind: str, record: dict[str, Any], fields: int) -> None:
    [found] = faults(json.dumps({"format": "twitchlog-diary", "version": 1, kind: [record]}))
    assert len(found) == fields
