"""The morning after: open questions in one screen, sleep, the day before, and the rest in one
number.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.criteria import Question
from journal.models import DayContext, Morning, NightRecord
from journal.observations import Movement, Observation, Woke
from journal.open_questions import open_questions
from tests import builders
from tests.views.morning_page import NIGHT, _in_the_morning, berlin, page

__all__ = ["_in_the_morning", "berlin"]


@pytest.mark.parametrize(
    ("observation", "questions"),
    [
        (Observation(movement=Movement.TWITCH, muscle="calf"), []),
        (Observation(muscle="not_sure_where"), [Question.MUSCLE, Question.TYPE]),
        (Observation(movement=Movement.JERK, muscle="calf"), [Question.WOKE]),
        (Observation(movement=Movement.JERK, woke=Woke.ASLEEP), [Question.MUSCLE]),
        (Observation(movement=Movement.UNSURE, muscle="calf", woke=Woke.ASLEEP), [Question.TYPE]),
        (Observation(movement=Movement.TWITCH, muscle="trapezius_upper"), [Question.BACK]),
    ],
)
def test_only_what_is_open_is_asked(observation: Observation, questions: list[Question]) -> None:
    assert open_questions(observation) == questions


def test_one_touch_answers_and_returns(as_ada: Client, ada: User) -> None:
    jerk = builders.episode(ada, movement="jerk", muscle="calf")
    assert "Did it wake you?" in page(as_ada)
    answer = {"question": "woke", "value": "no", "next": reverse("morning"), "weeks": ""}
    answered = as_ada.post(reverse("answer", args=[jerk.pk]), answer)
    assert answered["Location"] == reverse("morning")
    jerk.refresh_from_db()
    assert jerk.woke == "no"
    assert "All questions about last night are answered." in page(as_ada)


def test_a_place_of_the_last_ones_is_one_touch(as_ada: Client, ada: User) -> None:
    builders.episode(
        ada,
        movement="twitch",
        muscle="eyelid",
        side="left",
        happened_at=builders.WHEN - timedelta(days=3),
    )
    rough = builders.episode(ada, movement="twitch", muscle="not_sure_where")
    chip = re.search(
        r'<button class="chip" name="value" value="(eyelid:left)" formaction', page(as_ada)
    )
    assert chip
    as_ada.post(
        reverse("answer", args=[rough.pk]),
        {"question": "muscle", "value": chip[1], "next": reverse("morning")},
    )
    rough.refresh_from_db()
    assert (rough.muscle, rough.side) == ("eyelid", "left")
    assert 'value="not_sure_where">' not in page(as_ada).partition("<select")[0]


@pytest.mark.parametrize("route", ["morning", "dashboard"])
def test_an_unrecorded_night_offers_none_and_do_not_know(as_ada: Client, route: str) -> None:
    text = page(as_ada, route)
    assert f'name="none" value="{NIGHT.isoformat()}"' in text
    assert "I do not know" in text


def test_no_twitches_in_one_touch(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("nights"), {"none": NIGHT.isoformat(), "next": reverse("morning")})
    assert NightRecord.objects.of(ada).on_nights(NIGHT, NIGHT).exists()
    assert "No twitches noticed." in page(as_ada)


def test_do_not_know_leaves_the_night_not_recorded_and_is_not_asked_again(
    as_ada: Client, ada: User
) -> None:
    as_ada.post(reverse("morning"), {"does_not_know": "1"})
    assert not NightRecord.objects.of(ada).exists()
    assert "I do not know" not in page(as_ada)
    assert "I do not know" not in page(as_ada, "dashboard")


def test_sleep_and_the_day_before_are_kept(as_ada: Client, ada: User) -> None:
    as_ada.post(
        reverse("morning"),
        {"bed": "23:10", "woke": "06:45", "caffeine": "yes", "stress": "no", "note": "late"},
    )
    stored = Morning.objects.get(owner=ada)
    assert (stored.night_of, stored.bed_at, stored.woke_at) == (
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
    ("typed", "why"),
    [
        (
            {"bed": "23:00", "woke": "22:00"},
            "Understood as Tue 7 Jul, 22:00, which is in the future.",
        ),
        ({"woke": "10:30"}, "Understood as Tue 7 Jul, 10:30, which is in the future."),
        ({"bed": "quarter past"}, "Write a time"),
    ],
)
def test_times_that_cannot_be_are_said_and_what_was_typed_stays(
    as_ada: Client, ada: User, typed: dict[str, str], why: str
) -> None:
    answer = as_ada.post(reverse("morning"), {**typed, "note": "kept"})
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert 'value="kept"' in answer.content.decode()
    assert not Morning.objects.filter(owner=ada).exists()


def test_the_dashboard_leads_to_the_morning_also_when_nothing_is_open(
    as_ada: Client, ada: User
) -> None:
    builders.episode(ada, movement="twitch", muscle="calf")
    assert f'href="{reverse("morning")}"' in page(as_ada, "dashboard")


def test_the_page_costs_the_same_for_few_and_many(
    as_ada: Client, ada: User, django_assert_num_queries: Any
) -> None:
    for number in (3, 40):
        for minutes in range(number):
            builders.episode(
                ada, happened_at=builders.WHEN + timedelta(minutes=minutes), movement="jerk"
            )
        with django_assert_num_queries(9):
            as_ada.get(reverse("morning"))
