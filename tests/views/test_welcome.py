"""The front door, and what browsers ask for without being told to."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import builders


@pytest.mark.django_db
def test_the_first_visitor_is_offered_the_first_account(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "Make the first account" in page
    assert 'class="btn btn-primary" href="/account/login/"' not in page


def test_later_visitors_are_offered_sign_in_only(client: Client, ada: User) -> None:
    page = client.get("/").content.decode()
    assert "Sign in" in page
    assert "/account/signup/" not in page


def test_sign_up_is_offered_where_the_operator_opened_it(
    client: Client, ada: User, settings: Any
) -> None:
    settings.SIGN_UP_OPEN = True
    assert 'href="/account/signup/"' in client.get("/").content.decode()


def test_somebody_signed_in_is_taken_to_the_dashboard(as_ada: Client) -> None:
    assert as_ada.get("/")["Location"] == "/dashboard/"


@pytest.mark.django_db
def test_the_front_door_says_what_this_is_and_is_not(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "does not diagnose, detect, monitor, predict or treat any condition" in page
    assert "one of three points in a published article" in page


def test_the_demo_opens_in_one_touch(client: Client, settings: Any, db: None) -> None:
    settings.DEMO = True
    builders.person("demo")
    assert "Open the demo diary" in client.get("/").content.decode()
    assert client.post("/demo/")["Location"] == "/dashboard/"
    assert client.session["_auth_user_id"] == str(User.objects.get(username="demo").pk)


def test_there_is_no_demo_on_a_real_server(client: Client, settings: Any, db: None) -> None:
    builders.person("demo")
    assert "demo" not in client.get("/").content.decode()
    assert client.post("/demo/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_the_demo_needs_a_touch_and_its_person(client: Client, settings: Any, db: None) -> None:
    settings.DEMO = True
    assert client.get("/demo/")["Location"] == "/"
    assert client.post("/demo/").status_code == 404


def test_search_engines_are_asked_to_stay_away(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain"
    assert answer.content == b"User-agent: *\nDisallow: /\n"


def test_the_icon_that_browsers_ask_for_is_there(client: Client) -> None:
    assert client.get("/favicon.ico")["Location"] == "/static/icons/icon.svg"
    assert client.get("/apple-touch-icon.png")["Location"] == "/static/icons/icon-180.png"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opened", "sentence"),
    [(True, "Others who reach this server"), (False, "nobody else can make one")],
)
def test_who_else_can_make_an_account_is_said_as_it_is_set(
    client: Client, settings: Any, opened: bool, sentence: str
) -> None:
    settings.SIGN_UP_OPEN = opened
    page = client.get("/").content.decode()
    assert sentence in page
    assert ("unless you allow it" in page) is not opened
