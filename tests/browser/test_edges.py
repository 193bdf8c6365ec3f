"""The real server behind a proxy that is not set up well: page and log say which of our settings
would do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.browser.site import PATIENCE, SECRET_KEY, Site, running
from twitchlog.http.cookie_names import cookie_names

HTTPS = {"X-Forwarded-Proto": "https"}
NAMES = cookie_names(SECRET_KEY, https=True)


@pytest.fixture(scope="module")
def proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server that was told of a proxy with HTTPS, its names written loosely."""
    folder: Path = tmp_path_factory.mktemp("proxied")
    with running(
        folder, TWITCHLOG_HTTPS="1", TWITCHLOG_HOSTS="127.0.0.1, Diary.Home.ARPA/"
    ) as site:
        yield site


def ask(
    site: Site, method: str = "GET", body: str = "", **headers: str
) -> tuple[int, str, dict[str, str]]:
    """Status, text and cookies of the sign-in page, as a proxy asks for it."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if body:
        named["Content-Type"] = "application/x-www-form-urlencoded"
    with closing(HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)) as connection:
        connection.request(
            method,
            "/account/login/",
            body=body or None,
            headers={"Host": "diary.home.arpa", **named},
        )
        answer = connection.getresponse()
        text = answer.read().decode()
    set_ = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    cookies = dict(cookie.partition(";")[0].partition("=")[::2] for cookie in set_)
    return answer.status, text, cookies


def send(site: Site, **headers: str) -> tuple[int, str]:
    """Fetch the sign-in page by a proxy that says https, and send its form with these headers."""
    _status, page, cookies = ask(site, **HTTPS)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    form = urlencode({"csrfmiddlewaretoken": token[1], "login": "nobody", "password": "nothing"})
    kept = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return ask(site, "POST", form, Cookie=kept, **headers)[:2]


def test_set_up_as_it_should_be(proxied: Site) -> None:
    status, _page, cookies = ask(proxied, **HTTPS)
    assert status == 200
    assert set(cookies) == {NAMES.csrf}
    assert send(proxied, Origin="https://diary.home.arpa", **HTTPS)[0] == 200


def test_another_name(proxied: Site) -> None:
    status, page, _cookies = ask(proxied, Host="nas.local:8443", **HTTPS)
    assert status == 400
    assert "TWITCHLOG_HOSTS=nas.local<" in page
    assert "TWITCHLOG_HOSTS=127.0.0.1,diary.home.arpa,nas.local would do" in proxied.complaints()


def test_a_proxy_that_does_not_say_https(proxied: Site) -> None:
    status, page = send(proxied, Origin="https://diary.home.arpa")
    assert status == 403
    assert "TWITCHLOG_ORIGINS=https://diary.home.arpa" in page
    assert "or a proxy that says X-Forwarded-Proto: https" in proxied.complaints()


def test_a_proxy_that_loses_the_port(proxied: Site) -> None:
    status, page = send(proxied, Origin="https://diary.home.arpa:8443", **HTTPS)
    assert status == 403
    assert "TWITCHLOG_ORIGINS=https://diary.home.arpa:8443<" in page
    assert "TWITCHLOG_ORIGINS=https://diary.home.arpa:8443 would do" in proxied.complaints()


def test_a_proxy_that_puts_it_under_a_path(proxied: Site) -> None:
    status, page, _cookies = ask(proxied, X_Forwarded_Prefix="/diary", **HTTPS)
    assert status == 400
    assert "TWITCHLOG_PATH=/diary/" in page


def test_nothing_is_said_in_the_names_of_another_program(proxied: Site) -> None:
    send(proxied, Origin="null", **HTTPS)
    log = proxied.complaints()
    assert "Origin: null" in log
    for name in ("ALLOWED_HOSTS", "CSRF", "SECURE_PROXY", "DATA_UPLOAD", "Traceback"):
        assert name not in log
