"""The morning puts a question once, also one that is open all the same after it."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.criteria import Question
from journal.models import ConstantMark, Episode
from journal.open_questions import PUT_ASIDE, open_questions
from tests import builders
from tests.views.morning_page import NIGHT, _in_the_morning, berlin, page

__all__ = ["_in_the_morning", "berlin"]

JOLT = {"movement": "felt_jolt", "muscle": "calf", "woke": "asleep"}
OPEN = "What you left open can be answered in its entry."


def touch(client: Client, route: str, word: str) -> Any:
    """Touch the first button of that word on the page, as a browser does."""
    pattern = rf'<button class="chip" name="value" value="([^"]+)" formaction="([^"]+)">{word}<'
    button = re.search(pattern, page(client, route))
    assert button, word
    address = unescape(button[2]).partition("#")[0]
    return client.post(address, {"value": button[1], "next": reverse(route)})


@pytest.mark.parametrize("route", ["morning", "dashboard"])
@pytest.mark.parametrize("word", ["Jolt, only felt", "I do not know"])
def test_a_felt_jolt_is_asked_once(as_ada: Client, ada: User, route: str, word: str) -> None:
    jolt = builders.episode(ada, **JOLT)
    before = jolt.entry
    assert touch(as_ada, route, word).status_code == 302
    jolt.refresh_from_db()
    assert jolt.entry == before
    assert open_questions(jolt.observation) == [Question.TYPE]
    assert "stays open" in page(as_ada, route)
    assert 'value="felt_jolt" formaction' not in page(as_ada, "morning")
    assert OPEN in page(as_ada, "morning")
    assert 'id="night"' in page(as_ada, "dashboard")
    last_night = page(as_ada, "dashboard").partition('id="points"')[0]
    assert "Was it a twitch or a jerk?" not in last_night
    assert "1 entry. What you left open can be answered in it." in last_night


def test_what_was_not_answered_is_asked_again(as_ada: Client, ada: User) -> None:
    builders.episode(ada, **JOLT)
    for _look in range(2):
        assert "Nobody asleep can know what moved" in page(as_ada)


def test_a_jolt_that_was_a_jerk_closes_the_question(as_ada: Client, ada: User) -> None:
    jolt = builders.episode(ada, **JOLT)
    touch(as_ada, "morning", "Jerk")
    jolt.refresh_from_db()
    assert (jolt.movement, jolt.asked_questions) == ("jerk", "")
    assert "All questions about last night are answered." in page(as_ada)


def test_no_touch_makes_not_sure_of_a_jolt(as_ada: Client, ada: User) -> None:
    builders.episode(ada, **JOLT)
    assert 'value="unsure"' not in page(as_ada)


@pytest.mark.parametrize(
    ("stored", "word", "left"),
    [
        ({"movement": "twitch", "muscle": "calf", "woke": "asleep"}, "Twitch", "type"),
        ({"movement": "unsure", "muscle": "calf"}, "Not sure", "type"),
        ({"movement": "jerk", "muscle": "calf"}, "Not sure", "woke"),
        ({"movement": "twitch", "muscle": "trapezius_upper"}, "I do not know", "back"),
        ({"movement": "twitch"}, "I do not know", "muscle"),
        (
            {"movement": "jerk", "muscle": "calf", "woke": "asleep", "phase": "awake_day"},
            "I do not know",
            "phase",
        ),
    ],
)
def test_every_question_is_put_once(
    as_ada: Client, ada: User, stored: dict[str, str], word: str, left: str
) -> None:
    episode = builders.episode(ada, **stored)
    touch(as_ada, "morning", word)
    episode.refresh_from_db()
    assert episode.asked_questions == left
    assert OPEN in page(as_ada)


def test_another_question_of_the_entry_is_put_all_the_same(as_ada: Client, ada: User) -> None:
    builders.episode(ada, movement="jerk")
    touch(as_ada, "morning", "I do not know")
    assert "Where was it?" not in page(as_ada)
    assert "Did it wake you?" in page(as_ada)


def test_an_entry_that_is_changed_keeps_what_was_asked(as_ada: Client, ada: User) -> None:
    jolt = builders.episode(ada, **JOLT)
    touch(as_ada, "morning", "I do not know")
    address = reverse("answer", args=[jolt.pk])
    as_ada.post(address, {"question": "muscle", "value": "shin", "was": "calf"})
    jolt.refresh_from_db()
    assert (jolt.muscle, jolt.asked_questions) == ("shin", "type")


def test_a_place_where_it_went_on_takes_no_such_answer(as_ada: Client, ada: User) -> None:
    row = {"night_of": NIGHT, "recorded_at": builders.WHEN, "muscle": "lower_back"}
    mark = ConstantMark.objects.create(owner=ada, **row)
    sent = {"question": "back", "value": PUT_ASIDE, "mark": str(mark.pk)}
    as_ada.post(reverse("answer_constant"), sent)
    mark.refresh_from_db()
    assert mark.called_back == ""


def test_what_only_others_may_answer_is_noted_nowhere(as_ben: Client, ada: User) -> None:
    jolt = builders.episode(ada, **JOLT)
    address = reverse("answer", args=[jolt.pk])
    assert as_ben.post(address, {"question": "type", "value": PUT_ASIDE}).status_code == 404
    assert Episode.objects.get().asked_questions == ""
