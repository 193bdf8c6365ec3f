"""What a device had around a moment, in facts and in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from journal.device_sleep import SleepKind
from journal.device_sleep.moment_in_sleep import around, is_exact_and_earlier
from journal.device_sleep.night_choice import DeviceNight
from journal.wording.device_sleep import around_text
from tests.device_sleep.nights import (
    EVENING,
    USUAL_NIGHT,
    at_minute,
    device_sleep,
    sleep_of_totals,
)

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = DeviceNight((device_sleep(*USUAL_NIGHT),))
HALF_PAST_TWO = EVENING + timedelta(hours=3, minutes=30)


def said(minute: float, *, exact: bool = False, night: DeviceNight = NIGHT) -> str:
    """The words for that many minutes after 23:00 in Berlin; "" for nothing."""
    beside = around(night, at_minute(minute))
    return around_text(beside, BERLIN, exact=exact) if beside else ""


@pytest.mark.parametrize(
    ("minute", "text"),
    [
        (-1, ""),
        (0, "Watch: light sleep from 23:00 to 02:13"),
        (192.9, "Watch: light sleep from 23:00 to 02:13"),
        (193, "Watch: awake from 02:13; light sleep until then"),
        (209.9, "Watch: awake from 02:13; light sleep until then"),
        (210, "Watch: no data at this time"),
        (239, "Watch: no data at this time"),
        (300, "Watch: REM sleep from 04:00 to 06:00"),
        (420, "Watch: REM sleep until 06:00, then no data"),
        (479, "Watch: REM sleep until 06:00, then no data"),
        (480, ""),
    ],
)
def test_a_touch_gets_what_the_device_had_and_when_that_began(minute: float, text: str) -> None:
    assert said(minute) == text


@pytest.mark.parametrize(
    ("minute", "text"),
    [
        (100, "Watch: light sleep at this time"),
        (200, "Watch: awake at this time"),
        (220, "Watch: no data at this time"),
    ],
)
def test_an_exact_earlier_time_gets_one_stage(minute: float, text: str) -> None:
    assert said(minute, exact=True) == text


def test_before_waking_may_be_no_data() -> None:
    night = DeviceNight(
        (
            device_sleep(
                (0, 60, SleepKind.DEEP), (90, 120, SleepKind.AWAKE), (120, 200, SleepKind.REM)
            ),
        )
    )
    assert said(100, night=night) == "Watch: awake from 00:30; no data before"


def test_time_in_bed_is_no_stage() -> None:
    in_bed = DeviceNight((device_sleep((0, 480, SleepKind.IN_BED), source=""),))
    assert said(100, night=in_bed) == "Apple Health: no data at this time"


@pytest.mark.parametrize("exact", [False, True])
def test_totals_are_said_to_be_totals_and_get_no_stage(exact: bool) -> None:
    night = DeviceNight((sleep_of_totals(light=15_000, deep=4_800),))
    assert said(100, night=night, exact=exact) == (
        "Garmin: only totals, no times: light sleep 4 h 10 min, deep sleep 1 h 20 min,"
        " REM sleep not measured"
    )


def test_what_a_person_typed_is_said_to_be_typed() -> None:
    night = DeviceNight((replace(NIGHT.first, by_hand=True),))
    assert said(100, night=night) == "Watch, typed by hand: light sleep from 23:00 to 02:13"


@pytest.mark.parametrize(
    ("minute", "text"),
    [
        (170, "Watch: light sleep from 23:00 to 02:00"),
        (190, "Watch: light sleep until 02:00, then no data"),
        (230, "Watch: light sleep until 02:00, then no data"),  # within an hour of the first half
        (240, "Watch: awake from 03:00; no data before"),
        (250, "Watch: REM sleep from 03:05 to 06:00"),
        (290, "Watch: REM sleep from 03:05 to 06:00"),
        (430, "Watch: REM sleep until 06:00, then no data"),
        (480, ""),
    ],
)
def test_both_halves_of_a_night_are_looked_at_and_the_gap_is_no_data(
    minute: float, text: str
) -> None:
    first = device_sleep((0, 180, SleepKind.LIGHT))
    second = device_sleep((240, 245, SleepKind.AWAKE), (245, 420, SleepKind.REM))
    assert said(minute, night=DeviceNight((first, second))) == text


@pytest.mark.parametrize(("minute", "is_beside"), [(-161, True), (-100, False), (0, True)])
def test_between_a_nap_and_the_night_there_is_nothing(minute: float, is_beside: bool) -> None:
    nap = device_sleep((-240, -180, SleepKind.LIGHT))
    assert bool(said(minute, night=DeviceNight((nap, NIGHT.first)))) is is_beside


def test_after_a_time_in_bed_nothing_is_told_of_the_sleep_before() -> None:
    nap = device_sleep((-400, -300, SleepKind.LIGHT))
    in_bed = device_sleep((0, 400, SleepKind.IN_BED))
    assert said(410, night=DeviceNight((nap, in_bed))) == "Watch: no data at this time"


def test_of_intervals_over_one_another_the_closest_counts() -> None:
    parts = ((0, 420, SleepKind.ASLEEP), (60, 90, SleepKind.DEEP), (100, 130, SleepKind.REM))
    night = DeviceNight((device_sleep(*parts),))
    assert said(70, night=night) == "Watch: deep sleep from 00:00 to 00:30"
    assert said(95, night=night) == "Watch: asleep from 23:00 to 06:00"


@pytest.mark.parametrize(
    ("happened_at", "typed", "is_exact"),
    [
        (HALF_PAST_TWO.replace(minute=13), True, True),
        (HALF_PAST_TWO.replace(minute=13), False, False),  # a pad's, a program's, a file's
        (HALF_PAST_TWO.replace(minute=13, second=20), True, False),  # a touch, or "an hour ago"
        (HALF_PAST_TWO.replace(minute=15), True, False),  # about a quarter past
        (HALF_PAST_TWO.replace(hour=7, minute=58), True, False),  # now
    ],
)
def test_which_times_are_exact_and_earlier(
    happened_at: datetime, typed: bool, is_exact: bool
) -> None:
    written = HALF_PAST_TWO.replace(hour=8, minute=0)
    assert is_exact_and_earlier(happened_at, written, typed=typed) is is_exact
