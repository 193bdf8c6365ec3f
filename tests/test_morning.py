"""The morning after: open questions in one screen, sleep, the day before, and the rest in one number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.criteria import Question
from journal.models import DayContext, Episode, Morning, NightRecord, Preferences
from journal.models.episode import Source
from journal.models.recording import record
from journal.observations import Movement, Observation, Woke
from journal.pages.morning import open_questions
from tests import builders

# 09:00 in Berlin on the 7th: last night began on the 6th, and builders.WHEN (02:15) lies in it.
MORNING = datetime(2026, 7, 7, 7, 0, tzinfo=UTC)
NIGHT = date(2026, 7, 6)


@pytest.fixture(autouse=True)
def _in_the_morning() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture(autouse=True)
def berlin(ada: User) -> Preferences:
    """Ada lives in Berlin."""
    return Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")


@pytest.mark.parametrize(
    ("seen", "asked"),
    [
        (Observation(movement=Movement.TWITCH, muscle="calf"), []),
        (Observation(muscle="not_sure_where"), [Question.MUSCLE, Question.TYPE]),
        (Observation(movement=Movement.JERK, muscle="calf"), [Question.WOKE]),
        (Observation(movement=Movement.JERK, woke=Woke.ASLEEP), [Question.MUSCLE]),
        (Observation(movement=Movement.UNSURE, muscle="calf", woke=Woke.ASLEEP), [Question.TYPE]),
        (Observation(movement=Movement.TWITCH, muscle="trapezius_upper"), [Question.BACK]),
    ],
)
def test_only_what_is_open_is_asked(seen: Observation, asked: list[Question]) -> None:
    assert open_questions(seen) == asked


def page(client: Client, route: str = "morning") -> str:
    """A page's text."""
    return client.get(reverse(route)).content.decode()


def test_one_touch_answers_and_returns(as_ada: Client, ada: User) -> None:
    jerk = builders.episode(ada, movement="jerk", muscle="calf")
    assert "Did it wake you?" in page(as_ada)
    said = {"question": "woke", "value": "no", "next": reverse("morning"), "weeks": ""}
    answered = as_ada.post(reverse("answer", args=[jerk.pk]), said)
    assert answered["Location"] == reverse("morning")
    jerk.refresh_from_db()
    assert jerk.woke == "no"
    assert "All questions about last night are answered." in page(as_ada)


def test_a_place_of_the_last_ones_is_one_touch(as_ada: Client, ada: User) -> None:
    builders.episode(
        ada, movement="twitch", muscle="eyelid", side="left", happened_at=builders.WHEN - timedelta(days=3)
    )
    rough = builders.episode(ada, movement="twitch", muscle="not_sure_where")
    chip = re.search(r'<button class="chip" name="value" value="(eyelid)" formaction', page(as_ada))
    assert chip
    as_ada.post(
        reverse("answer", args=[rough.pk]), {"question": "muscle", "value": chip[1], "next": reverse("morning")}
    )
    rough.refresh_from_db()
    assert rough.muscle == "eyelid"
    assert 'value="not_sure_where">' not in page(as_ada).partition("<select")[0]


@pytest.mark.parametrize("route", ["morning", "dashboard"])
def test_an_unrecorded_night_offers_none_and_do_not_know(as_ada: Client, route: str) -> None:
    text = page(as_ada, route)
    assert "No twitches last night" in text
    assert "I do not know" in text


def test_no_twitches_in_one_touch(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("nights"), {"none": NIGHT.isoformat(), "next": reverse("morning")})
    assert NightRecord.objects.of(ada).on_nights(NIGHT, NIGHT).exists()
    assert "No twitches noticed." in page(as_ada)


def test_do_not_know_leaves_the_night_not_recorded_and_is_not_asked_again(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("morning"), {"does_not_know": "1"})
    assert not NightRecord.objects.of(ada).exists()
    assert "I do not know" not in page(as_ada)
    assert "I do not know" not in page(as_ada, "dashboard")


def test_sleep_and_the_day_before_are_kept(as_ada: Client, ada: User) -> None:
    as_ada.post(
        reverse("morning"), {"bed": "23:10", "woke": "06:45", "caffeine": "yes", "stress": "no", "note": "late"}
    )
    said = Morning.objects.get(owner=ada)
    assert (said.night_of, said.bed_at, said.woke_at) == (
        NIGHT,
        datetime(2026, 7, 6, 21, 10, tzinfo=UTC),
        datetime(2026, 7, 7, 4, 45, tzinfo=UTC),
    )
    day = DayContext.objects.get(owner=ada, night_of=NIGHT)
    assert (day.caffeine, day.stress, day.alcohol, day.note) == ("yes", "no", "", "late")
    text = page(as_ada)
    assert 'value="23:10"' in text
    assert re.search(r'name="caffeine" value="yes" id="\w+" checked', text)
    assert re.search(r'name="alcohol" value="" id="\w+" checked', text)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"bed": "23:00", "woke": "22:00"}, "Understood as Tue 7 Jul 22:00, which is in the future."),
        ({"woke": "10:30"}, "Understood as Tue 7 Jul 10:30, which is in the future."),
        ({"bed": "quarter past"}, "Write a time"),
    ],
)
def test_times_that_cannot_be_are_said_and_what_was_typed_stays(
    as_ada: Client, ada: User, said: dict[str, str], why: str
) -> None:
    answer = as_ada.post(reverse("morning"), {**said, "note": "kept"})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert 'value="kept"' in answer.content.decode()
    assert not Morning.objects.filter(owner=ada).exists()


