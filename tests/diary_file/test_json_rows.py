"""The JSON form in bytes: what is read in any layout, and what is refused and where."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from journal.diary_file import FileError, ParsedRow, as_json, json_text, open_rows, read
from journal.diary_file.file_format import LONGEST_LINE
from journal.diary_file.writers import ExportedEpisode
from tests import strategies

NOW = datetime(2026, 7, 20, 10, 0, tzinfo=UTC)
EPISODE = {"id": "a", "happened_at": "2026-07-07T02:15Z", "movement": "twitch"}


def told(text: str | bytes) -> list[ParsedRow]:
    """Everything that a file says."""
    file = io.BytesIO(text if isinstance(text, bytes) else text.encode())
    return list(read(open_rows(file), default_zone="Europe/Berlin", as_of=NOW))


def diary(*episodes: Any, nights: Any = (), **more: Any) -> dict[str, Any]:
    """A diary as an object."""
    return {
        "format": "twitchlog-diary",
        "version": 1,
        "episodes": [*episodes],
        "nights": [*nights],
        **more,
    }


def wrong_of(text: str) -> list[tuple[int, str, str]]:
    """Line, field and sentence of all that is wrong."""
    return [(one.line, problem.field, str(problem)) for one in told(text) for problem in one.wrong]


@pytest.mark.parametrize("indent", [None, 0, 4])
@pytest.mark.parametrize("before", ["", "\n\n  ", "\ufeff"])
def test_any_layout(indent: int | None, before: str) -> None:
    night = {"night_of": "2026-07-05", "recorded_at": "2026-07-06T09:00:00Z"}
    first, second = told(before + json.dumps(diary(EPISODE, nights=[night]), indent=indent))
    assert first.entry
    assert (first.entry.id, second.night, second.recorded_at) == (
        "a",
        date(2026, 7, 5),
        datetime(2026, 7, 6, 9, 0, tzinfo=UTC),
    )


def test_lists_may_be_absent_or_come_first() -> None:
    assert told('{"format": "twitchlog-diary", "version": 1}') == []
    assert (
        len(told(json.dumps({"episodes": [EPISODE], "version": 1, "format": "twitchlog-diary"})))
        == 1
    )


def test_entries_know_their_line() -> None:
    text = json.dumps(diary(EPISODE, {**EPISODE, "id": "b", "movement": "hop"}), indent=1)
    [(line, field, sentence)] = wrong_of(text)
    assert text.splitlines()[line - 1].strip() == "{"
    assert (line, field) == (10, "movement")
    assert "“hop”" in sentence


def test_a_diary_longer_than_the_window_is_read_in_stretches(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_text, "LONGEST_LINE", 4_000)
    monkeypatch.setattr(json_text, "_CHUNK", 1_000)
    text = json.dumps(
        diary(*({**EPISODE, "id": str(number), "note": "x" * number} for number in range(300))),
        indent=2,
    )
    rows = told(text)
    assert [len(one.entry.note) for one in rows if one.entry] == list(range(300))
    lines = text.split("\n")
    assert all(f'"id": "{number}"' in lines[one.line] for number, one in enumerate(rows))


def test_a_long_diary_may_stand_on_one_line() -> None:
    text = json.dumps(
        diary(*({**EPISODE, "id": str(number), "note": "x" * 2_000} for number in range(700)))
    )
    assert len(text) > LONGEST_LINE
    assert "\n" not in text
    assert [one.entry.id for one in told(text) if one.entry] == [
        str(number) for number in range(700)
    ]


def test_numbers_may_be_texts_and_null_is_not_recorded() -> None:
    episode = {
        **EPISODE,
        "count": "12",
        "duration_seconds": 20,
        "woke": None,
        "note": None,
        "intensity": "",
    }
    [only] = told(json.dumps(diary(episode)))
    assert only.entry
    assert (only.entry.count, only.entry.duration_seconds, only.entry.woke, only.entry.note) == (
        12,
        20,
        None,
        "",
    )


def test_notes_are_not_treated_for_spreadsheets() -> None:
    [only] = told(json.dumps(diary({**EPISODE, "note": "'=1"})))
    assert only.entry
    assert only.entry.note == "'=1"


def test_names_that_no_diary_has_are_reported_once() -> None:
    text = json.dumps(
        diary({**EPISODE, "mood": 1}, {"mood": {}, **EPISODE}, nights=[{"moon": 1}], app="x")
    )
    rows = open_rows(io.BytesIO(text.encode()))
    assert len(list(rows)) == 3
    assert rows.unknown == ["mood", "moon", "app"]


@pytest.mark.parametrize(
    ("episode", "field", "words"),
    [
        ([], "", "object with named fields"),
        ("text", "", "object with named fields"),
        ({**EPISODE, "count": 1.5}, "count", "“count” is neither a text nor a whole number"),
        ({**EPISODE, "count": True}, "count", "“count” is neither"),
        ({**EPISODE, "note": ["a"]}, "note", "“note” is neither"),
        ({**EPISODE, "note": "half \ud83d"}, "note", "cannot be stored"),
        ({**EPISODE, "note": "a\0b"}, "note", "cannot be stored"),
        ({**EPISODE, "recorded_at": "soon"}, "recorded_at", "“soon” is not a time with an offset"),
        (
            {**EPISODE, "recorded_at": "2026-07-07T02:15"},
            "recorded_at",
            "is not a time with an offset",
        ),
        ({**EPISODE, "recorded_at": "2026-07-21T02:15Z"}, "recorded_at", "future"),
    ],
)
def test_a_wrong_entry(episode: Any, field: str, words: str) -> None:
    [(_line, about, sentence)] = wrong_of(json.dumps(diary(episode)))
    assert about == field
    assert words in sentence


@pytest.mark.parametrize(
    "night", [{"night": "2026-07-05"}, {"night_of": 7}, {"night_of": "2026-07-05T23:00Z"}]
)
def test_a_wrong_night(night: dict[str, Any]) -> None:
    [(_line, field, sentence)] = wrong_of(json.dumps(diary(nights=[night])))
    assert (field, sentence) == (
        "night_of",
        "A night is a date without a time of day, like 2026-07-06.",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "breaks off"),
        ('{"episodes": [', "line 1: This is not the JSON of a diary"),
        ('{"episodes": [{"id": "a"}', "breaks off"),
        ('{"episodes": [{"id": "a"} {}]', "malformed"),
        ('{\n"episodes":\n[{"id": NaN}]}', "line 3"),
        ('{"episodes": {}}', "malformed"),
        ("{1: 2}", "malformed"),
        ('{"a": 1,}', "malformed"),
        ('{"episodes": [{"id": "a", "id": "b"}]}', "names a field twice"),
        ('{"episodes": [], "episodes": []}', "“episodes” stands in the file twice"),
        ("{}", "not a Twitchlog diary of version 1"),
        ('{"format": "twitchlog-diary", "version": 2}', "not a Twitchlog diary of version 1"),
        ('{"format": "other", "version": 1}', "not a Twitchlog diary of version 1"),
        ('{"format": "twitchlog-diary", "version": 1} more', "malformed"),
        ('{"a": ' + "[" * 100_000, "malformed"),
        ('{"a": ' + "9" * 5_000 + "}", "malformed"),
        ('{"a": "' + "x" * (LONGEST_LINE + 10), "breaks off"),
        ('{"a":\n"' + "x" * (LONGEST_LINE + 10) + '"}', "line 2"),
    ],
)
def test_a_file_that_cannot_be_read_on(text: str, words: str) -> None:
    with pytest.raises(FileError, match=words):
        told(text)


def test_a_byte_that_is_no_utf_8_is_refused() -> None:
    text = json.dumps(diary({**EPISODE, "note": "caf?"})).encode().replace(b"?", b"\xe9")
    [one] = told(text)
    assert [problem.field for problem in one.wrong] == ["note"]


def test_a_zone_that_is_not_known_here_is_written_in_utc() -> None:
    lost = ExportedEpisode(
        strategies.PLAIN.__class__(id="a", happened_at=strategies.LATEST, time_zone="Mars/Base"),
        NOW,
        "form",
    )
    [episode] = json.loads("".join(as_json([lost], [])))["episodes"]
    assert (episode["happened_at"], episode["time_zone"]) == ("2026-07-20T10:00:00Z", "Mars/Base")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_tells_the_encoding(encoding: str) -> None:
    text = json.dumps(diary({**EPISODE, "note": "Füße"}), ensure_ascii=False, indent=1)
    [only] = told(text.encode(encoding))
    assert only.entry
    assert only.entry.note == "Füße"


def test_a_file_that_is_cut_off_within_a_character_is_said() -> None:
    text = json.dumps(diary({**EPISODE, "note": "Füße"}), ensure_ascii=False)
    with pytest.raises(FileError, match="no longer UTF-16"):
        told(text.encode("utf-16")[:-1])


@pytest.mark.parametrize(
    ("number", "words"), [(12.0, ""), (1e300, "is not a whole number"), (12.5, "neither a text")]
)
def test_json_does_not_tell_a_whole_number_from_a_decimal_one(number: float, words: str) -> None:
    [only] = told(json.dumps(diary({**EPISODE, "count": number})))
    assert [words in str(problem) for problem in only.wrong] == ([True] if words else [])
    assert words or (only.entry and only.entry.count == 12)
