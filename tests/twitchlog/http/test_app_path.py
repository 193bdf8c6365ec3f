"""The path below which all addresses lie: taken off once, and missed where it is not there."""

from __future__ import annotations

from typing import Any

import pytest

from twitchlog.configuration import path_grammar
from twitchlog.http.app_path import is_outside, split_path
from twitchlog.http.cookie_names import cookie_names


@pytest.fixture(autouse=True)
def _below_a_path(settings: Any) -> None:
    settings.FORCE_SCRIPT_NAME, settings.APP_PATH = "/a/twitchlog", "/a/twitchlog/"


def environ_of(path: str) -> dict[str, Any]:
    environ = {"SCRIPT_NAME": "", "PATH_INFO": path}
    split_path(environ)
    split_path(environ)  # our own front, then the application
    return environ


@pytest.mark.parametrize(
    ("path", "below"),
    [
        ("/a/twitchlog/", "/"),
        ("/a/twitchlog/pad/", "/pad/"),
        ("/a/twitchlog/a/twitchlog/pad/", "/a/twitchlog/pad/"),
    ],
)
def test_it_is_taken_off_once(path: str, below: str) -> None:
    environ = environ_of(path)
    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"]) == ("/a/twitchlog", below)
    assert not is_outside(environ)


@pytest.mark.parametrize("path", ["/", "/pad/", "/a/twitchlog", "/a/twitchlogs/", "/A/twitchlog/"])
def test_what_lies_beside_it_is_outside(path: str) -> None:
    environ = environ_of(path)
    assert (environ["SCRIPT_NAME"], environ["PATH_INFO"]) == ("", path)
    assert is_outside(environ)


def test_a_server_of_others_has_taken_it_off_already() -> None:
    environ = {"SCRIPT_NAME": "/a/twitchlog", "PATH_INFO": "/pad/"}
    split_path(environ)
    assert (environ["PATH_INFO"], is_outside(environ)) == ("/pad/", False)


def test_without_the_setting_every_address_stays(settings: Any) -> None:
    settings.FORCE_SCRIPT_NAME, settings.APP_PATH = None, "/"
    assert environ_of("/a/twitchlog/") == {"SCRIPT_NAME": "", "PATH_INFO": "/a/twitchlog/"}


@pytest.mark.parametrize("typed", ["twitchlog", "/twitchlog", "/twitchlog/", "twitchlog//"])
def test_the_setting_is_understood_with_and_without_its_slashes(typed: str) -> None:
    assert path_grammar.path(typed) == "/twitchlog/"
    assert path_grammar.path("/") == "/"
    assert path_grammar.path("home/twitch-log.2") == "/home/twitch-log.2/"


@pytest.mark.parametrize(
    ("typed", "would_do"),
    [
        ("https://nas.example/twitchlog/", "/twitchlog/"),
        ("https://nas.example", "/"),
        ("/my diary/", "/my-diary/"),
        ("/a/../b/", "/a/b/"),
        ("//a//b", "/a/b/"),
        ("/tagebücher/", "/tageb-cher/"),
        ("/%20", "/20/"),
        ("?", "/twitchlog/"),
    ],
)
def test_what_could_be_written_in_two_ways_is_refused(typed: str, would_do: str) -> None:
    with pytest.raises(ValueError, match="would do") as refused:
        path_grammar.path(typed)
    assert str(refused.value).endswith(f"; {would_do} would do")
    assert path_grammar.path(would_do) == would_do


def test_no_cookie_claims_the_whole_host() -> None:
    names = cookie_names("one", https=True, path="/a/twitchlog/")
    assert names.session.startswith("__Secure-twitchlog_session_")
    assert cookie_names("one", https=True).session.startswith("__Host-")
