"""What is said after an answer is so, whatever the question, its value and the entry."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.actions.trash import discard
from journal.checklist import THINGS, Heed
from journal.criteria import Question
from journal.models import Episode, OtherThingAnswer, Preferences
from journal.observations import Movement, Observation, Phase, Woke
from journal.open_questions import ANSWERS, open_questions
from journal.wording.after_saving import answer_saved
from tests import builders
from tests.forbidden_words import forbidden
from tests.forms import post_forms

NOW = datetime(2026, 7, 7, 7, 0, tzinfo=UTC)
STAYS = "stays open"
FIELDS = {question: field for question, (field, _values) in ANSWERS.items()}
MOVEMENTS = (None, Movement.TWITCH, Movement.JERK, Movement.CRAMP, Movement.UNSURE)
PHASES = (None, Phase.ASLEEP, Phase.AWAKE_IN_BED, Phase.SLEEP_ONSET)
STATES = [
    Observation(movement=movement, muscle=muscle, woke=woke, phase=phase)
    for movement, muscle, woke, phase in itertools.product(
        MOVEMENTS, (None, "calf", "trapezius_upper"), (None, *Woke), PHASES
    )
]


def answered(state: Observation, question: Question, value: str) -> Observation:
    return replace(state, **{FIELDS[question]: value})  # type: ignore[arg-type]  # by the name of the field


@pytest.mark.parametrize("question", ANSWERS)
def test_open_is_said_exactly_when_it_is_so(question: Question) -> None:
    number = 0
    for state, value in itertools.product(STATES, ANSWERS[question][1]):
        if question not in open_questions(state):
            continue
        after = answered(state, question, value)
        text = answer_saved(question, value, [after])
        assert (STAYS in text) is (question in open_questions(after)), (state, value, text)
        if "woke you from sleep" in text:
            assert after.woke in (Woke.ASLEEP, Woke.YES)
        assert ("not sure" in text) is (value == "unsure")
        assert forbidden(text) == []
        number += 1
    assert number


def test_one_of_several_that_stays_open_is_said() -> None:
    closed = Observation(movement=Movement.TWITCH, woke=None, muscle="calf")
    still = Observation(movement=Movement.TWITCH, woke=Woke.ASLEEP, muscle="calf")
    assert answer_saved(Question.TYPE, "twitch", [closed, closed]) == "Saved in 2 entries."
    assert STAYS in answer_saved(Question.TYPE, "twitch", [closed, still])


@pytest.fixture
def morning(ada: User) -> Any:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("woke", "sentence"),
    [
        (None, "Saved in 1 entry."),
        (Woke.ASLEEP, "The question stays open while the entry also says that it woke you"),
    ],
)
def test_a_twitch_that_never_woke_is_simply_saved(
    as_ada: Client, ada: User, morning: None, woke: Woke | None, sentence: str
) -> None:
    episode = builders.episode(ada, muscle="calf", woke=woke)
    answer = {"question": "type", "value": "twitch", "next": "/morning/"}
    page = as_ada.post(reverse("answer", args=[episode.pk]), answer, follow=True).content.decode()
    assert sentence in page
    assert ("All questions about last night are answered." in page) is (woke is None)


def test_the_rest_of_the_night_in_the_trash_is_not_in_the_diary(
    as_ada: Client, ada: User, morning: None
) -> None:
    builders.episode(ada)
    typed = {"count": "12", "muscle": ""}
    assert (
        "Saved as one entry."
        in as_ada.post(reverse("rest_of_night"), typed, follow=True).content.decode()
    )
    assert (
        "change it in the diary"
        in as_ada.post(reverse("rest_of_night"), typed, follow=True).content.decode()
    )
    rest_entry = Episode.objects.of(ada).kept().rest_of_night(builders.night_of(builders.WHEN))
    assert rest_entry
    discard(rest_entry, NOW)
    assert (
        "lies in the trash."
        in as_ada.post(reverse("rest_of_night"), typed, follow=True).content.decode()
    )


def test_a_night_whose_rest_waits_to_be_counted_is_not_done(
    as_ada: Client, ada: User, morning: None
) -> None:
    builders.episode(ada, movement=Movement.TWITCH, muscle="calf")
    builders.episode(ada, id="rest-of-2026-07-06", movement=Movement.TWITCH, muscle="calf")
    Episode.objects.filter(client_id__startswith="rest").update(source="pad")
    text = as_ada.get(reverse("morning")).content.decode()
    assert "About how many more?" in text
    assert "All questions about last night are answered." not in text


def save(client: Client, **answers: str) -> str:
    """Send the page's form with these answers alone, every other question "not answered"."""
    page = client.get(reverse("checklist")).content.decode()
    [form] = [
        form_on_page
        for form_on_page in post_forms(page)
        if form_on_page.action == reverse("other_things")
    ]
    sent = {**dict.fromkeys(THINGS, ""), "opened": form.sends()["opened"], **answers}
    return client.post(form.action, sent, follow=True).content.decode()


