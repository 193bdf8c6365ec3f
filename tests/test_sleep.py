"""Sleep on the calendar: written down whole, with the night in which it began, also across noon."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.nights import NOON, ONE_NIGHT
from journal.sleep import began, crosses_noon, ended

WEDNESDAY = date(2026, 11, 25)


def at(day: int, clock: str) -> datetime:
    return datetime.combine(date(2026, 11, day), time.fromisoformat(clock))


@pytest.mark.parametrize(
    ("bed", "woke", "from_", "to"),
    [
        ("23:10", "06:45", at(25, "23:10"), at(26, "06:45")),
        ("23:00", "13:00", at(25, "23:00"), at(26, "13:00")),  # late, across noon
        ("09:00", "16:00", at(26, "09:00"), at(26, "16:00")),  # by day, after a night at work
        ("02:00", "12:00", at(26, "02:00"), at(26, "12:00")),
        ("13:00", "14:30", at(25, "13:00"), at(25, "14:30")),  # a nap just after noon
        ("11:59", "12:01", at(26, "11:59"), at(26, "12:01")),
        ("12:00", "11:59", at(25, "12:00"), at(26, "11:59")),
        ("00:40", "05:50", at(26, "00:40"), at(26, "05:50")),
        ("11:00", "02:00", at(26, "11:00"), at(27, "02:00")),
    ],
)
def test_two_times_of_a_night(bed: str, woke: str, from_: datetime, to: datetime) -> None:
    start, end = time.fromisoformat(bed), time.fromisoformat(woke)
    assert (began(WEDNESDAY, start), ended(WEDNESDAY, start, end)) == (from_, to)


@pytest.mark.parametrize(("woke", "to"), [("06:45", at(26, "06:45")), ("13:00", at(26, "13:00"))])
def test_waking_alone_lies_on_the_day_after(woke: str, to: datetime) -> None:
    assert ended(WEDNESDAY, None, time.fromisoformat(woke)) == to


def test_which_sleep_goes_on_past_noon() -> None:
    assert crosses_noon(WEDNESDAY, at(26, "12:00"))
    assert not crosses_noon(WEDNESDAY, at(26, "11:59"))


@given(st.dates(date(1900, 1, 2), date(2100, 1, 1)), st.times(), st.times())
def test_a_sleep_begins_in_its_night_and_ends_within_a_day(night: date, bed: time, woke: time) -> None:
    start, end = began(night, bed), ended(night, bed, woke)
    assert datetime.combine(night, NOON) <= start < datetime.combine(night + ONE_NIGHT, NOON)
    assert timedelta(0) < end - start <= timedelta(hours=24)
    assert (start.time(), end.time()) == (bed, woke)
