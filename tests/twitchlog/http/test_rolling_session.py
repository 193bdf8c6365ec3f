"""A session lasts as long as it is used; reading alone never writes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from tests import builders

START = datetime(2026, 7, 1, 12, tzinfo=UTC)
HALF_A_YEAR = timedelta(days=180)


def ends(client: Client) -> datetime:
    """When the session in the database ends."""
    return Session.objects.get(pk=client.session.session_key).expire_date


def signed_in() -> Client:
    """A browser that signed in through the page."""
    client = Client()
    answer = client.post("/account/login/", {"login": "ada", "password": builders.PASSWORD})
    assert answer["Location"] == "/dashboard/"
    return client


def post(client: Client) -> int:
    """Write something: ask for a new password for an address of nobody's; any POST would do."""
    return client.post("/account/email/").status_code


def test_signing_in_lasts_half_a_year(ada: User) -> None:
    with time_machine.travel(START, tick=False):
        client = signed_in()
        assert ends(client) == START + HALF_A_YEAR
        assert (
            client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == HALF_A_YEAR.total_seconds()
        )


def test_writing_a_day_later_renews_the_session_and_its_cookie(ada: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = signed_in()
        clock.shift(timedelta(days=1, seconds=1))
        client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] = ""
        assert post(client) == 302
        assert ends(client) == START + timedelta(days=1, seconds=1) + HALF_A_YEAR
        assert (
            client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == HALF_A_YEAR.total_seconds()
        )


def test_writing_again_on_the_same_day_does_not(ada: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = signed_in()
        clock.shift(timedelta(hours=24))
        assert post(client) == 302
        assert ends(client) == START + HALF_A_YEAR


def test_reading_never_renews(ada: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = signed_in()
        clock.shift(timedelta(days=100))
        assert client.get("/account/email/").status_code == 200
        assert ends(client) == START + HALF_A_YEAR


def test_used_once_a_month_it_never_ends(ada: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = signed_in()
        for _month in range(12):
            clock.shift(timedelta(days=30))
            assert post(client) == 302
        assert client.get("/account/email/").status_code == 200


def test_unused_for_half_a_year_it_ends(ada: User) -> None:
    with time_machine.travel(START, tick=False) as clock:
        client = signed_in()
        clock.shift(HALF_A_YEAR + timedelta(seconds=1))
        assert client.get("/account/email/")["Location"].startswith("/account/login/")


@pytest.mark.django_db
def test_a_visitor_who_writes_gets_no_session(client: Client) -> None:
    client.post("/account/login/", {"login": "nobody", "password": "nothing"})
    assert settings.SESSION_COOKIE_NAME not in client.cookies
    assert not Session.objects.exists()


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(ada: User) -> None:
    cookie = signed_in().cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not settings.SESSION_SAVE_EVERY_REQUEST


def test_a_session_of_the_release_before_is_still_signed_in(ada: User) -> None:
    """Every session names the path of what let the person in."""
    assert settings.AUTHENTICATION_BACKENDS == ["journal.accounts.Backend"]
    assert signed_in().session["_auth_user_backend"] == "journal.accounts.Backend"
