"""Sleep on the calendar: written down whole, with the night in which it began, also across noon."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.nights import NOON, ONE_NIGHT
from journal.sleep_times import LONGEST, began, crosses_noon, ended, placed

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
def test_a_sleep_begins_in_its_night_and_ends_within_a_day(
    night: date, bed: time, woke: time
) -> None:
    start, end = began(night, bed), ended(night, bed, woke)
    assert datetime.combine(night, NOON) <= start < datetime.combine(night + ONE_NIGHT, NOON)
    assert timedelta(0) < end - start <= timedelta(hours=24)
    assert (start.time(), end.time()) == (bed, woke)


NOTHING: dict[str, datetime | None] = {}
TIMES = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))


def clocks(**told: str) -> dict[str, time | None]:
    return {name: time.fromisoformat(clock) for name, clock in told.items()}


def test_four_times_lie_one_after_another() -> None:
    typed = clocks(bed_at="22:45", tried_at="23:15", last_waking_at="06:30", woke_at="07:00")
    assert placed(WEDNESDAY, NOTHING, typed) == {
        "bed_at": at(25, "22:45"),
        "tried_at": at(25, "23:15"),
        "last_waking_at": at(26, "06:30"),
        "woke_at": at(26, "07:00"),
    }


def test_a_sleep_by_day_is_placed_whole() -> None:
    typed = clocks(bed_at="09:00", tried_at="09:10", last_waking_at="15:30", woke_at="16:00")
    assert placed(WEDNESDAY, NOTHING, typed) == {
        "bed_at": at(26, "09:00"),
        "tried_at": at(26, "09:10"),
        "last_waking_at": at(26, "15:30"),
        "woke_at": at(26, "16:00"),
    }


def test_trying_shortly_before_going_to_bed_stays_a_slip() -> None:
    typed = clocks(bed_at="23:00", tried_at="22:30")
    assert placed(WEDNESDAY, NOTHING, typed)["tried_at"] == at(25, "22:30")


def test_with_another_bed_time_the_others_are_reckoned_anew() -> None:
    stored: dict[str, datetime | None] = {
        "bed_at": at(25, "23:00"),
        "tried_at": at(25, "23:30"),
        "last_waking_at": None,
        "woke_at": at(26, "07:00"),
    }
    assert placed(WEDNESDAY, stored, clocks(bed_at="02:00")) == {
        "bed_at": at(26, "02:00"),
        "tried_at": at(25, "23:30"),
        "last_waking_at": None,
        "woke_at": at(26, "07:00"),
    }
    assert placed(WEDNESDAY, stored, clocks(woke_at="08:00")) == {"woke_at": at(26, "08:00")}


@given(
    st.fixed_dictionaries(
        dict.fromkeys(("bed_at", "tried_at", "last_waking_at", "woke_at"), st.none() | TIMES)
    )
)
def test_each_time_is_placed_as_it_was_typed(typed: dict[str, time | None]) -> None:
    walls = placed(WEDNESDAY, NOTHING, typed)
    assert {name: wall and wall.time() for name, wall in walls.items()} == typed
    begin = walls["bed_at"] or walls["tried_at"]
    for name in ("last_waking_at", "woke_at"):
        end = walls[name]
        if begin and end:
            assert timedelta(0) < end - begin <= ONE_NIGHT
    bed, tried = walls["bed_at"], walls["tried_at"]
    if bed and tried:
        assert LONGEST - ONE_NIGHT < tried - bed <= LONGEST
