"""On the screen of a night's sleep, what a device wrote of it beside the person's own."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.models import Morning
from tests.device_sleep.nights import EVENING, USUAL_NIGHT, at_minute, device_sleep
from tests.views.test_device_beside import _own_folder, record

__all__ = ["_own_folder"]
pytestmark = pytest.mark.django_db
NIGHT = f"{EVENING:%Y-%m-%d}"


def test_a_night_without_a_device_has_nothing_of_one(as_ada: Client, ada: User) -> None:
    record(ada, device_sleep(*USUAL_NIGHT))
    assert "data-device" not in as_ada.get("/sleep/?night=2026-07-05").content.decode()


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
