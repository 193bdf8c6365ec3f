"""The article page: its quotations, the checklist beside it, and the help page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal import article, criteria
from journal.models import OtherThingAnswer
from journal.other_things import THINGS
from tests.forms import opened

SOURCE = " ".join((Path(__file__).parent.parent / "docs" / "source.md").read_text(encoding="utf-8").split())
SENTENCES = [*(quote.text for quote in article.QUOTES), criteria.BACK_LIMIT]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_quotation_is_in_the_source(sentence: str) -> None:
    assert f'"{sentence}"' in SOURCE


@pytest.mark.parametrize("one", criteria.CRITERIA, ids=lambda one: str(one.code))
def test_each_criterion_quotes_the_one_sentence(one: criteria.Criterion) -> None:
    assert one.words in criteria.RED_FLAG_SENTENCE


def test_the_page_quotes_with_the_speaker(as_ada: Client) -> None:
    page = as_ada.get(reverse("article")).content.decode()
    for quote in article.QUOTES:
        assert quote.text in page
    assert "Anthony P. Geraci, MD" in page
    assert "Lorra Garrick" in page
    assert "no clinician has reviewed it" in page
    assert "These are not from the article." in page


def test_answers_are_kept_with_since_when(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("other_things"), {"stiffness": "yes", "stiffness_since": "March", "family": "not_sure"})
    said = {one.thing: (one.answer, one.since) for one in OtherThingAnswer.objects.filter(owner=ada)}
    assert said == {"stiffness": ("yes", "March"), "family": ("not_sure", "")}


def test_an_unanswered_question_is_not_a_no(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("other_things"), {"stiffness": "no"})
    assert set(OtherThingAnswer.objects.filter(owner=ada).values_list("thing", flat=True)) == {"stiffness"}


def test_an_answer_can_be_taken_back(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("other_things"), {"stiffness": "yes"})
    as_ada.post(reverse("other_things"), {**opened(as_ada, reverse("article")), "stiffness": ""})
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
    as_ada.post(reverse("other_things"), {"stiffness": "yes", "stiffness_since": "the third of May"})
    assert "the third of May" in as_ada.get(reverse("article")).content.decode()
    assert "the third of May" not in as_ben.get(reverse("article")).content.decode()


def test_the_page_costs_the_same_with_and_without_answers(as_ada: Client, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        as_ada.get(reverse("article"))
    as_ada.post(reverse("other_things"), dict.fromkeys(THINGS, "no"))
    with django_assert_num_queries(3):  # type: ignore[operator]
        as_ada.get(reverse("article"))


def test_help_is_open_to_everybody_and_says_that_nobody_watches(client: Client, db: None) -> None:
    page = client.get(reverse("help")).content.decode()
    assert "Nobody reads this diary but you" in page
    assert "emergency number" in page
