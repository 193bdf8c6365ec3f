"""The last nights: three states, one touch, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import NightRecord, Preferences
from journal.nights import NightState
from journal.pages.week import week_nights
from journal.reading.week import read_week
from tests import builders

# Tuesday 09:00 in Berlin; last night is the night of Monday the 6th.
NOW = datetime(2026, 7, 7, 7, 0, tzinfo=UTC)
LAST = date(2026, 7, 6)
NIGHTS = "/nights/"


@pytest.fixture(autouse=True)
def _morning(db: None, ada: User) -> Any:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        yield


def say_none(client: Client, night: date | str, **more: str) -> str:
    """Post "no twitches" and return the page that follows."""
    return client.post(NIGHTS, {"none": str(night), **more}, follow=True).content.decode()


def known(ada: User) -> dict[str, NightState]:
    return {
        night.night: night.state
        for night in week_nights(read_week(ada, as_of=NOW, zone=builders.zone()))
    }


def test_a_week_tells_three_states_apart(ada: User) -> None:
    builders.episode(ada)
    NightRecord.objects.create(owner=ada, night_of=date(2026, 7, 5), recorded_at=NOW)
    nights = week_nights(read_week(ada, as_of=NOW, zone=builders.zone()))
    assert [night.night for night in nights] == [
        f"2026-07-0{day}" for day in (6, 5, 4, 3, 2, 1)
    ] + ["2026-06-30"]
    assert [night.text for night in nights[:3]] == [
        "1 entry",
        "No twitches noticed",
        "Before your diary began",
    ]
    NightRecord.objects.create(owner=ada, night_of=date(2026, 5, 1), recorded_at=NOW)
    assert week_nights(read_week(ada, as_of=NOW, zone=builders.zone()))[2].text == "Not recorded"
    assert nights[0].label == "Last night, Mon to Tue, 6–7 Jul"


@pytest.mark.parametrize("number", [3, 60])
def test_a_week_costs_two_queries(ada: User, number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        builders.episode(ada)
    with django_assert_num_queries(2):
        assert (
            week_nights(read_week(ada, as_of=NOW, zone=builders.zone()))[0].text
            == f"{number} entries"
        )


def test_no_twitches_in_one_touch_and_twice_stores_once(ada: User, as_ada: Client) -> None:
    for _ in range(2):
        assert "Saved: no twitches, Mon to Tue, 6–7 Jul." in say_none(as_ada, LAST)
    assert NightRecord.objects.of(ada).count() == 1
    assert known(ada)["2026-07-06"] is NightState.NONE


def test_undo_makes_it_not_recorded_again(ada: User, as_ada: Client) -> None:
    say_none(as_ada, LAST)
    page = as_ada.post(NIGHTS, {"nothing": "2026-07-06"}, follow=True).content.decode()
    assert "Undone. Mon to Tue, 6–7 Jul is not recorded." in page
    assert known(ada)["2026-07-06"] is NightState.NOT_RECORDED


@pytest.mark.parametrize(
    ("night", "sentence"),
    [
        (LAST + timedelta(days=1), "This night is still to come."),
        (LAST - timedelta(days=7), "Only nights of the last week can be marked"),
        ("yesterday", "Write the night as a date"),
        ("", "Choose a night."),
    ],
)
def test_what_is_refused_is_said(
    ada: User, as_ada: Client, night: date | str, sentence: str
) -> None:
    assert sentence in say_none(as_ada, night)
    assert not NightRecord.objects.exists()


def test_the_oldest_night_of_the_week_can_still_be_marked(ada: User, as_ada: Client) -> None:
    say_none(as_ada, LAST - timedelta(days=6))
    assert known(ada)["2026-06-30"] is NightState.NONE


def test_a_night_with_entries_is_not_called_quiet(ada: User, as_ada: Client) -> None:
    builders.episode(ada)
    assert "This night has entries in your diary" in say_none(as_ada, LAST)
    assert not NightRecord.objects.exists()


def test_an_entry_in_the_trash_does_not_stand_in_the_way(ada: User, as_ada: Client) -> None:
    gone = builders.episode(ada)
    gone.deleted_at = NOW
    gone.save()
    say_none(as_ada, LAST)
    assert known(ada)["2026-07-06"] is NightState.NONE


def test_an_episode_outweighs_no_twitches(ada: User, as_ada: Client) -> None:
    say_none(as_ada, LAST)
    builders.episode(ada)
    assert known(ada)["2026-07-06"] is NightState.EPISODES


def test_returns_to_the_page_it_came_from_but_never_to_another_site(
    ada: User, as_ada: Client
) -> None:
    home = as_ada.post(NIGHTS, {"none": str(LAST), "next": "/dashboard/?weeks=4"})
    assert home["Location"] == "/dashboard/?weeks=4"
    away = as_ada.post(NIGHTS, {"none": str(LAST), "next": "https://example.com/"})
    assert away["Location"] == reverse("nights")


def test_a_look_at_the_page_writes_nothing_and_others_are_left_alone(
    ada: User, as_ada: Client, as_ben: Client
) -> None:
    say_none(as_ada, LAST)
    page = as_ben.get(NIGHTS).content.decode()
    assert "No twitches noticed" not in page
    as_ben.post(NIGHTS, {"nothing": str(LAST)})
    assert NightRecord.objects.of(ada).count() == 1


def test_a_visitor_is_asked_to_sign_in(client: Client) -> None:
    assert client.get(NIGHTS)["Location"].startswith(reverse("account_login"))