def test_what_doctors_want_to_hear_of_soon_gets_one_calm_sentence(
    as_ada: Client, ada: User
) -> None:
    page = save(as_ada, thinner="yes", stiffness="yes")
    assert "2 answers saved." in page
    assert (
        "Doctors want to hear of this soon, with or without twitches: a muscle thinner than on "
        "the other side. Tell yours within the next few days, also if your appointment is later."
    ) in page
    assert "do not wait" not in page
    # it stands there for as long as the answer is "yes"
    assert "Doctors want to hear" in save(as_ada, thinner="yes", stiffness="no")
    assert "Doctors want to hear" in as_ada.get(reverse("checklist")).content.decode()
    assert "Doctors want to hear" not in save(as_ada, thinner="no", stiffness="no")


def test_what_is_worth_a_call_is_not_said_twice(as_ada: Client) -> None:
    page = save(as_ada, **{code: "yes" for code, thing in THINGS.items() if thing.call})
    assert "3 answers saved." in page
    assert page.count("worth a call to your doctor now") == 3
    assert "Doctors want to hear" not in page


@pytest.mark.parametrize(
    "code",
    [code for code, thing in THINGS.items() if thing.heed is Heed.NOW_IF_NEW and not thing.call],
)
def test_what_the_page_of_help_names_leads_there(as_ada: Client, code: str) -> None:
    page = save(as_ada, **{code: "yes"})
    assert THINGS[code].short in page
    link = f'<a href="{reverse("help")}">When to call for help</a>'
    assert f"If it is new or came suddenly, do not wait: {link}" in page


@pytest.mark.parametrize("code", THINGS)
def test_no_and_not_sure_get_no_such_sentence(as_ada: Client, code: str) -> None:
    for answer in ("no", "not_sure"):
        page = save(as_ada, **{code: answer})
        assert "1 answer saved." in page
        assert "Doctors want to hear" not in page


def test_what_is_taken_back_is_not_called_saved(as_ada: Client, ada: User) -> None:
    save(as_ada, lost_task="no", cramps="yes")
    page = save(as_ada, cramps="no")
    assert "1 answer saved." in page
    assert "1 answer removed." in page
    assert OtherThingAnswer.objects.get().thing == "cramps"
    assert "No answer was changed." in save(as_ada, cramps="no")


def test_no_answers_do_not_stand_as_of_today(as_ada: Client) -> None:
    assert "No question is answered." in save(as_ada, again="1")
    page = save(as_ada, again="1", cramps="yes")
    assert "1 answer saved." in page
    assert "Saved: your answers are still right today." in page


def test_the_heeded_questions_are_the_lists_own() -> None:
    function = ("lost_task", "thinner", "speech_swallowing", "breathless_flat", "steadily_more")
    assert all(THINGS[code].heed is not Heed.NONE for code in function)
