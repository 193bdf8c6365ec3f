"""Diary files in bytes: what is refused, and by which line and field it is named."""

from __future__ import annotations

import io
from typing import Any

import pytest

from journal.diary_file import (
    FileError,
    open_rows,
)
from journal.diary_file.file_format import LONGEST_LINE
from tests.diary_file.told_rows import told


def wrong_of(text: str | bytes) -> list[tuple[int, str, str]]:
    """Line, field and sentence of all that is wrong."""
    return [(one.line, problem.field, str(problem)) for one in told(text) for problem in one.wrong]


def remarks_of(text: str) -> list[tuple[int, str, str]]:
    """Line, field and sentence of all remarks."""
    return [
        (one.line, problem.field, str(problem)) for one in told(text) for problem in one.remarks
    ]


@pytest.mark.parametrize(
    ("written", "field", "words"),
    [
        ("2026-07-07T02:15+02:00,Asia/Tokyo", "time_zone", "there it is 2026-07-07 09:15"),
        ("2026-03-29T02:30,Europe/Berlin", "happened_at", "it is read as 03:30"),
        ("2025-10-26T02:30,Europe/Berlin", "happened_at", "twice"),
    ],
)
def test_what_was_made_of_an_odd_time_is_said(written: str, field: str, words: str) -> None:
    [(line, about, text)] = remarks_of(f"happened_at,time_zone\n{written}\n")
    assert (line, about) == (2, field)
    assert words in text


def test_utc_claims_no_wall_clock() -> None:
    assert remarks_of("happened_at,time_zone\n2026-07-07T00:15Z,Asia/Tokyo\n") == []


@pytest.mark.parametrize(
    ("row", "field", "words"),
    [
        (",,twitch", "happened_at", "missing"),
        ("yesterday,,", "happened_at", "“yesterday” is not a time"),
        ("2026-07-07,,", "happened_at", "time of day is missing"),
        ("2026-07-07T25:15Z,,", "happened_at", "is not a time"),
        ("2026-07-07+02:00,,", "happened_at", "“2026-07-07+02:00” is not a time"),
        ("2026-07-07-02:15,,", "happened_at", "is not a time"),
        ("2026-07-07102:15,,", "happened_at", "is not a time"),
        ("2026-W28T02:15,,", "happened_at", "is not a time"),
        ("2026-07-07T02:15,Europe/Atlantis,", "time_zone", "Europe/Atlantis"),
        ("2027-07-07T02:15Z,,", "happened_at", "future"),
        ("1899-07-07T02:15Z,,", "happened_at", "1900"),
        ("0001-01-01T00:00+14:00,,", "happened_at", "1900"),
        ("9999-12-31T23:59-12:00,,", "happened_at", "future"),
        ("0001-01-01T00:00,Asia/Tokyo,", "happened_at", "1900"),
        ("2026-07-07T02:15Z,,hop", "movement", "“hop” is not a movement. Use one of twitch, jerk"),
        ("2026-07-07T02:15Z,,none", "happened_at", "a night without twitches"),
        ("nonsense,,none", "happened_at", "a night without twitches"),
        ("2026-W28,,none", "happened_at", "a night without twitches"),
        ("2026-07-06,Europe/Berlin,none", "time_zone", "nothing but its date"),
        ("2036-07-06,,none", "happened_at", "future"),
        ("1836-07-06,,none", "happened_at", "1900"),
        ("2026-07-07T02:15Z,,twitch,extra", "", "4 cells"),
    ],
)
def test_a_wrong_row_is_named_by_line_and_field(row: str, field: str, words: str) -> None:
    sound = "2026-07-07T02:15Z,,twitch"
    [(line, about, text)] = wrong_of(f"happened_at,time_zone,movement\n{sound}\n{row}\n{sound}\n")
    assert (line, about) == (3, field)
    assert words in text


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("muscle", "my left arm", "is not in the list"),
        ("side", "upper", "is not a side"),
        ("phase", "dreaming", "is not a phase"),
        ("woke", "maybe", "Did it wake you?"),
        ("noticed_by", "dog", "who noticed it"),
        ("called_back", "perhaps", "call this your back"),
        ("duration_seconds", "-1", "below zero"),
        ("duration_seconds", "86401", "at most one day"),
        ("duration_seconds", "a while", "“a while” is not a whole number"),
        ("duration_seconds", "1.5", "is not a whole number"),
        ("duration_seconds", "9" * 5000, "is not a whole number"),
        ("count", "0", "at least one"),
        ("count", "10001", "at most"),
        ("intensity", "11", "0 to 10"),
        ("note", "x" * 2001, "2000 characters"),
        ("id", "x" * 65, "1 to 64"),
        ("id", "a\tb", "1 to 64"),
    ],
)
def test_a_wrong_value_is_refused(column: str, value: str, words: str) -> None:
    [(line, about, text)] = wrong_of(f"happened_at,{column}\n2026-07-07T02:15Z,{value}\n")
    assert (line, about) == (2, column)
    assert words in text
    assert len(text) < 300


def test_a_row_is_named_by_the_line_it_starts_on() -> None:
    text = (
        'happened_at,note\n2026-07-07T02:15Z,"one\n\ntwo"\n\nnonsense,"three\nfour"\n'
        "2026-07-07T02:16Z,\n"
    )
    assert [one.line for one in told(text)] == [2, 6, 8]
    assert [line for line, _field, _text in wrong_of(text)] == [6]


def test_every_problem_of_a_row_is_said_at_once() -> None:
    found = wrong_of("happened_at,movement,woke,count\nnever,hop,maybe,many\n")
    assert {field for _line, field, _text in found} == {"happened_at", "movement", "woke", "count"}


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b"", None, "empty"),
        (b"\n\r\n  \n", None, "empty"),
        (b"2026-07-07T02:15Z,twitch\n", 1, "header"),
        (b"happened_at,movement,Movement\n", 1, "more than once"),
        (b"happened_at,note\n2026-07-07T02:15Z,caf\x8e\n", 2, "not UTF-8"),
        (b'[{"happened_at": "2026-07-07T02:15Z"}]', 1, "A diary in JSON is an object"),
        (b"happened_at,note\n2026-07-07T02:15Z,a\0b\n", 2, "NUL"),
        (b'happened_at,note\n2026-07-07T02:15Z,x\n2026-07-07T02:15Z,"open\n', 3, "quotes"),
        (b'happened_at,note\n2026-07-07T02:15Z,"a"b\n', 2, "quotes"),
        (b"happened_at,note\n2026-07-07T02:15Z," + b"x" * (LONGEST_LINE + 9), 2, "too long"),
        (b"happened_at,note\n2026-07-07T02:15Z," + b"x" * 200_000, 2, "too long"),
    ],
)
def test_a_file_that_cannot_be_read_on(content: bytes, line: int | None, words: str) -> None:
    with pytest.raises(FileError) as refused:
        told(content)
    assert refused.value.line == line
    assert words in str(refused.value)


def test_a_line_without_end_is_not_read_to_its_end() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            buffer[:] = b"x" * len(buffer)
            self.given += len(buffer)
            return len(buffer)

    endless = Endless()
    with pytest.raises(FileError, match="too long"):
        open_rows(endless)  # type: ignore[arg-type]
    assert endless.given < 4 * LONGEST_LINE
