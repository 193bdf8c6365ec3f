"""The morning after: the rest in one number, and what is remembered of the night."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.actions.record import record
from journal.models import Episode
from journal.models.episode import Source
from journal.observations import Movement
from tests import builders
from tests.views.morning_page import MORNING, NIGHT, _in_the_morning, berlin, page

__all__ = ["_in_the_morning", "berlin"]


def test_after_ten_entries_one_number_is_enough(as_ada: Client, ada: User) -> None:
    for minutes in range(9):
        builders.episode(
            ada,
            happened_at=builders.WHEN + timedelta(minutes=minutes),
            muscle="calf",
            movement="twitch",
        )
    assert "One number for the rest" not in page(as_ada)
    last = builders.episode(
        ada, happened_at=builders.WHEN + timedelta(hours=1), muscle="calf", movement="twitch"
    )
    assert "One number for the rest" in page(as_ada)
    as_ada.post(reverse("rest_of_night"), {"count": "30", "muscle": "calf", "side": "both"})
    rest_entry = Episode.objects.of(ada).get(client_id=f"rest-of-{NIGHT}")
    place = (rest_entry.muscle, rest_entry.side)
    assert (rest_entry.count, place, rest_entry.happened_at, rest_entry.night_of) == (
        30,
        ("calf", "both"),
        last.happened_at,
        NIGHT,
    )
    as_ada.post(reverse("rest_of_night"), {"count": "30", "muscle": "calf"})
    assert Episode.objects.of(ada).filter(count=30).count() == 1


def test_and_many_more_from_the_pad_gets_its_number_in_the_morning(
    as_ada: Client, ada: User
) -> None:
    entry = builders.entry(id=f"rest-of-{NIGHT}", movement=Movement.TWITCH, note="And many more")
    noted, _new = record(ada, entry, source=Source.PAD, as_of=MORNING)
    assert 'class="ask"' not in page(
        as_ada
    )  # its place is asked with its number, and not once more
    assert "All questions about last night are answered." not in page(as_ada)
    assert "At night you touched “And many more”." in page(as_ada)
    as_ada.post(reverse("rest_of_night"), {"count": "30", "muscle": "calf"})
    noted.refresh_from_db()
    assert (noted.count, noted.muscle, noted.happened_at, noted.source) == (
        30,
        "calf",
        builders.WHEN,
        "pad",
    )
    assert "One number for the rest" not in page(as_ada)
    as_ada.post(reverse("rest_of_night"), {"count": "40", "muscle": "calf"})
    noted.refresh_from_db()
    assert (noted.count, Episode.objects.of(ada).count()) == (30, 1)


def test_a_summary_that_was_given_is_not_asked_for_again(as_ada: Client, ada: User) -> None:
    for minutes in range(10):
        builders.episode(
            ada,
            happened_at=builders.WHEN + timedelta(minutes=minutes),
            muscle="calf",
            movement="twitch",
        )
    as_ada.post(reverse("rest_of_night"), {"count": "1", "muscle": ""})
    assert "One number for the rest" not in page(as_ada)


def berlin_time(episode: Episode) -> str:
    """When it was, on Ada's clock."""
    return f"{episode.happened_at.astimezone(ZoneInfo('Europe/Berlin')):%d %H:%M}"


@pytest.mark.parametrize(
    ("part", "at", "phase"),
    [
        ("falling_asleep", "06 23:00", "sleep_onset"),
        ("in_the_night", "07 03:00", ""),
        ("waking", "07 07:00", "on_waking"),
    ],
)
def test_one_touch_adds_what_is_remembered_and_its_questions_come(
    as_ada: Client, ada: User, part: str, at: str, phase: str
) -> None:
    content = page(as_ada)
    key = re.search(r'name="key" value="([^"]+)"', content)
    assert key
    for _twice in range(2):
        answer = as_ada.post(reverse("remember"), {"key": key[1], "part": part}, follow=True)
    text = answer.content.decode()
    assert "Saved: Mon to Tue, 6–7 Jul." in text
    assert "Where was it?" in text
    [entry] = Episode.objects.of(ada)
    assert (berlin_time(entry), entry.phase, entry.night_of) == (at, phase, NIGHT)
    assert (entry.movement, entry.muscle, entry.woke, entry.count) == ("", "", "", 1)


def test_what_is_remembered_lies_at_bed_and_wake_time_where_these_are_known(
    as_ada: Client, ada: User
) -> None:
    as_ada.post(reverse("morning"), {"bed": "00:40", "woke": "05:50"})
    for part in ("falling_asleep", "waking"):
        as_ada.post(reverse("remember"), {"key": part, "part": part})
    assert [
        berlin_time(episode) for episode in Episode.objects.of(ada).order_by("happened_at")
    ] == [
        "07 00:40",
        "07 05:50",
    ]


def test_what_is_remembered_is_never_later_than_now(as_ada: Client, ada: User) -> None:
    with time_machine.travel(
        datetime(2026, 7, 7, 0, 30, tzinfo=UTC), tick=False
    ):  # 02:30 in Berlin
        as_ada.post(reverse("remember"), {"key": "early", "part": "waking"})
    assert [berlin_time(episode) for episode in Episode.objects.of(ada)] == ["07 02:30"]


@pytest.mark.parametrize(
    "data", [{}, {"key": "a"}, {"key": "a", "part": "noon"}, {"key": "\u0007", "part": "waking"}]
)
def test_a_form_that_was_tampered_with_adds_nothing(
    as_ada: Client, ada: User, data: dict[str, str]
) -> None:
    answer = as_ada.post(reverse("remember"), data, follow=True)
    assert re.search("Nothing was saved|visible characters", answer.content.decode())
    assert not Episode.objects.of(ada).exists()


@pytest.mark.parametrize("count", ["", "0", "many", "99999"])
def test_a_wrong_number_for_the_rest_is_said(as_ada: Client, ada: User, count: str) -> None:
    builders.episode(ada)
    answer = as_ada.post(reverse("rest_of_night"), {"count": count, "muscle": ""}, follow=True)
    assert "Write a" in answer.content.decode()
    assert Episode.objects.of(ada).count() == 1


def test_the_rest_of_a_night_without_entries_is_refused(as_ada: Client, ada: User) -> None:
    answer = as_ada.post(reverse("rest_of_night"), {"count": "3"}, follow=True)
    assert "no entries to be the rest of" in answer.content.decode()
