"""On the screen of a night's sleep, what a device wrote of it beside the person's own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.device_sleep import SleepKind
from journal.models import Morning
from tests.device_sleep.nights import (
    EVENING,
    USUAL_NIGHT,
    at_minute,
    device_sleep,
    sleep_of_totals,
)
from tests.views.test_device_beside import _own_folder, record

__all__ = ["_own_folder"]
pytestmark = pytest.mark.django_db
NIGHT = f"{EVENING:%Y-%m-%d}"


def test_a_night_without_a_device_has_nothing_of_one(as_ada: Client, ada: User) -> None:
    record(ada, device_sleep(*USUAL_NIGHT))
    assert "data-device" not in as_ada.get("/sleep/?night=2026-07-05").content.decode()


def test_totals_stand_there_and_are_said_to_be_totals(as_ada: Client, ada: User) -> None:
    record(ada, sleep_of_totals(light=15_000, deep=4_800))
    html = as_ada.get(f"/sleep/?night={NIGHT}").content.decode()
    for said in (
        "What <bdi>Garmin</bdi> wrote",
        "<dt>Deep sleep</dt><dd>1 h 20 min</dd>",
        "<dt>REM sleep</dt><dd>not measured</dd>",
        "These are totals.",
    ):
        assert said in html
    assert "typed" not in html.partition("data-device")[2].partition("</aside>")[0]


def test_what_was_typed_by_hand_is_said_to_be_typed(as_ada: Client, ada: User) -> None:
    watch = device_sleep(*USUAL_NIGHT)
    typed = replace(device_sleep((10, 400, SleepKind.ASLEEP)), by_hand=True)
    record(ada, typed)
    html = as_ada.get(f"/sleep/?night={NIGHT}").content.decode()
    assert "A person typed this into the device’s app by hand." in html
    record(ada, watch)
    html = as_ada.get(f"/sleep/?night={NIGHT}").content.decode()
    assert "23:00 to 06:00" in html
    assert "<bdi>Watch (Apple Health), typed by hand</bdi>" in html


def test_the_nights_page_says_which_device_wrote_of_a_night(as_ada: Client, ada: User) -> None:
    assert "data-device" not in as_ada.get("/nights/").content.decode()
    record(ada, device_sleep(*USUAL_NIGHT))
    html = as_ada.get("/nights/").content.decode()
    assert html.count("data-device") == 1
    assert "Watch (Apple Health) wrote of this night." in html


def test_the_device_stands_beside_and_says_how_often_both_agree(as_ada: Client, ada: User) -> None:
    record(ada, device_sleep(*USUAL_NIGHT))
    Morning.objects.create(
        owner=ada,
        night_of=EVENING.date(),
        tried_at=at_minute(-15),
        minutes_until_sleep=20,
        last_waking_at=at_minute(480),
        recorded_at=at_minute(600),
    )
    html = as_ada.get(f"/sleep/?night={NIGHT}").content.decode()
    for said in (
        "What <bdi>Watch (Apple Health)</bdi> wrote",
        "23:00 to 06:00",
        "<dt>When sleep came</dt><dd>within 30 minutes of each other on 1 of 1 night that has both",
        "<dt>The last waking</dt><dd>within 30 minutes of each other on 0 of 1 night that has both",
    ):
        assert said in html
    assert "Not shown" not in html
