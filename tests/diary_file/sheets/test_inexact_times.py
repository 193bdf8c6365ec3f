"""Times that are said to be inexact: read, with their words in the note, never silently exact."""

from __future__ import annotations

from datetime import time

import pytest

from journal.diary_file.sheets import line_words
from journal.diary_file.sheets.note_lines import line_parts
from journal.diary_file.sheets.written_moments import read_moment
from journal.diary_file.sheets.written_times import read_time
from tests.diary_file.sheets.bringing import bring

THREE = time(3)
QUARTER_PAST = time(3, 15)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        *(
            ("ca. 3 Uhr", THREE),
            ("um 3 herum", THREE),
            ("gegen 3 Uhr", THREE),
            ("so gegen 3", THREE),
        ),
        *(("about 3 am", THREE), ("~3:00", THREE), ("~ 3:15", QUARTER_PAST), ("3ish", THREE)),
        *(
            ("3:15-ish", QUARTER_PAST),
            ("3amish", THREE),
            ("c. 3:15", QUARTER_PAST),
            ("3:00?", THREE),
        ),
        *(("3:15 (?)", QUARTER_PAST), ("±3:15", QUARTER_PAST), ("3 am or so", THREE)),
        *(("vers 3 h", THREE), ("vers 3h15", QUARTER_PAST), ("environ 3 heures", THREE)),
        *(("hacia las 3", THREE), ("a eso de las 3:15", QUARTER_PAST), ("por volta das 3h", THREE)),
        *(("3時ごろ", THREE), ("3時15分頃", QUARTER_PAST), ("約3時", THREE)),
        *(("حوالي الساعة 3", THREE), ("٣:١٥ تقريبا", QUARTER_PAST)),
    ],
)
def test_an_inexact_time_is_read_and_known_as_one(text: str, at: time) -> None:
    assert read_time(text) == (at, False, True)


@pytest.mark.parametrize(
    "text",
    ["about 3", "ca. 3-4 Uhr", "between 2 and 3", "gegen Mitternacht", "about 25:00", "So 3:15"],
)
def test_what_names_no_one_time_is_none(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-01 ~3:15", "2026-03-01 ~ 3:15", "1 March 2026 ~ 3:15", "1.3.2026 ca. 3:15"),
        *("1.3.2026, um ca. 3:15 Uhr", "about 3:15 am 2026-03-01", "2026-03-01 3:15?"),
    ],
)
def test_a_day_with_an_inexact_time_is_read_and_known_as_one(text: str) -> None:
    moment = read_moment(text)
    assert moment is not None
    assert moment.clock == (QUARTER_PAST, False, True)
    assert moment.day.weekdays is None


@pytest.mark.parametrize(
    ("line", "clock", "text"),
    [
        ("ca. 3 Uhr linke Wade", "ca. 3 Uhr", "linke Wade"),
        ("um 3 herum Wade", "um 3 herum", "Wade"),
        ("3:15? left calf", "3:15?", "left calf"),
        ("3 am or so, left calf", "3 am or so", "left calf"),
        ("left calf at about 3:15", "at about 3:15", "left calf"),
        ("left calf ~3:15, bad", "~3:15", "left calf, bad"),
        ("linke Wade um 3:15 herum, schlimm", "um 3:15 herum", "linke Wade, schlimm"),
        ("left calf 2:15 am, about five times", "2:15 am", "left calf, about five times"),
        ("3:15 about 5 twitches", "3:15", "about 5 twitches"),
        ("about 3 twitches left calf", "", "about 3 twitches left calf"),
    ],
)
def test_a_line_keeps_the_words_with_its_time(line: str, clock: str, text: str) -> None:
    parts = line_parts(line)
    assert (parts.time, parts.text) == (clock, text)


def test_the_entry_keeps_the_words_and_the_preview_says_so() -> None:
    brought = bring("Datum;Uhrzeit;Wo\n01.03.2026;ca. 3 Uhr;Wade\n02.03.2026;03:15;Wade\n")
    assert brought.local_times == ["2026-03-01 03:00:00", "2026-03-02 03:15:00"]
    assert [entry.note for entry in brought.entries] == ["Uhrzeit: ca. 3 Uhr", ""]
    assert [[str(remark) for remark in row.remarks] for row in brought.rows] == [
        ["“ca. 3 Uhr” is not exact: it is read as 03:00, and the note keeps it."],
        [],
    ]


def test_a_moment_and_a_line_keep_them_as_well() -> None:
    moment = bring("When,Where\n2026-03-01 ~3:15,calf\n2026-03-02 04:00,calf\n")
    assert moment.entries[0].note == "When: 2026-03-01 ~3:15"
    assert len(moment.rows[0].remarks) == 1
    lines = bring("1 March 2026\nabout 3 am left calf\n4:15 left calf\n")
    assert lines.entries[0].note == "time: about 3 am"
    assert lines.entries[1].note == ""


def test_an_inexact_end_is_a_length_and_stays_in_the_note() -> None:
    text = "Date,Start,End,Where\n2026-03-01,02:15,~2:20,calf\n2026-03-02,02:15,02:16,calf\n"
    first, second = bring(text).entries
    assert (first.duration_seconds, first.note) == (300, "End: ~2:20")
    assert (second.duration_seconds, second.note) == (60, "")


def test_a_typed_line_keeps_them_in_its_note() -> None:
    line = line_words("about 3 am left calf")
    assert (line.clock, line.note) == (THREE, "about 3 am left calf")
