"""Days and times as people, phones and spreadsheets write them."""

from __future__ import annotations

from datetime import UTC, date, time, timedelta, timezone

import pytest
from babel import Locale

from journal.diary_file.sheets.calendar_names import MONTH_LANGUAGES, month_names
from journal.diary_file.sheets.folding import folded
from journal.diary_file.sheets.recipes import DayOrder
from journal.diary_file.sheets.written_days import read_day
from journal.diary_file.sheets.written_moments import read_moment
from journal.diary_file.sheets.written_times import read_time
from tests.diary_file.sheets.bringing import bring


def test_months_are_known_in_thirty_languages_and_none_means_two() -> None:
    assert len({name.partition("_")[0] for name in MONTH_LANGUAGES}) >= 25
    for name in MONTH_LANGUAGES:
        locale = Locale.parse(name)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, month in locale.months[context][width].items():
                    if not folded(month).isdigit():
                        assert month_names().get(folded(month), number) == number, (name, month)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-01", "2026/3/1", "20260301", "1.3.2026", "01. 03. 2026", "01.03.26"),
        *("1 Mar 2026", "March 1, 2026", "1st March 2026", "the 1st of March 2026", "1-Mar-26"),
        *("1. März 2026", "1 mars 2026", "1er mars 2026", "dim. 1 mars 2026"),
        *("1 de marzo de 2026", "1º de março de 2026", "1 marzo 2026", "1 maart 2026"),
        *("1 marca 2026", "1. března 2026", "1 mars 2026", "1. marts 2026", "1. maaliskuuta 2026"),
        *("1 Mart 2026", "1 марта 2026 г.", "1 березня 2026 р.", "1 Μαρτίου 2026"),
        *(
            "2026. március 1.",
            "1 martie 2026",
            "2026年3月1日",
            "2026年3月1日(日)",
            "2026년 3월 1일",
        ),
        *("1 مارس 2026", "١ مارس ٢٠٢٦", "1 במרץ 2026", "1 Maret 2026"),
        *("Sunday, 1 March 2026", "So, 01.03.2026", "Sun 2026-03-01"),
    ],
)
def test_a_day_is_read(text: str) -> None:
    day = read_day(text)
    assert day is not None
    assert day.on(None) == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["", "left calf", "3 5", "31.02.2026", "Monday", "12", "March"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


def test_a_day_with_two_readings_keeps_both_until_it_is_decided() -> None:
    day = read_day("03/04/2026")
    assert day is not None
    assert day.has_two_readings
    assert day.on(None) is None
    assert day.on(DayOrder.DAY_FIRST) == date(2026, 4, 3)
    assert day.on(DayOrder.MONTH_FIRST) == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        ("2569-03-01", "Buddhist"),
        ("01/03/2569", "Buddhist"),
        ("1447-09-12", "Hijri"),
        ("۱۲/۱۲/۱۴۰۴", "Persian"),
        ("令和8年3月1日", "Japanese"),
    ],
)
def test_years_of_other_calendars_are_named(text: str, calendar: str) -> None:
    day = read_day(text)
    assert day is not None
    assert day.calendar == calendar
    brought = bring(f"Date;Time;Where\n{text};02:15;calf\n2026-03-01;02:15;calf\n")
    ((line, reason),) = brought.wrong
    assert line == 2
    assert f"as the {calendar} calendar does" in reason


@pytest.mark.parametrize(
    ("text", "at"),
    [
        *(("2:15", "02:15:00"), ("02.15", "02:15:00"), ("2h15", "02:15:00"), ("2 Uhr", "02:00:00")),
        *(("02:15 Uhr", "02:15:00"), ("2:15 PM", "14:15:00"), ("2:15\u202fPM", "14:15:00")),
        *(("11:10 p.m.", "23:10:00"), ("12:05 am", "00:05:00"), ("12:05 pm", "12:05:00")),
        *(("02:15:33,5", "02:15:33"), ("02:15:33.999", "02:15:33"), ("2am", "02:00:00")),
        *(("午前2:15", "02:15:00"), ("午後2時15分", "14:15:00"), ("오전 2:15", "02:15:00")),
        *(("2:15 μ.μ.", "14:15:00"), ("٢:١٥ ص", "02:15:00"), ("2:53 a. m.", "02:53:00")),
        *(("kl. 02.15", "02:15:00"), ("um 2:15", "02:15:00")),
    ],
)
def test_a_time_is_read(text: str, at: str) -> None:
    assert read_time(text) == (time.fromisoformat(at), False, False)


def test_midnight_at_the_end_of_a_day_is_of_the_next() -> None:
    assert read_time("24:00") == (time(0), True, False)
    brought = bring("Date,Time,Where\n2026-03-01,24:00,calf\n")
    assert brought.local_times == ["2026-03-02 00:00:00"]


@pytest.mark.parametrize(
    "text",
    ["pre", "am", "mid", "pm", "all day", "night", "noon", "abends", "", "25:00", "2:60", "7"],
)
def test_parts_of_a_day_are_no_times(text: str) -> None:
    assert read_time(text) is None


