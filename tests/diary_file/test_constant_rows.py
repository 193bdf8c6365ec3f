"""A row of a table that stands for a place where it went on and on."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.diary_file.test_wrong_rows import wrong_of
from tests.diary_file.told_rows import told

HEADER = "happened_at,movement,muscle,side,called_back,count"


def test_it_is_read_as_a_record() -> None:
    [row] = told(f"{HEADER}\n2026-07-06,constant,calf,left,,\n")
    assert row.wrong == []
    assert row.record
    assert row.record.key == (date(2026, 7, 6), "calf", "left")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("2026-07-06,constant,,left,,", "muscle"),
        ("2026-07-06,constant,knee,,,", "muscle"),
        ("2026-07-06,constant,tongue,left,,", "side"),
        ("2026-07-06T02:15,constant,calf,,,", "happened_at"),
        (",constant,calf,,,", "happened_at"),
        ("2027-07-06,constant,calf,,,", "happened_at"),
        ("2026-07-06,constant,calf,,,60", "count"),
    ],
)
def test_what_is_wrong_with_it_is_said_at_its_column(row: str, field: str) -> None:
    assert [(line, column) for line, column, _text in wrong_of(f"{HEADER}\n{row}\n")] == [
        (2, field)
    ]


def classified(tmp_path: Path, text: str, name: str, *arguments: str) -> list[object]:
    path, out = tmp_path / name, io.StringIO()
    path.write_text(text, encoding="utf-8")
    call_command("classify", str(path), *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


ROWS = (
    f"{HEADER}\n2026-07-06,constant,lower_back,,,\n2026-07-06,constant,trapezius_upper,,,\n"
    "2026-07-06T23:00,twitch,calf,,,3\n"
)
JSON = json.dumps(
    {
        "format": "twitchlog-diary",
        "version": 1,
        "constant_places": [
            {"night_of": "2026-07-06", "muscle": "lower_back"},
            {"night_of": "2026-07-06", "muscle": "trapezius_upper"},
        ],
        "episodes": [{"happened_at": "2026-07-06T23:00", "movement": "twitch", "count": 3}],
    }
)


@pytest.mark.parametrize(("text", "name"), [(ROWS, "diary.csv"), (JSON, "diary.json")])
def test_classify_reads_it_as_the_rules_do(tmp_path: Path, text: str, name: str) -> None:
    lines = classified(tmp_path, text, name, "--period", "--limit", "10")
    assert lines[:2] == [
        {"row": 1, "flags": ["back_muscles"], "asks": []},
        {"row": 2, "flags": [], "asks": ["back"]},
    ]
    assert lines[-1] == {"period": {"too_many": "cannot tell"}}
