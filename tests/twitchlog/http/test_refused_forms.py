"""A form that is refused before any page sees it: from elsewhere, without a cookie, over plain
http.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.twitchlog.http.refused_requests import browser, logged, page_of
from twitchlog.http.cookie_names import OLD_CSRF

__all__ = ["browser"]
pytestmark = pytest.mark.django_db
LOGIN = {"login": "ada", "password": "x"}


@pytest.fixture
def https(settings: Any) -> None:
    settings.HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    ("origin", "host", "would_do"),
    [
        ("https://diary.test", "diary.test", "TWITCHLOG_HTTPS=1"),
        ("https://diary.test:8443", "diary.test:8443", "TWITCHLOG_HTTPS=1"),
        (
            "https://diary.test:8443",
            "diary.test",
            "TWITCHLOG_HTTPS=1 TWITCHLOG_ORIGINS=https://diary.test:8443",
        ),
        ("http://diary.test:8080", "diary.test", "TWITCHLOG_ORIGINS=http://diary.test:8080"),
        ("http://name.test", "diary.test", "TWITCHLOG_ORIGINS=http://name.test"),
    ],
)
def test_a_form_from_elsewhere_is_told_the_setting(  # noqa: PLR0917
    browser: Client,
    settings: Any,
    caplog: pytest.LogCaptureFixture,
    origin: str,
    host: str,
    would_do: str,
) -> None:
    settings.ALLOWED_HOSTS = ["diary.test"]
    answer = browser.post("/account/login/", LOGIN, headers={"origin": origin, "host": host})
    page = page_of(answer, 403)
    assert f"starts it with: {would_do}<" in page
    assert "another window" not in page
    assert would_do in logged(caplog)


@pytest.mark.parametrize(
    ("set_up", "origin", "host"),
    [
        ({"HTTPS": True}, "https://diary.test", "diary.test"),
        (
            {"CSRF_TRUSTED_ORIGINS": ["https://diary.test:8443"]},
            "https://diary.test:8443",
            "diary.test",
        ),
        ({"CSRF_TRUSTED_ORIGINS": ["http://name.test"]}, "http://name.test", "diary.test"),
    ],
)
def test_what_would_do_does(settings: Any, set_up: dict[str, Any], origin: str, host: str) -> None:
    settings.ALLOWED_HOSTS = ["diary.test"]
    settings.SECURE_PROXY_SSL_HEADER = (
        ("HTTP_X_FORWARDED_PROTO", "https") if "HTTPS" in set_up else None
    )
    for name, value in set_up.items():
        setattr(settings, name, value)
    client = Client(
        enforce_csrf_checks=True,
        headers={"host": host, "x-forwarded-proto": origin.partition(":")[0]},
    )
    token = client.get("/account/login/").context["csrf_token"]
    answer = client.post(
        "/account/login/", {**LOGIN, "csrfmiddlewaretoken": str(token)}, headers={"origin": origin}
    )
    assert answer.status_code == 200


def test_a_proxy_that_does_not_say_https_is_named(
    browser: Client, https: None, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ALLOWED_HOSTS = ["diary.test"]
    headers = {"origin": "https://diary.test", "host": "diary.test"}
    page = page_of(browser.post("/account/login/", LOGIN, headers=headers), 403)
    assert (
        "TWITCHLOG_ORIGINS=https://diary.test Or has the proxy say: X-Forwarded-Proto: https<"
        in page
    )
    assert "X-Forwarded-Proto: https" in logged(caplog)


def test_a_form_from_nowhere_is_told_that_no_setting_helps(
    browser: Client, caplog: pytest.LogCaptureFixture
) -> None:
    page = page_of(browser.post("/account/login/", LOGIN, headers={"origin": "null"}), 403)
    assert "did not say which page the form came from" in page
    assert "TWITCHLOG_" not in page
    assert "Origin: null" in logged(caplog)


def test_plain_http_where_cookies_are_for_https_alone(
    https: None, caplog: pytest.LogCaptureFixture
) -> None:
    page = page_of(Client(enforce_csrf_checks=True).post("/account/login/", LOGIN), 403)
    assert "Open https://testserver/" in page
    assert "TWITCHLOG_HTTPS=0" in page
    assert "TWITCHLOG_HTTPS=0 would do" in logged(caplog)


def test_https_without_a_referrer(browser: Client, https: None) -> None:
    page = page_of(
        browser.post("/account/login/", LOGIN, headers={"x-forwarded-proto": "https"}), 403
    )
    assert "kept back which page" in page
    headers = {"x-forwarded-proto": "https", "referer": "https://other.test/x"}
    assert "TWITCHLOG_ORIGINS=https://other.test<" in page_of(
        browser.post("/account/login/", LOGIN, headers=headers), 403
    )


def test_no_cookie_and_an_old_token(browser: Client, caplog: pytest.LogCaptureFixture) -> None:
    assert "Allow cookies" in page_of(
        Client(enforce_csrf_checks=True).post("/account/login/", LOGIN), 403
    )
    assert "no cookie" in logged(caplog)
    caplog.clear()
    sent = {**LOGIN, "csrfmiddlewaretoken": "b" * 64}
    assert "in another window" in page_of(browser.post("/account/login/", sent), 403)
    assert "before a sign-in" in logged(caplog)
    assert OLD_CSRF not in browser.cookies


def test_a_page_that_sends_json_is_told_the_setting(ada: User, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["diary.test"]
    client = Client(enforce_csrf_checks=True, headers={"host": "diary.test"})
    client.force_login(ada)
    token = client.get("/api/session").json()["csrf_token"]
    sent: dict[str, Any] = {"content_type": "application/json", "headers": {"x-csrftoken": token}}
    sent["headers"]["origin"] = "https://diary.test"
    answer = client.post("/api/episodes", {"episodes": []}, **sent)
    assert answer.status_code == 403
    assert "TWITCHLOG_HTTPS=1" in answer.json()["message"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://["},
        {"origin": "☃"},
        {"referer": "https://[", "x-forwarded-proto": "https"},
    ],
)
def test_an_origin_that_is_no_address_breaks_nothing(
    browser: Client, https: None, headers: dict[str, str]
) -> None:
    assert browser.post("/account/login/", LOGIN, headers=headers).status_code == 403
