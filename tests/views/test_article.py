"""The article page: its quotations, and the help page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from journal import article_quotes, criteria

SOURCE = " ".join(
    (Path(__file__).parent.parent.parent / "docs" / "source.md").read_text(encoding="utf-8").split()
)
SENTENCES = [*(quote.text for quote in article_quotes.QUOTES), criteria.BACK_LIMIT]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_quotation_is_in_the_source(sentence: str) -> None:
    assert f'"{sentence}"' in SOURCE


@pytest.mark.parametrize("criterion", criteria.CRITERIA, ids=lambda criterion: str(criterion.code))
def test_each_criterion_quotes_the_one_sentence(criterion: criteria.Criterion) -> None:
    assert criterion.words in criteria.RED_FLAG_SENTENCE


def test_the_page_quotes_with_the_speaker(as_ada: Client) -> None:
    page = as_ada.get(reverse("article")).content.decode()
    for quote in article_quotes.QUOTES:
        assert quote.text in page
    assert "Anthony P. Geraci, MD" in page
    assert "Lorra Garrick" in page
    assert "no clinician has reviewed it" in page
    assert "These are not from the article." in page


def test_the_page_costs_the_same_for_everybody(
    as_ada: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        as_ada.get(reverse("article"))


def test_who_asks_for_the_checklist_here_is_led_on(as_ada: Client) -> None:
    assert reverse("checklist") in as_ada.get(reverse("article")).content.decode()
    assert as_ada.get(reverse("article"), {"again": "1"})["Location"] == "/checklist/?again=1"


def test_help_is_open_to_everybody_and_says_that_nobody_watches(client: Client, db: None) -> None:
    page = client.get(reverse("help")).content.decode()
    assert "Nobody reads this diary but you" in page
    assert "emergency number" in page
