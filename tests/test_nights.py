"""Nights: from noon to noon, also where the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.nights import (
    LocalTime,
    NightState,
    bounds,
    last_night,
    night_of,
    resolve,
    span,
    state,
)
from tests.strategies import ZONES

BERLIN = ZoneInfo("Europe/Berlin")
MOMENTS = st.datetimes(datetime(1980, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - aware by timezones
PLACES = st.sampled_from(ZONES).map(ZoneInfo)


@pytest.mark.parametrize(
    ("local", "night"),
    [
        ("2026-07-06T11:59:59", "2026-07-05"),
        ("2026-07-06T12:00:00", "2026-07-06"),
        ("2026-07-06T23:00:00", "2026-07-06"),
        ("2026-07-07T00:00:00", "2026-07-06"),
        ("2026-07-07T03:00:00", "2026-07-06"),
        ("2026-01-01T02:00:00", "2025-12-31"),
    ],
)
def test_the_night_of_a_moment(local: str, night: str) -> None:
    at = datetime.fromisoformat(local).replace(tzinfo=BERLIN)
    assert night_of(at, BERLIN) == date.fromisoformat(night)
    assert night_of(at.astimezone(UTC), BERLIN) == date.fromisoformat(night)


def test_two_times_of_one_offset_are_one_night() -> None:
    place = timezone(timedelta(hours=3))
    late = datetime(2026, 7, 6, 23, 0, tzinfo=place)
    early = datetime(2026, 7, 7, 3, 0, tzinfo=place)
    moscow = ZoneInfo("Europe/Moscow")
    assert night_of(late, moscow) == night_of(early, moscow) == date(2026, 7, 6)


def test_the_place_decides() -> None:
    at = datetime(2026, 7, 6, 11, 0, tzinfo=UTC)
    assert night_of(at, ZoneInfo("UTC")) == date(2026, 7, 5)
    assert night_of(at, BERLIN) == date(2026, 7, 6)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        night_of(datetime(2026, 7, 6), BERLIN)  # noqa: DTZ001 - that is the point


@pytest.mark.parametrize(
    ("hour", "night"),
    [
        ("00:30", "2026-07-06"),
        ("09:00", "2026-07-06"),
        ("12:30", "2026-07-06"),
        ("23:30", "2026-07-06"),
    ],
)
def test_last_night_is_the_one_that_began_yesterday(hour: str, night: str) -> None:
    as_of = datetime.fromisoformat(f"2026-07-07T{hour}").replace(tzinfo=BERLIN)
    assert last_night(as_of, BERLIN) == date.fromisoformat(night)


@pytest.mark.parametrize(
    ("night", "hours"), [("2026-03-28", 23), ("2026-10-24", 25), ("2026-07-06", 24)]
)
def test_nights_of_23_and_25_hours(night: str, hours: int) -> None:
    start, end = bounds(date.fromisoformat(night), BERLIN)
    assert end - start == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("local", "instant", "kind"),
    [
        ("2026-07-07T02:15", "2026-07-07T00:15", LocalTime.ONCE),
        ("2026-03-29T02:30", "2026-03-29T01:30", LocalTime.SKIPPED),
        ("2026-03-29T01:59", "2026-03-29T00:59", LocalTime.ONCE),
        ("2026-03-29T03:00", "2026-03-29T01:00", LocalTime.ONCE),
        ("2026-10-25T02:30", "2026-10-25T00:30", LocalTime.TWICE),
        ("2026-10-25T01:59", "2026-10-24T23:59", LocalTime.ONCE),
        ("2026-10-25T03:00", "2026-10-25T02:00", LocalTime.ONCE),
    ],
)
def test_a_time_on_the_wall_clock(local: str, instant: str, kind: LocalTime) -> None:
    assert resolve(datetime.fromisoformat(local), BERLIN) == (
        datetime.fromisoformat(instant).replace(tzinfo=UTC),
        kind,
    )


@given(MOMENTS, PLACES)
def test_every_moment_lies_in_its_night_and_in_no_other(at: datetime, place: ZoneInfo) -> None:
    night = night_of(at, place)
    start, end = bounds(night, place)
    assert start <= at < end
    assert bounds(night + timedelta(days=1), place)[0] == end


@given(MOMENTS, PLACES)
def test_a_time_that_the_clock_showed_is_found_again(at: datetime, place: ZoneInfo) -> None:
    local = at.astimezone(place).replace(tzinfo=None, fold=0)
    instant, kind = resolve(local, place)
    assert kind is not LocalTime.SKIPPED
    assert instant == at or kind is LocalTime.TWICE
    assert instant.astimezone(place).replace(tzinfo=None, fold=0) == local


def test_spans() -> None:
    assert span(date(2026, 7, 5), date(2026, 7, 7)) == [
        date(2026, 7, 5),
        date(2026, 7, 6),
        date(2026, 7, 7),
    ]
    assert span(date(2026, 7, 5), date(2026, 7, 4)) == []


def test_what_is_known_of_a_night() -> None:
    night, other = date(2026, 7, 6), date(2026, 7, 7)
    assert state(night, {night}, {night}) is NightState.EPISODES
    assert state(night, {other}, {night}) is NightState.NONE
    assert state(night, {other}, {other}) is NightState.NOT_RECORDED
