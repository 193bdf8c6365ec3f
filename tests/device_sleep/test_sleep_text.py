"""What is stored of a sleep is what a diary's file takes: one bound for both."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from journal.device_sleep import DeviceInterval, DeviceSleep, SleepFormat, SleepKind
from journal.device_sleep.sleep_text import (
    LONGEST_SLEEP_TEXT,
    content_in,
    is_storable,
    sleep_text,
)
from journal.diary_file.device_sleep_fields import (
    DEVICE_SLEEP_FIELDS,
    device_sleep_problems,
    device_sleep_values,
)
from tests.device_sleep.exports import (
    NOW,
    apple_record,
    apple_xml,
    new_reading,
    remarks_of,
    sleeps_in,
)

START = datetime(2024, 1, 5, 22, tzinfo=UTC)


def sleep_with(number: int, code: str = "AsleepCore", step: int = 60) -> DeviceSleep:
    """A sleep of so many intervals of a minute."""
    intervals = tuple(
        DeviceInterval(
            START + timedelta(seconds=step * place),
            START + timedelta(seconds=step * (place + 1)),
            SleepKind.LIGHT,
            code,
        )
        for place in range(number)
    )
    last = intervals[-1].ends_at
    return DeviceSleep(SleepFormat.APPLE_HEALTH, "Watch", "", START, last, intervals)


def is_taken(sleep: DeviceSleep) -> bool:
    """Whether a diary's file with this sleep is read."""
    problems: list[object] = []
    values = device_sleep_values(sleep, NOW)
    cells = {name: str(value) for name, value in values.items()}
    for name, field in DEVICE_SLEEP_FIELDS.items():
        field.read(name, cells, NOW, problems)  # type: ignore[arg-type]
    return not problems and not device_sleep_problems(values)


@pytest.mark.parametrize("number", [1, 660, 670, 5_000, 7_000])
@pytest.mark.parametrize("code", ["AsleepCore", '\\"' * 20, "\x01" * 40, "é" * 40])
def test_what_is_storable_is_what_a_file_takes(number: int, code: str) -> None:
    sleep = sleep_with(number, code)
    assert is_storable(sleep) == (len(sleep_text(sleep)) <= LONGEST_SLEEP_TEXT)
    assert is_storable(sleep) == is_taken(sleep)


@pytest.mark.parametrize(("days", "fits"), [(366, True), (367, False)])
def test_an_interval_of_more_than_a_year(days: int, fits: bool) -> None:
    sleep = sleep_with(1, step=days * 24 * 3600)
    assert is_storable(sleep) is is_taken(sleep) is fits


def test_a_total_of_more_than_a_year() -> None:
    last = START + timedelta(hours=8)
    totals = {SleepKind.DEEP: 367 * 24 * 3600}
    sleep = DeviceSleep(SleepFormat.APPLE_HEALTH, "Watch", "", START, last, (), totals)
    assert is_storable(sleep) is is_taken(sleep) is False


def test_a_sleep_without_end_is_said_and_left_out() -> None:
    """A source that wrote each minute of weeks, and a night of another one."""
    minutes = [
        apple_record("Awake", f"{at:%Y-%m-%d %H:%M}:00", f"{at:%Y-%m-%d %H:%M}:59", offset="+0000")
        for at in (START + timedelta(minutes=number) for number in range(8_000))
    ]
    night = apple_record("Asleep", "2026-01-05 23:10:00", "2026-01-05 23:50:00", source="Ring")
    reading = new_reading()
    assert [sleep.source for sleep in sleeps_in(apple_xml(*minutes, night), reading)] == ["Ring"]
    text = (
        "The sleep of Ada’s Watch from 2024-01-05 22:00 UTC has far more to it than one sleep."
        " It is left out."
    )
    assert (None, text) in remarks_of(reading)


def test_that_a_person_typed_it_is_kept_and_makes_another_row() -> None:
    sleep = sleep_with(2)
    typed = replace(sleep, by_hand=True)
    assert typed.row_id != sleep.row_id
    assert is_taken(typed)
    content = content_in(sleep_text(typed), typed.starts_at)
    assert (content.by_hand, content.intervals) == (True, sleep.intervals)
    assert not content_in(sleep_text(sleep), START).by_hand


@pytest.mark.parametrize("content", ['{"by_hand": 1}', '{"by_hand": null}', '{"by": true}', "[]"])
def test_a_text_that_is_none(content: str) -> None:
    with pytest.raises(ValueError, match="no list of intervals"):
        content_in(content, START)
