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
from tests.device_sleep.nights import EVENING, USUAL_NIGHT, at_minute, device_sleep

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


def test_time_in_bed_is_no_stage_and_totals_have_no_times() -> None:
    in_bed = DeviceNight((device_sleep((0, 480, SleepKind.IN_BED), source=""),))
    assert said(100, night=in_bed) == "Apple Health: no data at this time"
    sleep = replace(NIGHT.first, intervals=(), totals={SleepKind.REM: 60})
    assert said(100, night=DeviceNight((sleep,))) == "Watch: only totals of the night, no times"


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
