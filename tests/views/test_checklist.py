"""The checklist's page: answers are stored as given, and a "yes" that is worth a call says so."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.checklist import THINGS
from journal.models import OtherThingAnswer
from tests.forms import opened

HELP = "Call your emergency number now if a face droops"
CALLS = {
    "lost_task": "A task that you could do and now cannot is worth a call to your doctor now.",
    "speech_swallowing": "Slurred speech or trouble swallowing is worth a call to your doctor now.",
    "breathless_flat": "Being breathless when you lie flat is worth a call to your doctor now.",
}


def test_answers_are_kept_with_since_when(as_ada: Client, ada: User) -> None:
    as_ada.post(
        reverse("other_things"),
        {"stiffness": "yes", "stiffness_since": "March", "family": "not_sure"},
    )
    answers = {
        row.thing: (row.answer, row.since) for row in OtherThingAnswer.objects.filter(owner=ada)
    }
    assert answers == {"stiffness": ("yes", "March"), "family": ("not_sure", "")}


def test_an_unanswered_question_is_not_a_no(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("other_things"), {"stiffness": "no"})
    assert set(OtherThingAnswer.objects.filter(owner=ada).values_list("thing", flat=True)) == {
        "stiffness"
    }


def test_an_answer_can_be_taken_back(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("other_things"), {"stiffness": "yes"})
    as_ada.post(reverse("other_things"), {**opened(as_ada, reverse("checklist")), "stiffness": ""})
    assert not OtherThingAnswer.objects.filter(owner=ada).exists()


def test_an_answer_that_stays_keeps_its_time(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("other_things"), {"stiffness": "yes"})
    before = OtherThingAnswer.objects.get(owner=ada).answered_at
    as_ada.post(reverse("other_things"), {"stiffness": "yes", "family": "no"})
    assert OtherThingAnswer.objects.get(owner=ada, thing="stiffness").answered_at == before


def test_since_when_without_an_answer_is_asked_about_and_kept(as_ada: Client, ada: User) -> None:
    page = as_ada.post(reverse("other_things"), {"stiffness_since": "last spring", "family": "yes"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "Choose an answer to go with it." in text
    assert "last spring" in text
    assert not OtherThingAnswer.objects.filter(owner=ada).exists()


def test_an_unknown_answer_is_refused(as_ada: Client, ada: User) -> None:
    assert as_ada.post(reverse("other_things"), {"stiffness": "perhaps"}).status_code == 422
    assert not OtherThingAnswer.objects.filter(owner=ada).exists()


def test_everybody_sees_their_own_answers(as_ada: Client, as_ben: Client) -> None:
    as_ada.post(
        reverse("other_things"), {"stiffness": "yes", "stiffness_since": "the third of May"}
    )
    assert "the third of May" in as_ada.get(reverse("checklist")).content.decode()
    assert "the third of May" not in as_ben.get(reverse("checklist")).content.decode()


def test_the_page_costs_the_same_with_and_without_answers(
    as_ada: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        as_ada.get(reverse("checklist"))
    as_ada.post(reverse("other_things"), dict.fromkeys(THINGS, "no"))
    with django_assert_num_queries(3):  # type: ignore[operator]
        as_ada.get(reverse("checklist"))


def test_sleep_is_asked_about(as_ada: Client) -> None:
    page = as_ada.get(reverse("checklist")).content.decode()
    assert "Do you snore loudly, or does somebody see pauses in your breathing?" in page
    assert "Are you sleepy by day?" in page


@pytest.mark.parametrize("code", THINGS)
@pytest.mark.parametrize("answer", ["yes", "no", "not_sure"])
def test_a_yes_that_is_worth_a_call_says_so_for_as_long_as_it_stands(
    as_ada: Client, code: str, answer: str
) -> None:
    as_ada.post(reverse("other_things"), {code: answer})
    page = as_ada.get(reverse("checklist")).content.decode()
    expected = {CALLS[code]} if code in CALLS and answer == "yes" else set()
    assert {call for call in CALLS.values() if call in page} == expected
    helps = answer == "yes" and code in ("speech_swallowing", "breathless_flat")
    assert (HELP in page) is helps
    as_ada.post(reverse("other_things"), {**opened(as_ada, reverse("checklist")), code: ""})
    assert "worth a call" not in as_ada.get(reverse("checklist")).content.decode()


def test_what_is_said_once_more_for_a_visit_leads_back_unless_a_call_is_worth_it(
    as_ada: Client,
) -> None:
    sent = {"stiffness": "yes", "again": "1"}
    assert as_ada.post(reverse("other_things"), sent)["Location"] == reverse("appointment")
    sent |= {**opened(as_ada, reverse("checklist")), "lost_task": "yes"}
    assert as_ada.post(reverse("other_things"), sent)["Location"] == reverse("checklist")


def test_a_call_is_no_match(as_ada: Client) -> None:
    as_ada.post(reverse("other_things"), dict.fromkeys(THINGS, "yes"))
    for page in ("dashboard", "pad"):
        assert "worth a call" not in as_ada.get(reverse(page)).content.decode()
