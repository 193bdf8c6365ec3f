"""``manage.py classify`` over a period, and what it says of files and options without sense."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.management.classified_files import EXAMPLES, ROOT, run, written

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
        (
            LATE_AND_EARLY.replace("+03:00,", "+03:00,Pacific/Honolulu"),
            ["--limit", "10"],
            "not asked",
        ),
        (
            "2026-07-06T11:59,,twitch,6\n2026-07-06T12:00,,twitch,6\n",
            ["--limit", "10"],
            "not asked",
        ),
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
        (
            "yesterday,,twitch,11",
            "line 2, happened_at: “yesterday” is not a date and time. Read as not recorded.",
        ),
        (
            "2026-07-06,,twitch,11",
            "line 2, happened_at: “2026-07-06” is not a date and time. Read as not recorded.",
        ),
        (
            "9999-12-31T23:59-12:00,,twitch,11",
            "line 2, happened_at: “9999-12-31T23:59-12:00” is not a date and time.",
        ),
        (
            "2026-07-06T23:00Z,Mars/Base,twitch,11",
            "line 2, time_zone: There is no time zone “Mars/Base”.",
        ),
        (
            "2026-07-06T23:00Z,,twitch,lots",
            "line 2, count: “lots” is not a whole number. Read as not recorded.",
        ),
        (
            "2026-07-06T23:00Z,,twitch,0",
            "line 2, count: A count goes from 1 to 10000; this one is 0.",
        ),
    ],
)
def test_a_period_says_what_it_could_not_date_or_count(
    tmp_path: Path, row: str, message: str
) -> None:
    path = written(tmp_path, HEADER + row + "\n")
    lines, messages = run(path, "--period", "--limit", "10", fails=True)
    assert [line.startswith(message) for line in messages] == [True]
    assert lines[-1]["period"]["too_many"] == ("not asked" if "count" in message else "cannot tell")
    assert run(path)[1] == []  # nobody asked for times and counts


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"movement\ncaf\x8e\n", "line 2: This line is not UTF-8"),
        (b"a,b\n1,2\n", "header"),
    ],
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


@pytest.mark.parametrize(
    "options", [["--answer", "yes"], ["--limit", "5"], ["--period", "--limit", "-1"]]
)
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
        ran.stdout
        == '{"row": 1, "flags": ["back_muscles"], "asks": []}\n{"row": 2, "flags": [], "asks": '
        '["muscle"]}\n'
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
