"""``manage.py classify``: one line a row, whatever the file is like."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.management.classified_files import EXAMPLES, run, written


def test_the_worked_examples() -> None:
    lines, messages = run(EXAMPLES)
    rows = list(csv.DictReader(EXAMPLES.read_text(encoding="utf-8").splitlines()))
    assert [(line["flags"], line["asks"]) for line in lines] == [
        (row["flags"].split(), row["asks"].split()) for row in rows
    ]
    assert [line["row"] for line in lines] == list(range(1, len(rows) + 1))
    assert messages == ["columns that no diary has, not read: name, flags, asks, why"]


def test_what_json_holds_beside_the_episodes_is_passed_over(tmp_path: Path) -> None:
    days = '"days": [{"night_of": "2026-07-06", "stress": "yes"}, {"night_of": "never"}, []]'
    jerk = (
        '"episodes": [{"movement": "jerk", "woke": "asleep", "happened_at": "2026-07-07T02:15Z"}]'
    )
    path = written(tmp_path, f'{{"format": "twitchlog-diary", "version": 1, {days}, {jerk}}}')
    assert run(path) == ([{"row": 1, "flags": ["jerk_woke_me"], "asks": []}], [])


def test_the_lines_are_exactly_as_promised(tmp_path: Path) -> None:
    path = written(
        tmp_path, "movement,muscle,woke\ntwitch,not_sure_where,yes\ntwitch,erector_spinae,asleep\n"
    )
    out = io.StringIO()
    call_command("classify", str(path), stdout=out)
    assert out.getvalue() == (
        '{"row": 1, "flags": [], "asks": ["muscle", "type"]}\n{"row": 2, "flags": '
        '["back_muscles"], "asks": ["type"]}\n'
    )


@pytest.mark.parametrize(
    ("text", "flags", "asks"),
    [
        ("movement,muscle\ntwitch,multifidus\n", ["back_muscles"], []),
        ("muscle\nmultifidus\n", ["back_muscles"], []),
        ("movement,woke,muscle\njerk,asleep,\n", ["jerk_woke_me"], []),
        ("movement\njerk\n", [], ["woke"]),
        ("woke\nasleep\n", [], ["muscle", "type"]),
        ("phase\nrem\n", [], ["muscle"]),
        ("movement,noticed_by\njerk,partner\n", [], []),
        ("note\nnothing that a rule reads\n", [], ["muscle"]),
        ("muscle,called_back\ntrapezius_upper,\n", [], ["back"]),
        ("movement,muscle\n Twitch ,MULTIFIDUS\n", ["back_muscles"], []),
    ],
)
def test_any_of_the_rules_columns_may_be_absent(
    tmp_path: Path, text: str, flags: list[str], asks: list[str]
) -> None:
    lines, messages = run(written(tmp_path, text))
    assert lines == [{"row": 1, "flags": flags, "asks": asks}]
    assert messages == []


def test_what_cannot_be_read_is_said_and_is_not_recorded(tmp_path: Path) -> None:
    text = "movement,muscle,woke\njerk,calf,nope\nhop,multifidus,no\n"
    lines, messages = run(written(tmp_path, text), fails=True)
    assert lines == [
        {"row": 1, "flags": [], "asks": ["woke"]},
        {"row": 2, "flags": ["back_muscles"], "asks": []},
    ]
    assert messages[0].startswith("line 2, woke: “nope” is not an answer")
    assert messages[1].startswith(
        "line 3, movement: “hop” is not a movement. Use one of twitch, jerk"
    )
    assert all(message.endswith("Read as not recorded.") for message in messages)


def test_a_place_in_ones_own_words_is_asked_for(tmp_path: Path) -> None:
    lines, messages = run(written(tmp_path, "movement,muscle\ntwitch,behind the knee\n"))
    assert lines == [{"row": 1, "flags": [], "asks": ["muscle"]}]
    assert messages == [
        (
            "line 2, muscle: “behind the knee” is not in the list of muscles; it is read as a "
            "place in your own words."
        )
    ]


def test_a_row_whose_cells_cannot_be_told_apart_is_printed_and_said(tmp_path: Path) -> None:
    lines, messages = run(
        written(tmp_path, "movement,muscle\ntwitch,multifidus,left\njerk,calf\n"), fails=True
    )
    assert [line["row"] for line in lines] == [1, 2]
    assert lines[0] == {"row": 1, "flags": [], "asks": ["muscle"]}
    assert messages[0].startswith("line 2: This row has 3 cells")


def test_a_night_without_twitches_has_neither_flags_nor_asks(tmp_path: Path) -> None:
    text = "id,happened_at,movement,muscle\nx,2026-07-06,none,\n,,none,\n"
    lines, messages = run(written(tmp_path, text))
    assert lines == [{"row": number, "flags": [], "asks": []} for number in (1, 2)]
    assert messages == []


@pytest.mark.parametrize("row", ["2026-07-06T02:15,none,", "2026-07-06,none,calf"])
def test_none_with_anything_else_is_not_a_movement(tmp_path: Path, row: str) -> None:
    _lines, messages = run(written(tmp_path, f"happened_at,movement,muscle\n{row}\n"), fails=True)
    assert messages[0].startswith("line 2, movement: “none” is not a movement")


def test_a_json_diary(tmp_path: Path) -> None:
    episodes = '"episodes": [{"movement": "twitch", "muscle": "multifidus", "mood": 3}]'
    nights = '"nights": [{"night_of": "2026-07-06"}]'
    text = f'{{{episodes}, {nights}, "format": "twitchlog-diary", "version": 1}}'
    lines, _messages = run(written(tmp_path, text))
    assert lines == [
        {"row": 1, "flags": ["back_muscles"], "asks": []},
        {"row": 2, "flags": [], "asks": []},
    ]
