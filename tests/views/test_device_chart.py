"""Today's chart of nights with the sleep of a device behind it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.models import Preferences
from tests.device_sleep.nights import USUAL_NIGHT, device_sleep, sleep_of_totals
from tests.views.test_device_beside import NOW, _own_folder, record, touched

__all__ = ["_own_folder"]
pytestmark = pytest.mark.django_db


def test_the_chart_has_bars_a_legend_and_a_table(as_ada: Client, ada: User) -> None:
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    touched(ada, 200)
    assert "data-device" not in as_ada.get("/dashboard/").content.decode()
    record(ada, device_sleep(*USUAL_NIGHT))
    html = as_ada.get("/dashboard/").content.decode()
    for said in (
        '<path class="device-deep"',
        "asleep, or light sleep",
        "sleep as a device wrote it",
        (
            "<td>Watch (Apple Health)</td><td>23:00 to 06:00</td><td>6 h 13 min</td><td>17 min</td>"
            "<td>light sleep 3 h 13 min, deep sleep 1 h, REM sleep 2 h</td>"
        ),
    ):
        assert said in html


def test_totals_are_in_the_table_and_not_in_the_drawing(as_ada: Client, ada: User) -> None:
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    touched(ada, 200)
    record(ada, sleep_of_totals(light=15_000, deep=4_800))
    html = as_ada.get("/dashboard/").content.decode()
    assert '<path class="device-' not in html
    assert (
        "<td>Garmin</td><td></td><td>5 h 30 min</td><td></td><td>only totals, no times: light sleep"
        " 4 h 10 min, deep sleep 1 h 20 min, REM sleep not measured</td>"
    ) in html


def test_a_later_file_shows_at_once(as_ada: Client, ada: User) -> None:
    touched(ada, 200)
    record(ada, device_sleep(*USUAL_NIGHT), as_of=NOW - timedelta(hours=1))
    assert "device-awake" in as_ada.get("/dashboard/").content.decode()
    record(ada, device_sleep(USUAL_NIGHT[0], (193, 420, USUAL_NIGHT[0][2])))
    assert "device-awake" not in as_ada.get("/dashboard/").content.decode()


def test_it_costs_one_query_and_only_those_who_have_it(
    as_ada: Client, ada: User, django_assert_num_queries: Any
) -> None:
    touched(ada, 200)
    as_ada.get("/dashboard/")
    with django_assert_num_queries(8):
        as_ada.get("/dashboard/")
    record(ada, device_sleep(*USUAL_NIGHT))
    with django_assert_num_queries(9):
        as_ada.get("/dashboard/")
