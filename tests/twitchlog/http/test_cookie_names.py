"""Cookies of our own names; and nobody is signed out, and no form refused, by the change of
names.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from journal.models import Episode
from tests import builders
from tests.api.told_episodes import sending, told
from twitchlog.http.cookie_names import OLD_CSRF, OLD_SESSION, cookie_names

SESSION, CSRF = configured.SESSION_COOKIE_NAME, configured.CSRF_COOKIE_NAME
SECURE = cookie_names(configured.SECRET_KEY, https=True)


@pytest.fixture
def before(ada: User) -> Client:
    """A browser in which Ada signed in before the upgrade, with the form's token of then."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    browser.cookies[OLD_SESSION] = browser.cookies.pop(SESSION).value
    browser.cookies[OLD_CSRF] = "a" * 32
    return browser


@pytest.fixture
def https(settings: Any) -> None:
    settings.HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = SECURE.session, SECURE.csrf


def test_the_names_are_ours_and_of_one_server() -> None:
    one, other = (cookie_names(key, https=False) for key in ("one", "other"))
    assert one.session.startswith("twitchlog_session_")
    assert one.csrf.startswith("twitchlog_csrf_")
    assert one.session != other.session
    assert cookie_names("one", https=True).session == f"__Host-{one.session}"


def test_all_cookies_of_a_page_have_them(ada: User) -> None:
    browser = Client()
    browser.get("/account/login/")
    browser.post("/account/login/", {"login": "ada", "password": builders.PASSWORD})
    browser.post("/episodes/1/restore/")
    assert all(name.startswith("twitchlog_") for name in browser.cookies), browser.cookies


@pytest.mark.usefixtures("https")
def test_behind_https_they_are_kept_for_this_host_alone(ada: User) -> None:
    browser = Client(headers={"x-forwarded-proto": "https"})
    browser.get("/account/login/")
    browser.post("/account/login/", {"login": "ada", "password": builders.PASSWORD}, secure=True)
    for name in (SECURE.session, SECURE.csrf):
        cookie = browser.cookies[name]
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


def test_nobody_is_signed_out_by_the_upgrade(before: Client) -> None:
    key = before.cookies[OLD_SESSION].value
    answer = before.get("/dashboard/")
    assert answer.status_code == 200
    assert answer.cookies[SESSION].value == key
    assert answer.cookies[SESSION]["httponly"]
    assert answer.cookies[OLD_SESSION]["max-age"] == 0
    del before.cookies[OLD_SESSION]
    assert before.get("/dashboard/").status_code == 200


def test_a_get_under_an_old_name_writes_nothing(
    before: Client, django_assert_num_queries: Any
) -> None:
    was = Session.objects.values().get()
    before.get("/help/")
    assert Session.objects.values().get() == was


def test_a_page_opened_before_the_upgrade_goes_on_saving(before: Client, ada: User) -> None:
    page = before.get("/settings/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    before.cookies.pop(CSRF, None)  # the page was made when there was the old cookie alone
    sent = {"time_zone": "UTC", "theme": "dark", "csrfmiddlewaretoken": token[1]}
    assert before.post("/settings/", sent).status_code == 302


def test_a_pad_opened_before_the_upgrade_goes_on_sending(before: Client, ada: User) -> None:
    token = before.get("/api/session").json()["csrf_token"]
    before.cookies.pop(CSRF, None)
    answer = before.post(
        "/api/episodes",
        sending(told()),
        content_type="application/json",
        headers={"X-CSRFToken": token},
    )
    assert answer.status_code == 200
    assert Episode.objects.of(ada).count() == 1


def test_signing_out_of_another_program_leaves_us_signed_in(before: Client) -> None:
    before.get("/dashboard/")
    for name in (OLD_SESSION, OLD_CSRF):
        before.cookies.pop(name, None)
    assert before.get("/dashboard/").status_code == 200


def test_another_programs_session_is_left_alone(client: Client, ada: User) -> None:
    client.cookies[OLD_SESSION] = "of-another-program"
    answer = client.get("/dashboard/")
    assert answer["Location"].startswith("/account/login/")
    assert OLD_SESSION not in answer.cookies


def test_signing_out_ends_the_session_whatever_its_cookie_was_called(before: Client) -> None:
    old = before.cookies[OLD_SESSION].value
    token = before.get("/api/session").json()["csrf_token"]
    before.post("/account/logout/", {"csrfmiddlewaretoken": token})
    stranger = Client()
    stranger.cookies[OLD_SESSION] = old
    assert stranger.get("/dashboard/").status_code == 302


@pytest.mark.usefixtures("https")
@pytest.mark.parametrize("old", [OLD_SESSION, SESSION], ids=["former name", "own name"])
def test_nobody_is_signed_out_by_the_way_to_https(ada: User, settings: Any, old: str) -> None:
    browser = Client(headers={"x-forwarded-proto": "https"})
    browser.force_login(ada)
    browser.cookies[old] = browser.cookies.pop(SECURE.session).value
    plain = browser.get("/dashboard/", headers={"x-forwarded-proto": "http"})
    assert plain["Location"] == "https://testserver/dashboard/"
    assert not plain.cookies  # the browser would not keep the new one, and lose the old one
    answer = browser.get("/dashboard/")
    assert answer.cookies[SECURE.session]["secure"]
    assert answer.cookies[old]["max-age"] == 0


def test_notices_of_another_program_are_left_alone(as_ada: Client, ada: User) -> None:
    as_ada.cookies["messages"] = "of-another-program"
    episode = builders.episode(ada)
    answer = as_ada.post(f"/episodes/{episode.pk}/delete/", follow=True)
    assert "Moved to the trash." in answer.content.decode()
    assert "messages" not in answer.cookies
