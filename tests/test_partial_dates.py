"""A date as exact as it is known: what it names, how it is written, and what is typed for it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal import parsing
from journal.parsing import UnreadableError
from journal.partial_dates import PartialDate

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
ANY = st.one_of(
    DAYS.map(PartialDate.of),
    DAYS.map(lambda day: PartialDate(day.year, day.month)),
    DAYS.map(lambda day: PartialDate(day.year)),
)


@given(ANY)
def test_what_is_written_is_read_again_as_exact_as_it_was(on: PartialDate) -> None:
    assert PartialDate.from_iso(on.iso) == on
    assert parsing.partial_date(on.iso).value == on


@given(ANY)
def test_it_names_the_days_between_its_earliest_and_its_latest(on: PartialDate) -> None:
    assert on.earliest <= on.latest
    assert on.earliest.year == on.latest.year == on.year
    assert (on.earliest == on.latest) is (on.day is not None)


def test_a_leap_month_ends_on_its_own_last_day() -> None:
    assert PartialDate(2024, 2).latest == date(2024, 2, 29)
    assert PartialDate(2023, 2).latest == date(2023, 2, 28)
    assert PartialDate(2023).latest == date(2023, 12, 31)


@pytest.mark.parametrize("parts", [(2026, 13), (2026, 2, 30), (2026, None, 3), (0,)])
def test_what_no_calendar_has_is_no_date(parts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(*parts)


@pytest.mark.parametrize("text", ["", "26", "2026-3", "2026-03-1", "2026-00", "2026-W10", " 2026"])
def test_a_file_has_it_in_one_way(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate.from_iso(text)


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("2026", "2026"),
        (" ２０２６ ", "2026"),
        ("March 2026", "2026-03"),
        ("mar. 2026", "2026-03"),
        ("Sept 2025", "2025-09"),
        ("2026 March", "2026-03"),
        ("2026-03", "2026-03"),
        ("2026/3", "2026-03"),
        ("03/2026", "2026-03"),
        ("3.2026", "2026-03"),
        ("14 March 2026", "2026-03-14"),
        ("2026-03-14", "2026-03-14"),
        ("14/03/2026", "2026-03-14"),
    ],
)
def test_it_is_typed_as_people_write_it(typed: str, iso: str) -> None:
    assert parsing.partial_date(typed).value.iso == iso


@pytest.mark.parametrize(
    "typed", ["", "spring", "26", "13/2026", "2026-13", "0999", "03/04/2026", "March", "about 2026"]
)
def test_what_is_no_date_or_may_be_two_is_refused(typed: str) -> None:
    with pytest.raises(UnreadableError):
        parsing.partial_date(typed)


def test_a_day_written_with_points_is_remarked() -> None:
    reading = parsing.partial_date("03.04.2026")
    assert reading.value.iso == "2026-04-03"
    assert reading.remark
