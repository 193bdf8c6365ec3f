"""Messages of Sleep as Android, which have no time in them, become a sleep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from journal.device_sleep import SleepFormat
from journal.device_sleep.night_choice import BroughtSleep, device_nights
from journal.device_sleep.sleep_events import (
    EventSessions,
    SleepEvent,
    event_sessions,
    is_sent_twice,
    sleep_of_events,
)
from tests.device_sleep.exports import BERLIN, told
from tests.device_sleep.nights import device_sleep

START = datetime(2026, 7, 6, 21, 0, 0, 400_000, tzinfo=UTC)
NIGHT = (
    (0, "sleep_tracking_started"),
    (20, "light_sleep"),
    (60, "deep_sleep"),
    (90, "awake"),
    (95, "not_awake"),
    (100, "rem"),
    (120, "sleep_tracking_paused"),
    (130, "sleep_tracking_resumed"),
    (140, "light_sleep"),
    (150, "light_sleep"),
    (480, "sleep_tracking_stopped"),
)


def events(*told_events: tuple[int, str]) -> list[SleepEvent]:
    """Messages, each with the minutes after the start at which it came."""
    return [SleepEvent(name, START + timedelta(minutes=after)) for after, name in told_events]


def sessions(*told_events: tuple[int, str], after: int = 600) -> list[list[int]]:
    """How many messages each sleep that is over has, and the one that is under way."""
    found = event_sessions(events(*told_events), START + timedelta(minutes=after))
    return [[len(session) for session in found.ended], [len(found.under_way)]]


def test_each_message_lasts_until_the_next() -> None:
    sleep = sleep_of_events(events(*NIGHT), "Europe/Berlin")
    assert sleep is not None
    assert told(sleep) == [
        ("06 21:00", "07 05:00", "in_bed"),
        ("06 21:20", "06 22:00", "light"),
        ("06 22:00", "06 22:30", "deep"),
        ("06 22:30", "06 22:35", "awake"),
        ("06 22:35", "06 22:40", "asleep"),
        ("06 22:40", "06 23:00", "rem"),
        ("06 23:00", "06 23:10", "no_data"),
        ("06 23:20", "07 05:00", "light"),
    ]
    assert all(not part.starts_at.microsecond for part in sleep.intervals)
    assert (sleep.format, sleep.source, sleep.time_zone) == (
        SleepFormat.SLEEP_AS_ANDROID_WEB,
        "",
        "Europe/Berlin",
    )


def test_without_an_end_the_last_message_is_the_end() -> None:
    sleep = sleep_of_events(events(*NIGHT[:4]), "")
    assert sleep is not None
    assert told(sleep)[0] == ("06 21:00", "06 22:30", "in_bed")
    assert told(sleep)[-1] == ("06 22:00", "06 22:30", "deep")


def test_one_message_is_no_sleep() -> None:
    assert sleep_of_events(events((0, "light_sleep")), "") is None


@pytest.mark.parametrize(
    ("told_events", "after", "found"),
    [
        (NIGHT, 600, [[11], [0]]),
        (NIGHT[:3], 600, [[], [3]]),
        (NIGHT[:3], 961, [[3], [0]]),
        ((*NIGHT[:3], (1500, "light_sleep")), 1501, [[3], [1]]),
        ((*NIGHT[:3], (600, "sleep_tracking_started")), 601, [[3], [1]]),
        (((0, "sleep_tracking_stopped"),), 600, [[], [0]]),
        (((0, "rem"), (5, "sleep_tracking_stopped")), 600, [[2], [0]]),
        ((), 600, [[], [0]]),
    ],
)
def test_a_sleep_ends_by_its_end_the_next_or_16_hours(
    told_events: tuple[tuple[int, str], ...], after: int, found: list[list[int]]
) -> None:
    assert sessions(*told_events, after=after) == found


def test_nothing_is_lost_between_sleeps() -> None:
    found = event_sessions(events(*NIGHT, (500, "light_sleep")), START)
    assert found == EventSessions((tuple(events(*NIGHT)),), tuple(events((500, "light_sleep"))))


def test_the_same_again_within_a_minute_was_sent_twice() -> None:
    first = SleepEvent("rem", START)
    soon, later = (SleepEvent("rem", START + timedelta(seconds=after)) for after in (59, 60))
    assert is_sent_twice(soon, [first])
    assert not is_sent_twice(later, [first])
    assert not is_sent_twice(soon, [first, SleepEvent("awake", START)])
    assert not is_sent_twice(soon, [])


def test_of_one_night_the_apps_own_export_counts() -> None:
    messages = sleep_of_events(events(*NIGHT), "")
    assert messages is not None
    file = device_sleep(
        *((0, 400, part.kind) for part in messages.intervals[:2]),
        source="Sleep as Android",
        sleep_format=SleepFormat.SLEEP_AS_ANDROID,
    )
    brought = [BroughtSleep(sleep, START) for sleep in (messages, file)]
    [night] = device_nights(brought, zone=BERLIN).values()
    assert night.first.format is SleepFormat.SLEEP_AS_ANDROID
