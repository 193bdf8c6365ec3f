"""What a page reads of the sleep of devices: the latest of it, and it says what is not shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.actions.device_sleep import record_sleeps
from journal.device_sleep import DeviceSleep, SleepKind
from journal.models import StoredSleep
from journal.nights import span
from journal.reading import device_nights as reading
from journal.reading.device_nights import DeviceNights, read_device_nights
from tests import builders
from tests.device_sleep.nights import EVENING, USUAL_NIGHT, device_sleep
from tests.views.test_device_beside import NOW, _own_folder, touched

__all__ = ["_own_folder"]
pytestmark = pytest.mark.django_db
LAST = EVENING.date()
MOVED = "Of the nights up to "


def nights_before(number: int) -> Iterator[DeviceSleep]:
    """The usual night, on so many nights up to that evening's."""
    sleep = device_sleep(*USUAL_NIGHT)
    for days in range(number):
        back = timedelta(days=days)
        parts = tuple(
            replace(part, starts_at=part.starts_at - back, ends_at=part.ends_at - back)
            for part in sleep.intervals
        )
        first, last = sleep.starts_at - back, sleep.ends_at - back
        yield replace(sleep, starts_at=first, ends_at=last, intervals=parts)


def read(ada: User, number: int = 20) -> DeviceNights:
    """What is read of so many nights."""
    nights = span(LAST - timedelta(days=number - 1), LAST)
    return read_device_nights(ada, nights, zone=builders.zone(), source=None)


def store(ada: User, sleeps: Iterator[DeviceSleep]) -> None:
    record_sleeps(ada, sleeps, as_of=NOW, name="watch")


def test_all_nights_are_read_in_one_query(ada: User, django_assert_num_queries: Any) -> None:
    store(ada, nights_before(20))
    with django_assert_num_queries(1):
        device = read(ada)
        assert len(device) == 20
    assert device.unread is None


@pytest.mark.parametrize(("bound", "most"), [("MOST_SLEEPS", 8), ("MOST_SLEEP_TEXT", 8 * 130)])
def test_of_more_than_a_page_reads_only_whole_nights_are_told_and_the_rest_is_named(
    ada: User, monkeypatch: pytest.MonkeyPatch, bound: str, most: int
) -> None:
    store(ada, nights_before(20))
    monkeypatch.setattr(reading, bound, most)
    device = read(ada)
    assert device.unread
    assert LAST in device
    assert min(device) == device.unread + timedelta(days=1)
    assert all(device[night].told == read(ada)[night].told for night in device)


def test_a_night_of_which_not_all_was_read_is_not_told(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(ada, nights_before(1))
    monkeypatch.setattr(reading, "MOST_SLEEPS", 0)
    assert not read(ada)
    assert (read(ada).unread or date.min) >= LAST


def test_the_key_is_as_short_for_many_nights_as_for_one_and_follows_each(ada: User) -> None:
    store(ada, nights_before(1))
    one = read(ada).key
    store(ada, nights_before(20))
    many = read(ada).key
    assert len(one) == len(many) == 16
    assert one != many
    assert many == read(ada).key
    assert many != read(ada, 19).key
    chosen = read_device_nights(
        ada, span(LAST, LAST), zone=builders.zone(), source=("apple_health", "Watch")
    )
    assert chosen.key != read(ada, 1).key


def test_the_key_is_known_without_looking_at_what_the_nights_say(
    ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(ada, nights_before(3))

    def refuse(row: StoredSleep) -> DeviceSleep:
        raise AssertionError("read once more than needed")

    monkeypatch.setattr(StoredSleep, "sleep", property(refuse))
    assert read(ada).key


@pytest.mark.parametrize(("first", "last"), [(date.min, date.min), (date(9999, 12, 30),) * 2])
def test_at_the_ends_of_the_calendar_there_is_nothing(ada: User, first: date, last: date) -> None:
    assert not read_device_nights(ada, [first, last], zone=builders.zone(), source=None)


def test_a_sleep_from_the_other_end_of_the_world_lies_in_its_own_night(ada: User) -> None:
    """In Auckland at 13:00 it is 18:00 of the day before in Los Angeles."""
    nap = device_sleep((240, 300, SleepKind.LIGHT), zone="Pacific/Auckland")
    store(ada, iter([nap]))
    zone = ZoneInfo("America/Los_Angeles")
    night = LAST + timedelta(days=1)
    assert list(read_device_nights(ada, [night], zone=zone, source=None)) == [night]


def test_each_page_says_which_nights_it_does_not_show(
    as_ada: Client, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    episode = touched(ada, 200)
    store(ada, nights_before(20))
    addresses = ("/dashboard/", "/episodes/", f"/episodes/{episode.pk}/", f"/sleep/?night={LAST}")
    for address in addresses:
        assert MOVED not in as_ada.get(address).content.decode()
    monkeypatch.setattr(reading, "MOST_SLEEPS", 0)
    for address in addresses:
        assert MOVED in as_ada.get(address).content.decode(), address
