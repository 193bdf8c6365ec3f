"""What is read at night, or when afraid, is read with ease: at most grade 6 on each page, and no
sentence of more than 25 words.

`make grade` prints the table.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.anatomy import MUSCLES
from journal.criteria import AUTHOR, JOURNALIST
from journal.management.commands import demo
from tests import builders
from tools.reading_grade import grade, hardest, sentences_of_page, syllables, too_long

HIGHEST = 6
MOST_WORDS = 25  # of one sentence
AT_NIGHT = (
    "pad",
    "dashboard",
    "morning",
    "sleep",
    "help",
    "patterns",
    "article",
    "offline",
    "phone",
    "log",
)
REFUSALS = tuple(
    sorted(path.name for path in (Path(__file__).parents[2] / "templates").glob("[45]*.html"))
)


def empty(person: User) -> None:
    """Leave the diary as it is on its first day."""


def demonstrated(person: User) -> None:
    """The demo's diary."""
    demo.fill(person, as_of=timezone.now())


def named(page: str) -> str:
    """A page with short names for those that the article has, and without those of anatomy."""
    for muscle in MUSCLES:
        page = page.replace(muscle.anatomical_name, "") if muscle.anatomical_name else page
    return page.replace(AUTHOR, "Ann").replace(JOURNALIST, "Bea")


def read_with_ease(name: str, page: str) -> None:
    sentences = sentences_of_page(named(page))
    print(f"{grade(sentences):6.1f}  {len(sentences):4}  {name}")  # noqa: T201
    assert grade(sentences) <= HIGHEST, hardest(sentences, 12)
    assert not too_long(sentences, MOST_WORDS)


@pytest.mark.parametrize("diary", [empty, demonstrated], ids=["empty", "demo"])
@pytest.mark.parametrize("route", AT_NIGHT)
def test_a_page_of_the_night_is_read_with_ease(
    as_ada: Client, ada: User, route: str, diary: Callable[[User], None]
) -> None:
    diary(ada)
    page = as_ada.get(reverse(route)).content.decode()
    read_with_ease(f"{route}, {diary.__name__}", page)


@pytest.mark.django_db
@pytest.mark.parametrize("route", ["welcome", "account_signup", "account_login"])
def test_the_way_in_is_read_with_ease(client: Client, route: str) -> None:
    read_with_ease(route, client.get(reverse(route)).content.decode())


@pytest.mark.parametrize("template", REFUSALS)
def test_a_page_that_refuses_is_read_with_ease(template: str) -> None:
    read_with_ease(template, render_to_string(template))


def test_a_match_is_read_with_ease(as_ada: Client, ada: User) -> None:
    builders.episode(ada, movement="jerk", woke="asleep")
    read_with_ease("dashboard, a match", as_ada.get(reverse("dashboard")).content.decode())


def test_the_grade_is_that_of_the_formula() -> None:
    assert grade(["The cat sat on the mat."]) == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert grade([]) == 0
    words = {"night": 1, "twitches": 2, "jerked": 1, "diary": 3, "muscle": 2, "appointment": 3}
    assert {word: syllables(word) for word in words} == words


def test_a_long_sentence_is_found_among_easy_ones() -> None:
    assert too_long(["The cat sat on the mat.", "It sat."], 5) == ["The cat sat on the mat."]


def test_hidden_text_and_quotations_are_left_out() -> None:
    page = (
        "<head><title>Not this one at all</title></head><p>This is <b>read</b> aloud.<p "
        "hidden>This is"
        " not read aloud.</p><button>Save</button><blockquote>Nor are the words of others.</"
        "blockquote>"
        "<p>It says “and six words of an article” aloud here.</p><script>and no code at all</"
        "script>"
    )
    assert sentences_of_page(page) == ["This is read aloud.", "It says … aloud here."]
