"""A night's sleep as it is written down: what contradicts itself, and what follows from it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.intervals import middle
from journal.night_sleep import (
    RANGES,
    SLEEP_FIELDS,
    TIME_FIELDS,
    NightSleep,
    contradictions,
    out_of_bounds,
)
from journal.nights import resolve
from journal.sleep_figures import (
    AWAKE_ITEMS,
    IN_BED_ITEMS,
    TOTAL_ITEMS,
    NightFigures,
    night_figures,
    period_sleep,
)

WEDNESDAY = date(2026, 11, 25)
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ALL_ITEMS = IN_BED_ITEMS | AWAKE_ITEMS | TOTAL_ITEMS


def at(clock: str, day: int = 25) -> datetime:
    """A time in UTC on that day of November; before noon that of the day after."""
    hour, minute = map(int, clock.split(":"))
    moment = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    return moment if hour >= 12 else moment + timedelta(days=1)


WHOLE = NightSleep(
    night_of=WEDNESDAY,
    bed_at=at("22:45"),
    tried_at=at("23:15"),
    minutes_until_sleep=25,
    jolts=7,
    wakings=2,
    minutes_awake=20,
    last_waking_at=at("06:30"),
    woke_at=at("07:00"),
    quality=3,
)


def sleeps() -> st.SearchStrategy[NightSleep]:
    """Any that can be stored."""
    times = st.none() | st.integers(-6 * 60, 47 * 60).map(lambda n: NOON + timedelta(minutes=n))
    numbers = {name: st.none() | st.integers(least, most) for name, (least, most) in RANGES.items()}
    return st.builds(
        NightSleep,
        night_of=st.just(WEDNESDAY),
        note=st.sampled_from(["", "warm"]),
        **dict.fromkeys(TIME_FIELDS, times),
        **numbers,
    )


def test_the_figures_of_a_whole_night() -> None:
    assert night_figures(WHOLE) == NightFigures(
        latency=25, awake_after=20, total=7 * 60 + 15 - 45, efficiency=79, in_bed=8 * 60 + 15
    )
    assert contradictions(WHOLE) == ()


def test_nothing_written_gives_nothing() -> None:
    empty = NightSleep(night_of=WEDNESDAY)
    assert empty.is_empty
    assert night_figures(empty) == NightFigures(None, None, None, None, None)
    assert period_sleep([empty]).nights == 0


@pytest.mark.parametrize(
    ("missing", "left"),
    [
        ("bed_at", {"latency", "awake_after", "total"}),
        ("tried_at", {"latency", "awake_after", "in_bed"}),
        ("minutes_until_sleep", {"awake_after", "in_bed"}),
        ("minutes_awake", {"latency", "in_bed"}),
        ("last_waking_at", {"latency", "awake_after", "in_bed"}),
        ("woke_at", {"latency", "awake_after", "total"}),
    ],
)
def test_a_figure_without_one_of_its_items_is_not_made(missing: str, left: set[str]) -> None:
    changed: dict[str, Any] = {missing: None}
    figures = night_figures(replace(WHOLE, **changed))
    made = {field.name for field in fields(figures) if getattr(figures, field.name) is not None}
    assert made == left


def test_who_did_not_wake_was_awake_for_no_minute_and_not_recorded_is_not_zero() -> None:
    assert night_figures(replace(WHOLE, wakings=0, minutes_awake=None)).awake_after == 0
    assert night_figures(replace(WHOLE, wakings=None, minutes_awake=None)).awake_after is None
    assert night_figures(replace(WHOLE, wakings=2, minutes_awake=None)).awake_after is None


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 10, 24)])
def test_where_the_clocks_are_changed_minutes_are_those_that_went_by(day: date) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    evening, morning = (
        resolve(local, berlin)[0]
        for local in (
            datetime(day.year, day.month, day.day, 23),  # noqa: DTZ001 - on the wall clock
            datetime(day.year, day.month, day.day + 1, 7),  # noqa: DTZ001
        )
    )
    hours = {3: 7, 10: 9}[day.month]
    sleep = NightSleep(night_of=day, bed_at=evening, woke_at=morning)
    assert night_figures(sleep).in_bed == hours * 60


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"tried_at": at("22:30")}, "tried_at", "before you went to bed"),
        ({"last_waking_at": at("23:00")}, "last_waking_at", "before you tried to sleep"),
        ({"woke_at": at("06:00")}, "woke_at", "before you woke for the last time"),
        ({"woke_at": at("21:45", 26)}, "woke_at", "hours after you went to bed"),
        ({"last_waking_at": at("18:00", 26), "woke_at": None}, "last_waking_at", "%(hours)d hours"),
        ({"minutes_until_sleep": 436}, "last_waking_at", "before you fell asleep"),
        ({"minutes_awake": 411}, "minutes_awake", "more minutes than there were"),
        ({"wakings": 0}, "minutes_awake", "not awake in the night"),
    ],
)
def test_what_cannot_be_so_is_said_once_at_its_field(
    changed: dict[str, Any], field: str, sentence: str
) -> None:
    [conflict] = contradictions(replace(WHOLE, **changed))
    assert conflict.problem.field == field
    assert sentence in conflict.problem.text


def test_a_night_without_sleep_is_no_contradiction() -> None:
    awake = replace(WHOLE, minutes_until_sleep=435, wakings=0, minutes_awake=None)
    assert contradictions(awake) == ()
    assert night_figures(awake).total == 0
    assert night_figures(awake).efficiency == 0


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("jolts", 0, False),
        ("jolts", None, False),
        ("jolts", -1, True),
        ("jolts", 1000, True),
        ("minutes_awake", 1440, False),
        ("minutes_awake", 1441, True),
        ("quality", 0, True),
        ("quality", 5, False),
    ],
)
def test_numbers_have_bounds(name: str, value: int | None, wrong: bool) -> None:
    assert (out_of_bounds(name, value) is not None) is wrong


@given(sleeps())
def test_no_figure_is_made_of_a_contradiction(sleep: NightSleep) -> None:
    figures = night_figures(sleep)
    disputed = frozenset[str]().union(*(conflict.fields for conflict in contradictions(sleep)))
    if disputed & IN_BED_ITEMS:
        assert figures.in_bed is None
        assert figures.efficiency is None
    if disputed & TOTAL_ITEMS or disputed & AWAKE_ITEMS:
        assert figures.total is None
    if "minutes_until_sleep" in disputed:
        assert figures.latency is None


@given(sleeps())
def test_figures_stay_within_the_night(sleep: NightSleep) -> None:
    figures = night_figures(sleep)
    if figures.total is not None:
        assert sleep.tried_at
        assert sleep.last_waking_at
        assert 0 <= figures.total <= (sleep.last_waking_at - sleep.tried_at) // timedelta(minutes=1)
        assert figures.latency is not None
        assert figures.awake_after is not None
    if figures.in_bed is not None:
        assert 0 <= figures.in_bed <= 18 * 60
    if figures.efficiency is not None:
        assert 0 <= figures.efficiency <= 100
        assert figures.total is not None
        assert figures.in_bed


@given(sleeps())
def test_what_was_not_written_is_in_no_figure(sleep: NightSleep) -> None:
    figures = night_figures(sleep)
    missing = {name for name in ALL_ITEMS if getattr(sleep, name) is None}
    if missing & TOTAL_ITEMS:
        assert figures.total is None
    if missing & IN_BED_ITEMS:
        assert figures.in_bed is None
    if missing >= AWAKE_ITEMS:
        assert figures.awake_after is None
    assert figures.latency in (None, sleep.minutes_until_sleep)


@given(st.lists(sleeps(), max_size=20))
def test_a_period_counts_only_nights_that_have_the_items(nights: list[NightSleep]) -> None:
    period = period_sleep(nights)
    jolts = [night.jolts for night in nights if night.jolts is not None]
    totals = [total for night in nights if (total := night_figures(night).total) is not None]
    assert period.jolts == middle(jolts)
    assert period.total == middle(totals)
    assert period.nights == sum(not night.is_empty for night in nights)
    if period.with_jolts:
        assert (period.with_jolts.part, period.with_jolts.of) == (
            sum(number > 0 for number in jolts),
            len(jolts),
        )


def test_no_jolts_and_no_answer_differ() -> None:
    none = replace(NightSleep(night_of=WEDNESDAY), jolts=0)
    assert not none.is_empty
    period = period_sleep([none, NightSleep(night_of=WEDNESDAY), replace(WHOLE, jolts=None)])
    assert period.jolts
    assert (period.jolts.median, period.jolts.of) == (0, 1)
    assert period.with_jolts
    assert (period.with_jolts.part, period.with_jolts.of) == (0, 1)


def test_every_field_but_the_night_is_one_of_the_sleep() -> None:
    assert {field.name for field in fields(NightSleep)} == {"night_of", *SLEEP_FIELDS}
    assert set(SLEEP_FIELDS) == {*TIME_FIELDS, *RANGES, "note"}
