"""Oura's nights: digits from bedtime on."""

from __future__ import annotations

import json

import pytest

from tests.device_sleep.exports import new_reading, remarks_of, sleeps_in, told

HEAD = "day,type,bedtime_start,bedtime_end,sleep_phase_5_min,average_hrv\n"
START, END = "2026-01-05T23:10:30+01:00", "2026-01-05T23:34:00+01:00"


def row(digits: str, kind: str = "long_sleep", start: str = START, end: str = END) -> str:
    """A row of the table."""
    return f"2026-01-06,{kind},{start},{end},{digits},40\n"


NIGHT = [
    ("05 22:10", "05 22:34", "in_bed"),
    ("05 22:10", "05 22:15", "awake"),
    ("05 22:15", "05 22:25", "light"),
    ("05 22:25", "05 22:30", "deep"),
    ("05 22:30", "05 22:34", "rem"),
]


@pytest.mark.parametrize("by", [",", ";"])
def test_a_night_of_five_minutes_a_digit(by: str) -> None:
    reading = new_reading()
    [sleep] = sleeps_in((HEAD + row("42213")).replace(",", by).encode(), reading)
    assert told(sleep) == NIGHT
    assert (sleep.source, sleep.time_zone) == ("Oura", "+01:00")
    assert remarks_of(reading) == []


def test_the_api_and_the_finer_digits() -> None:
    night = {
        "id": "a",
        "type": "long_sleep",
        "bedtime_start": START,
        "bedtime_end": END,
        "sleep_phase_5_min": "11111",
        "sleep_phase_30_sec": "4" * 10 + "2" * 20 + "1" * 10 + "3" * 10,
        "timezone": None,
    }
    [sleep] = sleeps_in(json.dumps({"data": [night], "next_token": None}).encode())
    assert told(sleep) == NIGHT


def test_naps_count_and_what_was_deleted_does_not() -> None:
    table = HEAD + row("2222") + row("2", "deleted") + row("3", "rest") + row("33", "late_nap")
    assert len(sleeps_in(table.encode())) == 2


def test_what_is_not_understood_is_said_by_line() -> None:
    reading = new_reading()
    table = HEAD + row("4.24E+15") + row("47") + row("22", start="7/11/2026") + row("")
    found = sleeps_in(table.encode(), reading)
    assert remarks_of(reading) == [
        (2, "“4.24E+15” in “sleep_phase_5_min” is a number that a spreadsheet made of a night."),
        (3, "“7” is no kind of sleep that is known here. It is left out."),
        (4, "This night has no bedtime that can be read. It is left out."),
    ]
    assert [told(sleep)[0][2] for sleep in found] == ["in_bed", "in_bed"]
