"""What became of a touch is said on whichever page answers it, though the card is gone from it."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.actions.trash import discard
from journal.models import Episode, PatternDecision, Preferences, TooManyAnswer
from tests import builders
from tests.views.pressed_parts import KEYS, NOW, page_form, press

GONE = "This pattern is no longer there"


@pytest.fixture(autouse=True)
def _diary(ada: User) -> Iterator[None]:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE)
    with time_machine.travel(NOW, tick=False):
        builders.episode(ada, movement="twitch", muscle="erector_spinae", side="left")
        yield


def switch_off(ada: User) -> None:
    """As in another tab, while the page lay open."""
    Preferences.objects.filter(owner=ada).update(show_matches=False)


def test_an_answer_is_refused_in_words_where_matches_are_switched_off_meanwhile(
    as_ada: Client, ada: User
) -> None:
    form = page_form(as_ada, "/dashboard/")
    switch_off(ada)
    button = next(button for button in form.buttons if button.action.startswith("/too-many/"))
    answer = press(as_ada, form, button, answer="perhaps")
    assert answer.status_code == 422
    assert answer.content.decode().count('class="notice"') == 1
    assert "This is not one of the answers." in answer.content.decode()
    assert not TooManyAnswer.objects.exists()


@pytest.mark.parametrize("address", ["/dashboard/", "/patterns/"])
def test_of_a_pattern_that_is_gone_the_note_is_shown(
    as_ada: Client, ada: User, address: str
) -> None:
    form = page_form(as_ada, address)
    discard(Episode.objects.get(), NOW)
    builders.episode(ada, movement="jerk")
    switch_off(ada)
    button = next(button for button in form.buttons if button.name == "decision")
    answer = press(as_ada, form, button, **{f"note-{KEYS[0]}": "since the <winter>"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('class="notice"') == 1
    assert GONE in page
    assert "You had typed: “since the <winter>”" in unescape(page)
    assert "<winter>" not in page
    assert not PatternDecision.objects.exists()


def test_it_is_said_in_a_diary_that_is_empty_by_now(as_ada: Client) -> None:
    form = page_form(as_ada, "/dashboard/")
    discard(Episode.objects.get(), NOW)
    button = next(button for button in form.buttons if button.name == "decision")
    answer = press(as_ada, form, button)
    assert answer.content.decode().count('class="notice"') == 1
    assert GONE in answer.content.decode()


def test_a_page_that_has_no_room_for_it_is_not_the_answer(as_ada: Client) -> None:
    form = page_form(as_ada, "/dashboard/")
    button = next(button for button in form.buttons if button.action.startswith("/too-many/"))
    answer = press(as_ada, form, button, answer="perhaps", next="/settings/")
    assert "This is not one of the answers." in answer.content.decode()


@pytest.mark.parametrize("page", ["/dashboard/", ""])
def test_a_time_that_cannot_be_read_is_said_once(as_ada: Client, page: str) -> None:
    form = page_form(as_ada, "/dashboard/")
    button = next(button for button in form.buttons if button.action.startswith("/sleep/"))
    answer = press(as_ada, form, button, bed_at="half past", next=page)
    assert answer.status_code == 422
    assert "half past" in answer.content.decode()
    assert answer.content.decode().count('class="notice"') == 1
