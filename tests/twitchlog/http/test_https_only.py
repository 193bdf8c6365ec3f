"""What the one setting TWITCHLOG_HTTPS does, asked of the program as it starts with it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.project.rooms import ROOT
from tests.twitchlog.configuration.test_environment import manage
from twitchlog.http.cookie_names import cookie_names, prefix

pytestmark = pytest.mark.django_db


@pytest.fixture
def https(settings: Any) -> None:
    settings.HTTPS = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    settings.ALLOWED_HOSTS = ["diary.test", "localhost", "127.0.0.1"]


def browser(proto: str | None, **headers: str) -> Client:
    said = {} if proto is None else {"x-forwarded-proto": proto}
    return Client(headers={"host": "diary.test", **said, **headers})


@pytest.mark.usefixtures("https")
@pytest.mark.parametrize(
    "address", ["/", "/help/?a=b", "/static/nothing.css", "/s/guessed/", "/pad/"]
)
@pytest.mark.parametrize("proto", ["http", None])
def test_a_look_without_https_is_led_to_it(address: str, proto: str | None) -> None:
    answer = browser(proto).get(address)
    assert (answer.status_code, answer["Location"]) == (301, f"https://diary.test{address}")
    assert not answer.cookies
    assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.usefixtures("https")
def test_it_leads_to_the_port_that_the_settings_name(settings: Any) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://other.test", "https://diary.test:8443"]
    answer = browser("http", host="diary.test:8080").get("/help/")
    assert answer["Location"] == "https://diary.test:8443/help/"
    assert browser("http", host="elsewhere.test").get("/help/").status_code == 400


@pytest.mark.usefixtures("https")
@pytest.mark.parametrize(
    "address", ["/account/login/", "/api/episodes", "/s/guessed/", "/static/x"]
)
def test_what_is_sent_without_https_is_refused_in_words(address: str) -> None:
    answer = browser("http").post(address, "{}", content_type="application/json")
    assert answer.status_code == 403
    assert "https://diary.test/" in answer.content.decode()


@pytest.mark.usefixtures("https")
def test_a_program_is_never_led_on_so_that_it_hears_of_it() -> None:
    answer = browser("http", authorization="Bearer tw_x").get("/api/episodes")
    assert answer.status_code == 403
    assert "https://diary.test/" in answer.json()["message"]


@pytest.mark.usefixtures("https")
def test_a_look_from_the_machine_itself_is_answered() -> None:
    for host in ("localhost:8000", "127.0.0.1"):
        assert browser(None, host=host).get("/help/").status_code == 200
    assert (
        browser("http", host="localhost").get("/help/").status_code == 301
    )  # that came through the proxy


@pytest.mark.usefixtures("https")
def test_behind_a_proxy_that_does_not_say_so_nobody_is_led_in_circles() -> None:
    answer = browser(None, **{"sec-fetch-mode": "navigate"}).get("/help/")
    assert answer.status_code == 200


@pytest.mark.usefixtures("https")
def test_https_is_promised_for_a_year_for_this_host_alone() -> None:
    for address in ("/", "/nothing/", "/static/nothing.css", "/api/session"):
        assert (
            browser("https").get(address).headers["Strict-Transport-Security"] == "max-age=31536000"
        )
    assert (
        browser("https", host="elsewhere.test").get("/").headers["Strict-Transport-Security"]
        == "max-age=31536000"
    )


def test_without_the_setting_nothing_is_promised(client: Client) -> None:
    assert client.get("/").status_code == 200
    assert (
        "Strict-Transport-Security"
        not in client.get("/", headers={"x-forwarded-proto": "https"}).headers
    )


def test_names_of_cookies_hold_the_browser_to_how_they_were_set() -> None:
    assert cookie_names("one", https=True).session.startswith("__Host-")
    assert prefix(https=True, path="/diary/") == "__Secure-"
    assert prefix(https=False) == prefix(https=False, path="/s/x/") == ""


@pytest.mark.usefixtures("https")
def test_a_drafts_cookie_has_such_a_name(ada: User) -> None:
    as_ada = browser("https")
    as_ada.force_login(ada)
    draft = f"{'a' * 32}.{'b' * 32}"
    answer = as_ada.post(
        "/settings/", {"time_zone": "UTC", "theme": "dark", "draft": draft}, secure=True
    )
    assert answer.status_code == 302
    assert [name for name in answer.cookies if "stored" in name] == [
        f"__Host-twitchlog-stored-{'a' * 32}"
    ]
    for cookie in answer.cookies.values():
        assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", ""), cookie


def deployed(tmp_path: Path, https: str) -> list[str]:
    """What Django's own check says of the settings as they are with that one."""
    ran = manage(tmp_path, "check", "--deploy", TWITCHLOG_HTTPS=https, DJANGO_ALLOW_ASYNC_UNSAFE="")
    return [
        line.split(")")[0].strip("?: (")
        for line in ran.stderr.splitlines()
        if line.startswith("?: (")
    ]


def test_with_https_nothing_is_left_to_say(tmp_path: Path) -> None:
    assert deployed(tmp_path, "1") == []


def test_without_https_only_what_needs_it_is_missing(tmp_path: Path) -> None:
    # HSTS; cookies of session and forms marked Secure: over http a browser would not send them
    # back.
    assert deployed(tmp_path, "0") == ["security.W004", "security.W012", "security.W016"]


SAID = """
import json
from twitchlog import settings
names = "SESSION_COOKIE CSRF_COOKIE MESSAGES_COOKIE LANGUAGE_COOKIE".split()
print(json.dumps([getattr(settings, f"{name}_NAME") for name in names]))
"""


def test_the_setting_alone_gives_cookies_their_names(tmp_path: Path) -> None:
    for https, begins in (("1", "__Host-twitchlog_"), ("0", "twitchlog_")):
        environment = {"DATA_DIR": str(tmp_path), "TWITCHLOG_HTTPS": https, "PATH": "/bin"}
        ran = subprocess.run(
            [sys.executable, "-c", SAID], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        assert all(name.startswith(begins) for name in json.loads(ran.stdout))
