"""On a journey: pages that ask about last night say by which clock, and another is chosen in one
touch.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Morning, Preferences
from tests.forms import Control, post_forms

# Thursday 26 November: 23:30 in Berlin, and Friday in Tokyo.
NOW = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _late() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def berlin(ada: User) -> Preferences:
    """Ada lives in Berlin."""
    return Preferences.objects.create(owner=ada, time_zone="Europe/Berlin", theme="dark")


@pytest.mark.parametrize("route", ["morning", "dashboard", "log", "nights"])
def test_a_page_that_asks_about_last_night_carries_the_offer(as_ada: Client, route: str) -> None:
    page = unescape(as_ada.get(reverse(route)).content.decode())
    own, button = reverse("time_zone"), Control("button", "", "")
    [offer] = [
        form for form in post_forms(page) if any(button.action == own for button in form.buttons)
    ]
    assert {"zone", "next", "opened"} <= set(offer.sends(button))
    assert 'data-zone="Europe/Berlin" hidden' in page
    without_scripts = page.split("<noscript>", 1)[1].split("</noscript>")[0]
    assert "“Last night” goes by the time in Europe/Berlin." in without_scripts
    assert f'href="{reverse("settings")}"' in without_scripts


def test_one_touch_goes_by_another_clock_and_is_taken_back(as_ada: Client, ada: User) -> None:
    assert "Last night, Wed to Thu, 25–26 Nov" in as_ada.get(reverse("morning")).content.decode()
    data = {"zone": "Asia/Tokyo", "next": reverse("morning")}
    page = unescape(as_ada.post(reverse("time_zone"), data, follow=True).content.decode())
    assert "Nights now go by the time in Asia/Tokyo. Last night is Thu to Fri, 26–27 Nov." in page
    assert "Last night, Thu to Fri, 26–27 Nov" in page
    now = Preferences.of(ada)
    assert (now.time_zone, now.theme) == ("Asia/Tokyo", "dark")
    [undo] = [
        button for form in post_forms(page) for button in form.buttons if "?zone=" in button.action
    ]
    as_ada.post(undo.action)
    assert Preferences.of(ada).time_zone == "Europe/Berlin"


def test_somebody_without_settings_of_their_own_gets_some(as_ben: Client, ben: User) -> None:
    as_ben.post(reverse("time_zone"), {"zone": "Asia/Calcutta"})
    assert Preferences.of(ben).time_zone == "Asia/Calcutta"


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "Factory", "Etc/Unknown"])
def test_what_is_no_place_changes_nothing_and_says_so(as_ada: Client, ada: User, zone: str) -> None:
    page = unescape(as_ada.post(reverse("time_zone"), {"zone": zone}, follow=True).content.decode())
    assert "time zone" in page
    assert "“" + zone + "”" in page
    assert Preferences.of(ada).time_zone == "Europe/Berlin"


def test_a_look_at_the_address_takes_nothing_and_writes_nothing(as_ada: Client, ada: User) -> None:
    answer = as_ada.get(reverse("time_zone"), {"zone": "Asia/Tokyo"})
    assert answer.status_code != 200
    assert Preferences.of(ada).time_zone == "Europe/Berlin"


def test_a_sleep_that_was_told_on_another_clock_says_on_which_days_it_was(
    as_ada: Client, ada: User
) -> None:
    slept = [
        datetime(2026, 11, 25, hour, tzinfo=UTC) for hour in (10, 18)
    ]  # 23:00 to 07:00 in Auckland
    Morning.objects.create(
        owner=ada,
        night_of=date(2026, 11, 25),
        bed_at=slept[0],
        woke_at=slept[1],
        recorded_at=slept[1],
    )
    sentence = "To bed Wed 25 Nov, 11:00, up again 19:00."
    assert sentence in as_ada.get(reverse("morning")).content.decode()
    as_ada.post(reverse("time_zone"), {"zone": "Pacific/Auckland"})
    page = as_ada.get(reverse("morning"), {"night": "2026-11-25"}).content.decode()
    assert 'value="23:00"' in page
    assert "To bed Wed 25 Nov" not in page