def test_four_digits_are_a_time_only_where_times_are() -> None:
    assert read_time("0215") is None
    assert read_time("0215", bare=True) == (time(2, 15), False, False)


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-01T02:15", "2026-03-01 02:15:00", "1 Mar 2026 at 02:15", "01.03.2026 02:15"),
        *("1. März 2026 um 02:15", "1 mars 2026 à 02:15", "1 de marzo de 2026, 2:15"),
        *("1 de março de 2026 às 02:15", "Mar 1, 2026, 2:15\u202fAM", "02:15 01.03.2026"),
        *("2026年3月1日 2:15", "2026/03/01 午前2:15", "Sunday, March 1, 2026 at 2:15 AM"),
    ],
)
def test_a_day_with_a_time_is_read(text: str) -> None:
    moment = read_moment(text)
    assert moment is not None
    assert (moment.day.on(None), moment.clock.at) == (date(2026, 3, 1), time(2, 15))


def test_an_offset_is_an_instant() -> None:
    assert read_moment("2026-03-01T01:15:33.123Z").offset is UTC  # type: ignore[union-attr]
    moment = read_moment("2026-03-01 02:15:33 +0530")
    assert moment is not None
    assert moment.offset == timezone(timedelta(hours=5, minutes=30))


def test_a_day_alone_is_never_noon_or_midnight() -> None:
    brought = bring("Date,Where\n2026-03-01,calf\n2026-03-02,foot\n")
    assert brought.entries == []
    assert [row.untimed_note.text for row in brought.rows if row.untimed_note] == [
        "Where: calf",
        "Where: foot",
    ]


def test_the_repeated_hour_is_its_first_and_said() -> None:
    brought = bring("Date,Time,Where\n2026-10-25,02:30,calf\n2026-10-25,02:10,calf\n")
    assert [entry.happened_at.isoformat() for entry in brought.entries] == [
        "2026-10-25T00:30:00+00:00",
        "2026-10-25T00:10:00+00:00",
    ]
    assert [str(row.remarks[0]) for row in brought.rows] == [
        "The clocks showed this time twice; the first time is taken."
    ] * 2


def test_the_skipped_hour_is_moved_on_and_said() -> None:
    brought = bring("Date,Time,Where\n2026-03-29,02:30,calf\n")
    assert brought.local_times == ["2026-03-29 03:30:00"]
    assert "put forward" in str(brought.rows[0].remarks[0])


def test_a_year_that_is_not_written_is_said() -> None:
    brought = bring("Sunday 1 March\n02:15 left calf\n")
    assert brought.local_times == ["2026-03-01 02:15:00"]
    assert str(brought.rows[1].remarks[0]) == "The year is not written; it is read as 2026."


@pytest.mark.parametrize("night", ["12./13.03.2026", "12.-13.03.2026", "12/13 Mar 2026"])
def test_a_night_by_both_its_days_is_the_one_that_begins_on_the_first(night: str) -> None:
    brought = bring(f"Nacht;Uhrzeit;Wo\n{night};02:15;Wade\n{night};;Fuß\n")
    assert brought.local_times == ["2026-03-13 02:15:00"]
    note = brought.rows[1].untimed_note
    assert note is not None
    assert str(note.night) == "2026-03-12"


@pytest.mark.parametrize(
    ("night", "first"),
    [
        *(("28.02./01.03.2026", (2026, 2, 28)), ("28 Feb/1 Mar 2026", (2026, 2, 28))),
        *(("28. Februar – 1. März 2026", (2026, 2, 28)), ("29.2./1.3.2024", (2024, 2, 29))),
        *(("31.12./01.01.2026", (2025, 12, 31)), ("31.12.2025/1.1.2026", (2025, 12, 31))),
    ],
)
def test_both_days_of_a_night_may_be_written_out(night: str, first: tuple[int, int, int]) -> None:
    day = read_day(night)
    assert day is not None
    assert day.on(None) == date(*first)


@pytest.mark.parametrize("text", ["28.2./1.3.2024", "28.02./03.03.2026", "01.03./28.02.2026"])
def test_two_days_that_do_not_follow_each_other_are_no_day(text: str) -> None:
    assert read_day(text) is None


def test_two_days_that_are_no_night_are_no_day() -> None:
    assert read_day("12./15.03.2026") is None


def test_a_japanese_minute_may_have_one_digit() -> None:
    assert bring("日付,時刻,部位\n2026年3月1日,午後11時5分,まぶた\n").local_times == [
        "2026-03-01 23:05:00"
    ]


def test_a_length_may_have_a_decimal_comma() -> None:
    text = "Datum;Uhrzeit;Dauer\n01.03.2026;02:15;1,5 min\n02.03.2026;02:15;30 s\n"
    assert [entry.duration_seconds for entry in bring(text).entries] == [90, 30]


@pytest.mark.parametrize("note", ["ca", "me", "so"])
def test_a_short_word_in_a_note_is_no_day_of_the_week(note: str) -> None:
    """12/09/2026 is a Wednesday with the month first, and "me" is one in French."""
    rows = "09/03/2026;\n11/04/2026;\n12/09/2026;" + note + "\n"
    asked = bring(f"Date;Note\n{rows}").recipe.day_order
    assert asked is not DayOrder.MONTH_FIRST