def test_after_ten_entries_one_number_is_enough(as_ada: Client, ada: User) -> None:
    for minutes in range(9):
        builders.episode(ada, happened_at=builders.WHEN + timedelta(minutes=minutes), muscle="calf", movement="twitch")
    assert "One number for the rest" not in page(as_ada)
    last = builders.episode(ada, happened_at=builders.WHEN + timedelta(hours=1), muscle="calf", movement="twitch")
    assert "One number for the rest" in page(as_ada)
    as_ada.post(reverse("rest_of_night"), {"count": "30", "muscle": "calf"})
    rest = Episode.objects.of(ada).get(client_id=f"rest-of-{NIGHT}")
    assert (rest.count, rest.muscle, rest.happened_at, rest.night_of) == (30, "calf", last.happened_at, NIGHT)
    as_ada.post(reverse("rest_of_night"), {"count": "30", "muscle": "calf"})
    assert Episode.objects.of(ada).filter(count=30).count() == 1


def test_and_many_more_from_the_pad_gets_its_number_in_the_morning(as_ada: Client, ada: User) -> None:
    told = builders.entry(id=f"rest-of-{NIGHT}", movement=Movement.TWITCH, note="And many more")
    noted, _new = record(ada, told, source=Source.PAD, as_of=MORNING)
    assert 'class="ask"' not in page(as_ada)  # its place is asked with its number, and not once more
    assert "All questions about last night are answered." not in page(as_ada)
    assert "At night you touched “And many more”." in page(as_ada)
    as_ada.post(reverse("rest_of_night"), {"count": "30", "muscle": "calf"})
    noted.refresh_from_db()
    assert (noted.count, noted.muscle, noted.happened_at, noted.source) == (30, "calf", builders.WHEN, "pad")
    assert "One number for the rest" not in page(as_ada)
    as_ada.post(reverse("rest_of_night"), {"count": "40", "muscle": "calf"})
    noted.refresh_from_db()
    assert (noted.count, Episode.objects.of(ada).count()) == (30, 1)


def test_a_summary_that_was_given_is_not_asked_for_again(as_ada: Client, ada: User) -> None:
    for minutes in range(10):
        builders.episode(ada, happened_at=builders.WHEN + timedelta(minutes=minutes), muscle="calf", movement="twitch")
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
    shown = page(as_ada)
    key = re.search(r'name="key" value="([^"]+)"', shown)
    assert key
    for _twice in range(2):
        answer = as_ada.post(reverse("remember"), {"key": key[1], "part": part}, follow=True)
    text = answer.content.decode()
    day = "Tue 7 Jul " if at.startswith("07") else ""
    assert f"Saved, at {day}{at[3:]}, in the night of Mon 6 July." in text
    assert "Where was it?" in text
    [entry] = Episode.objects.of(ada)
    assert (berlin_time(entry), entry.phase, entry.night_of) == (at, phase, NIGHT)
    assert (entry.movement, entry.muscle, entry.woke, entry.count) == ("", "", "", 1)


def test_what_is_remembered_lies_at_bed_and_wake_time_where_these_are_known(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("morning"), {"bed": "00:40", "woke": "05:50"})
    for part in ("falling_asleep", "waking"):
        as_ada.post(reverse("remember"), {"key": part, "part": part})
    assert [berlin_time(one) for one in Episode.objects.of(ada).order_by("happened_at")] == ["07 00:40", "07 05:50"]


def test_what_is_remembered_is_never_later_than_now(as_ada: Client, ada: User) -> None:
    with time_machine.travel(datetime(2026, 7, 7, 0, 30, tzinfo=UTC), tick=False):  # 02:30 in Berlin
        as_ada.post(reverse("remember"), {"key": "early", "part": "waking"})
    assert [berlin_time(one) for one in Episode.objects.of(ada)] == ["07 02:30"]


@pytest.mark.parametrize("said", [{}, {"key": "a"}, {"key": "a", "part": "noon"}, {"key": "\u0007", "part": "waking"}])
def test_a_form_that_was_tampered_with_adds_nothing(as_ada: Client, ada: User, said: dict[str, str]) -> None:
    answer = as_ada.post(reverse("remember"), said, follow=True)
    assert re.search("Nothing was saved|visible characters", answer.content.decode())
    assert not Episode.objects.of(ada).exists()


def test_the_dashboard_leads_to_the_morning_also_when_nothing_is_open(as_ada: Client, ada: User) -> None:
    builders.episode(ada, movement="twitch", muscle="calf")
    assert f'href="{reverse("morning")}"' in page(as_ada, "dashboard")


@pytest.mark.parametrize("count", ["", "0", "many", "99999"])
def test_a_wrong_number_for_the_rest_is_said(as_ada: Client, ada: User, count: str) -> None:
    builders.episode(ada)
    answer = as_ada.post(reverse("rest_of_night"), {"count": count, "muscle": ""}, follow=True)
    assert "Write a" in answer.content.decode()
    assert Episode.objects.of(ada).count() == 1


def test_the_rest_of_a_night_without_entries_is_refused(as_ada: Client, ada: User) -> None:
    answer = as_ada.post(reverse("rest_of_night"), {"count": "3"}, follow=True)
    assert "no entries to be the rest of" in answer.content.decode()


def test_the_page_costs_the_same_for_few_and_many(as_ada: Client, ada: User, django_assert_num_queries: Any) -> None:
    for number in (3, 40):
        for minutes in range(number):
            builders.episode(ada, happened_at=builders.WHEN + timedelta(minutes=minutes), movement="jerk")
        with django_assert_num_queries(9):
            as_ada.get(reverse("morning"))
