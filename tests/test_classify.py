"""``manage.py classify``: one line a row, whatever the file is like."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "tests" / "data" / "criteria_examples.csv"


def run(path: Path, *options: str, fails: bool = False) -> tuple[list[dict[str, Any]], list[str]]:
    """The lines printed, read, and the messages."""
    out, err = io.StringIO(), io.StringIO()
    if fails:
        with pytest.raises(SystemExit) as ended:
            call_command("classify", str(path), *options, stdout=out, stderr=err)
        assert ended.value.code == 1
    else:
        call_command("classify", str(path), *options, stdout=out, stderr=err)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines()


def written(folder: Path, text: str) -> Path:
    """A file with that text."""
    path = folder / "diary.csv"
    path.write_bytes(text.encode())
    return path


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
    jerk = '"episodes": [{"movement": "jerk", "woke": "asleep", "happened_at": "2026-07-07T02:15Z"}]'
    path = written(tmp_path, f'{{"format": "twitchlog-diary", "version": 1, {days}, {jerk}}}')
    assert run(path) == ([{"row": 1, "flags": ["jerk_woke_me"], "asks": []}], [])


def test_the_lines_are_exactly_as_promised(tmp_path: Path) -> None:
    path = written(tmp_path, "movement,muscle,woke\ntwitch,not_sure_where,yes\ntwitch,erector_spinae,asleep\n")
    out = io.StringIO()
    call_command("classify", str(path), stdout=out)
    assert out.getvalue() == (
        '{"row": 1, "flags": [], "asks": ["muscle", "type"]}\n{"row": 2, "flags": ["back_muscles"], "asks": ["type"]}\n'
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
def test_any_of_the_rules_columns_may_be_absent(tmp_path: Path, text: str, flags: list[str], asks: list[str]) -> None:
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
    assert messages[1].startswith("line 3, movement: “hop” is not a movement. Use one of twitch, jerk")
    assert all(message.endswith("Read as not recorded.") for message in messages)


def test_a_place_in_ones_own_words_is_asked_for(tmp_path: Path) -> None:
    lines, messages = run(written(tmp_path, "movement,muscle\ntwitch,behind the knee\n"))
    assert lines == [{"row": 1, "flags": [], "asks": ["muscle"]}]
    assert messages == [
        "line 2, muscle: “behind the knee” is not in the list of muscles; it is read as a place in your own words."
    ]


def test_a_row_whose_cells_cannot_be_told_apart_is_printed_and_said(tmp_path: Path) -> None:
    lines, messages = run(written(tmp_path, "movement,muscle\ntwitch,multifidus,left\njerk,calf\n"), fails=True)
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
    assert lines == [{"row": 1, "flags": ["back_muscles"], "asks": []}, {"row": 2, "flags": [], "asks": []}]


HEADER = "happened_at,time_zone,movement,count\n"
LATE_AND_EARLY = "2026-07-06T23:00+03:00,,twitch,6\n2026-07-07T03:00+03:00,,,6\n"


@pytest.mark.parametrize(
    ("rows", "options", "verdict"),
    [
        (",,twitch,60\n", ["--answer", "no"], "not met"),
        (",,twitch,60\n", [], "not asked"),
        ("2026-07-06T23:00Z,,twitch,10\n", ["--limit", "10"], "not asked"),
        ("2026-07-06T23:00Z,,twitch,11\n", ["--limit", "10"], "met"),
        ("2026-07-06T23:00Z,,twitch,11\n", ["--limit", "10", "--answer", "no"], "not met"),
        ("", ["--answer", "yes"], "met"),
        ("", ["--answer", "not-sure"], "cannot tell"),
        (LATE_AND_EARLY, ["--limit", "10"], "met"),
        (LATE_AND_EARLY.replace("+03:00", ""), ["--limit", "10"], "met"),
        (LATE_AND_EARLY.replace("+03:00,", "+03:00,Asia/Tokyo"), ["--limit", "10"], "met"),
        # 23:00+03:00 is 10:00 in Honolulu, the day before 03:00+03:00, which is 14:00: two nights.
        (LATE_AND_EARLY.replace("+03:00,", "+03:00,Pacific/Honolulu"), ["--limit", "10"], "not asked"),
        ("2026-07-06T11:59,,twitch,6\n2026-07-06T12:00,,twitch,6\n", ["--limit", "10"], "not asked"),
        ("2026-07-06T23:00Z,,jerk,11\n", ["--limit", "10"], "not asked"),
        ("2026-07-06T23:00Z,,twitch,6\n,,twitch,6\n", ["--limit", "10"], "cannot tell"),
        ("2026-07-06T23:00Z,,twitch,\n", ["--limit", "0"], "met"),
    ],
)
def test_the_period(tmp_path: Path, rows: str, options: list[str], verdict: str) -> None:
    lines, messages = run(written(tmp_path, HEADER + rows), "--period", *options)
    assert lines[-1] == {"period": {"too_many": verdict}}
    assert messages == []


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("yesterday,,twitch,11", "line 2, happened_at: “yesterday” is not a date and time. Read as not recorded."),
        ("2026-07-06,,twitch,11", "line 2, happened_at: “2026-07-06” is not a date and time. Read as not recorded."),
        ("9999-12-31T23:59-12:00,,twitch,11", "line 2, happened_at: “9999-12-31T23:59-12:00” is not a date and time."),
        ("2026-07-06T23:00Z,Mars/Base,twitch,11", "line 2, time_zone: There is no time zone “Mars/Base”."),
        ("2026-07-06T23:00Z,,twitch,lots", "line 2, count: “lots” is not a whole number. Read as not recorded."),
        ("2026-07-06T23:00Z,,twitch,0", "line 2, count: A count goes from 1 to 10000; this one is 0."),
    ],
)
def test_a_period_says_what_it_could_not_date_or_count(tmp_path: Path, row: str, message: str) -> None:
    path = written(tmp_path, HEADER + row + "\n")
    lines, messages = run(path, "--period", "--limit", "10", fails=True)
    assert [one.startswith(message) for one in messages] == [True]
    assert lines[-1]["period"]["too_many"] == ("not asked" if "count" in message else "cannot tell")
    assert run(path)[1] == []  # nobody asked for times and counts


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), (b"movement\ncaf\x8e\n", "line 2: This line is not UTF-8"), (b"a,b\n1,2\n", "header")],
)
def test_a_file_that_is_no_diary(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "diary.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("classify", str(path), stdout=io.StringIO())


@pytest.mark.parametrize("name", ["no-such-file.csv", "."])
def test_a_file_that_cannot_be_opened(tmp_path: Path, name: str) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("classify", str(tmp_path / name))


@pytest.mark.parametrize("options", [["--answer", "yes"], ["--limit", "5"], ["--period", "--limit", "-1"]])
def test_options_that_make_no_sense_together(options: list[str]) -> None:
    with pytest.raises(CommandError, match=r"--period|below zero"):
        call_command("classify", str(EXAMPLES), *options)


def test_standard_input_and_no_place_for_a_diary(tmp_path: Path) -> None:
    """The whole program, where the folder for data can neither be read nor made."""
    blocked = tmp_path / "a-file"
    blocked.touch()
    environment = {**os.environ, "DATA_DIR": str(blocked / "data"), "PYTHONIOENCODING": "ascii"}
    environment.pop("SECRET_KEY", None)
    ran = subprocess.run(
        [sys.executable, "manage.py", "classify", "-"],
        cwd=ROOT,
        env=environment,
        input="muscle\nmultifidus\nFüße\n",
        encoding="utf-8",
        capture_output=True,
        check=True,
    )
    assert (
        ran.stdout == '{"row": 1, "flags": ["back_muscles"], "asks": []}\n{"row": 2, "flags": [], "asks": ["muscle"]}\n'
    )
    assert "line 3, muscle" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_reader_who_has_seen_enough_ends_it_quietly(tmp_path: Path) -> None:
    """As ``| head`` does."""
    path = written(tmp_path, "movement\n" + "twitch\n" * 20_000)
    with subprocess.Popen(
        [sys.executable, "manage.py", "classify", str(path)],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline() == b'{"row": 1, "flags": [], "asks": ["muscle"]}\n'
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141
