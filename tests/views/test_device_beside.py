"""What a device had around an entry, beside it in the diary and on its own page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.actions.device_sleep import record_sleeps
from journal.device_sleep import SleepKind
from journal.models import Episode, Preferences
from tests import builders
from tests.device_sleep.nights import USUAL_NIGHT, at_minute, device_sleep, sleep_of_totals

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 7, 8, 12, tzinfo=UTC)
TOUCH = "which often comes after waking"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> Iterator[None]:
    settings.DATA_DIR = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


def touched(ada: User, minute: float, **fields: Any) -> Episode:
    """An entry of the pad at that many minutes after 23:00 in Berlin."""
    return builders.episode(ada, happened_at=at_minute(minute), time_zone="Europe/Berlin", **fields)


def record(ada: User, *sleeps: Any, as_of: datetime = NOW) -> None:
    """Store sleeps of devices."""
    record_sleeps(ada, iter(sleeps), as_of=as_of, name="file")


def test_the_diary_says_what_the_watch_had_and_that_it_is_of_the_touch(
    as_ada: Client, ada: User
) -> None:
    episode = touched(ada, 200)
    without = as_ada.get("/episodes/").content.decode()
    assert TOUCH not in without
    record(ada, device_sleep(*USUAL_NIGHT))
    for address in ("/episodes/", f"/episodes/{episode.pk}/"):
        html = as_ada.get(address).content.decode()
        assert "Watch: awake from 02:13; light sleep until then" in html
        assert html.count(TOUCH) == 1


def test_totals_stand_beside_an_entry_as_totals(as_ada: Client, ada: User) -> None:
    episode = touched(ada, 200)
    record(ada, sleep_of_totals(light=15_000))
    for address in ("/episodes/", f"/episodes/{episode.pk}/"):
        html = as_ada.get(address).content.decode()
        assert "Garmin: only totals, no times: light sleep 4 h 10 min, deep sleep not" in html


def test_an_entry_far_from_all_sleep_has_nothing_beside_it(as_ada: Client, ada: User) -> None:
    episode = touched(ada, -300)
    record(ada, device_sleep(*USUAL_NIGHT))
    for address in ("/episodes/", f"/episodes/{episode.pk}/"):
        assert "data-device" not in as_ada.get(address).content.decode()


def test_an_entry_past_noon_has_the_sleep_of_the_night_before(as_ada: Client, ada: User) -> None:
    touched(ada, 14 * 60)  # 13:00 in Berlin: a night of its own
    record(ada, device_sleep((0, 15 * 60, SleepKind.LIGHT)))
    assert "Watch: light sleep from 23:00 to 14:00" in as_ada.get("/episodes/").content.decode()


def test_the_source_is_the_persons_choice_and_the_later_file_wins(
    as_ada: Client, ada: User
) -> None:
    touched(ada, 200)
    phone = device_sleep((0, 420, SleepKind.ASLEEP), source="Phone")
    record(ada, device_sleep(*USUAL_NIGHT), phone, as_of=NOW - timedelta(hours=1))
    assert "Watch: awake from 02:13" in as_ada.get("/episodes/").content.decode()
    as_ada.post("/import/device-sleep/source/", {"source": "apple_health Phone"})
    assert "Phone: asleep from 23:00 to 06:00" in as_ada.get("/episodes/").content.decode()
    record(ada, device_sleep((0, 300, SleepKind.ASLEEP), source="Phone"))
    html = as_ada.get("/episodes/").content.decode()
    assert "Phone: asleep from 23:00 to 04:00" in html
    as_ada.post("/import/device-sleep/source/", {"source": ""})
    assert "Watch: awake from 02:13" in as_ada.get("/episodes/").content.decode()


def test_a_source_that_nobody_has_is_not_chosen(as_ada: Client, ada: User) -> None:
    as_ada.post("/import/device-sleep/source/", {"source": "apple_health Nobody’s"})
    assert Preferences.of(ada).sleep_source == ""


def test_what_lies_in_the_diary_is_not_somebody_elses(as_ben: Client, ada: User, ben: User) -> None:
    touched(ben, 200)
    record(ada, device_sleep(*USUAL_NIGHT))
    assert "data-device" not in as_ben.get("/episodes/").content.decode()
