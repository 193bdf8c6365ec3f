"""Days: the plain reading, or a refusal that names both."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.parsing import UnreadableError, day, iso_day

SIXTH_OF_JULY = (
    *("2026-07-06", "2026-7-6", "2026/07/06", "2026.07.06", " 2026-07-06 ", "２０２６-０７-０６"),
    *(
        "6 July 2026",
        "06 July 2026",
        "6 Jul 2026",
        "6th of July 2026",
        "July 6, 2026",
        "jul 6 2026",
        "6. July 2026",
    ),
    *("Mon 6 July 2026", "Monday, 6 July 2026", "6-Jul-2026", "2026. 07. 06.", "2026. 7. 6"),
    *("20260706", "2026-W28-1", "2026W281"),
)
SENTENCES = {
    "7/6/2026": "“7/6/2026” can mean 2026-06-07 or 2026-07-06. Please write one of these.",
    "7-6-2026": "“7-6-2026” can mean 2026-06-07 or 2026-07-06. Please write one of these.",
    "6.7.26": "Write the year of “6.7.26” with four digits, like 2026-07-06.",
    "6/7/26": "Write the year of “6/7/26” with four digits, like 2026-07-06.",
    "6.7.": "Write the year of “6.7.” with four digits, like 2026-07-06.",
    "6 July": "Write the year of “6 July” with four digits, like 2026-07-06.",
    "31 April 2026": "There is no such day: “31 April 2026”.",
    "2026-04-31": "There is no such day: “2026-04-31”.",
    "30/2/2026": "There is no such day: “30/2/2026”.",
    "2/30/2026": "There is no such day: “2/30/2026”.",
    "1.13.2026": "There is no such day: “1.13.2026”.",
    "Sun 6 July 2026": "“Sun 6 July 2026” is another day of the week. Please write the day like "
    "2026-07-06.",
    "0026-07-06": "There is no such year in a diary.",
    "9999-12-31": "There is no such year in a diary.",
    "20261306": "There is no such day: “20261306”.",
    "2026-W28": "“2026-W28” is not a day.",
    "6.7..": "“6.7..” is not a day.",
    "tomorrow": "“tomorrow” is not a day.",
    "the 6th of July 2026": "“the 6th of July 2026” is not a day.",
    "Lun 6 July 2026": "“Lun 6 July 2026” is not a day.",
    "6 Juli 2026": "“6 Juli 2026” is not a day.",
    "": "“” is not a day.",
}


@pytest.mark.parametrize("typed", SIXTH_OF_JULY)
def test_what_is_plain_is_taken(typed: str) -> None:
    reading = day(typed)
    assert (reading.value, reading.remark) == (date(2026, 7, 6), None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("13/7/2026", date(2026, 7, 13)),
        ("7/13/2026", date(2026, 7, 13)),
        ("7/7/2026", date(2026, 7, 7)),
    ],
)
def test_two_numbers_with_one_reading_are_taken(typed: str, meant: date) -> None:
    assert day(typed).value == meant


def test_with_points_the_day_stands_first_and_that_is_said() -> None:
    reading = day("6.7.2026")
    assert reading.value == date(2026, 7, 6)
    assert str(reading.remark) == "“6.7.2026” was read as 2026-07-06: the day stands first."
    assert day("13.7.2026").remark is None


@pytest.mark.parametrize(("typed", "sentence"), SENTENCES.items())
def test_what_is_not_plain_is_refused_in_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(UnreadableError) as refused:
        day(typed)
    assert str(refused.value) == sentence


@given(st.dates(date(1000, 1, 1), date(9000, 12, 31)))
def test_a_day_as_programs_write_it(on: date) -> None:
    assert day(on.isoformat()).value == iso_day(on.isoformat()) == on


@given(st.integers(1, 28), st.integers(1, 12), st.sampled_from("-/"))
def test_exchanged_day_and_month_are_never_guessed(first: int, second: int, mark: str) -> None:
    typed = f"{first}{mark}{second}{mark}2026"
    if first <= 12 and first != second:
        with pytest.raises(UnreadableError, match="can mean"):
            day(typed)
    else:
        assert day(typed).value == date(2026, second, first)


@given(st.text(alphabet="0123456789.-/ JulySepMon,", max_size=14))
def test_any_text_is_read_or_refused(typed: str) -> None:
    with contextlib.suppress(UnreadableError):
        assert day(typed).value - date(1, 1, 1) > timedelta(0)


@pytest.mark.parametrize(
    "text", ["2026-7-6", " 2026-07-06", "20260706", "2026-02-30", "２０２６-07-06"]
)
def test_programs_write_a_day_one_way(text: str) -> None:
    with pytest.raises(UnreadableError):
        iso_day(text)
