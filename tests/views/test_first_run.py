"""The card that shows somebody new the night pad, and the row that is there ever after."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from journal.actions.preferences import change_preferences
from journal.models import Preferences

CARD, ROW = '<section id="for-tonight" class="first-run"', '<section id="for-tonight" class="for-t'


@pytest.fixture
def as_somebody_new(as_ada: Client, ada: User) -> Client:
    """Ada, as her account was just made."""
    change_preferences(ada, shows_pad_card=True)
    return as_ada


def test_somebody_new_is_shown_the_pad_in_place_of_the_row(as_somebody_new: Client) -> None:
    page = as_somebody_new.get("/dashboard/").content.decode()
    card = page[page.index(CARD) :].partition("</section>")[0]
    assert 'href="/pad/"' in card
    assert "<svg" in card
    assert "Add to Home Screen" in card
    assert ROW not in page


def test_one_touch_closes_it_for_good(as_somebody_new: Client, ada: User) -> None:
    answer = as_somebody_new.post("/first-run/", {"next": "/dashboard/?weeks=12"})
    assert answer["Location"] == "/dashboard/?weeks=12"
    assert Preferences.of(ada).shows_pad_card is False
    page = as_somebody_new.get("/dashboard/").content.decode()
    assert CARD not in page
    assert ROW in page


def test_an_account_of_before_has_the_row_alone(as_ada: Client) -> None:
    page = as_ada.get("/dashboard/").content.decode()
    assert CARD not in page
    row = page[page.index(ROW) :].partition("</section>")[0]
    assert '<a class="btn btn-quiet" href="/pad/">Open the night pad</a>' in row


@pytest.mark.parametrize("shows_pad_card", [True, False])
def test_an_ended_diary_leads_to_no_pad(as_ada: Client, ada: User, shows_pad_card: bool) -> None:
    today = timezone.now().date()
    change_preferences(ada, shows_pad_card=shows_pad_card, ended_on=today)
    assert 'id="for-tonight"' not in as_ada.get("/dashboard/").content.decode()


def test_looking_closes_nothing(as_somebody_new: Client, ada: User) -> None:
    assert as_somebody_new.get("/first-run/")["Location"] == "/dashboard/"
    assert Preferences.of(ada).shows_pad_card is True
