"""What the terminal says at the start: a phone's address, and plainly who can reach the server."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from twitchlog import greeting as module
from twitchlog.greeting import greeting, who_reaches
from twitchlog.phone_address import origin_for_phones, own_number

EVERYWHERE = "0.0.0.0"  # noqa: S104 - nothing listens in these tests


@pytest.fixture(autouse=True)
def _at_home(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.HOST, settings.PORT, settings.HTTPS = "127.0.0.1", 8000, False
    settings.DATA_DIR = Path("/srv/diaries")
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    monkeypatch.setattr(module, "own_number", lambda: "192.168.1.5")


def test_on_its_own_machine_it_says_where_to_see_what_is_missing() -> None:
    assert greeting("127.0.0.1", 8000).splitlines() == [
        "",
        "Twitchlog: http://127.0.0.1:8000/",
        "Its diaries are in /srv/diaries.",
        "Ctrl-C stops it.",
        "",
        "To put it on a phone: http://127.0.0.1:8000/phone-setup/ says what is missing.",
    ]


def test_behind_https_it_ends_with_the_phones_address(settings: Any) -> None:
    settings.HTTPS, settings.ALLOWED_HOSTS = True, ["localhost", ".example.org", "diary.home.arpa"]
    assert greeting("127.0.0.1", 8000).endswith(
        "\nOn your phone: https://diary.home.arpa/phone-setup/\n"
    )
    settings.CSRF_TRUSTED_ORIGINS = ["https://diary.home.arpa:8443"]
    settings.APP_PATH = "/twitchlog/"
    assert "https://diary.home.arpa:8443/twitchlog/phone-setup/" in greeting("127.0.0.1", 8000)


def test_before_a_person_the_address_is_a_code_too(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.HTTPS, settings.ALLOWED_HOSTS = True, ["diary.home.arpa"]
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    code = greeting("127.0.0.1", 8000).partition("phone-setup/\n")[2]
    assert set(code) <= set(" █▀▄\n\xa0")
    assert len(code.splitlines()) > 12


def test_whoever_is_let_in_is_named_plainly(settings: Any) -> None:
    text = who_reaches(EVERYWHERE, 8000)
    assert "whoever is in the same network can reach it, at http://192.168.1.5:8000/" in text
    assert "guests of the Wi-Fi too, and whoever a router lets in" in text
    assert "TWITCHLOG_HOSTS=192.168.1.5" in text
    assert "can be read on the way" in text
    settings.ALLOWED_HOSTS = ["192.168.1.5"]
    assert "TWITCHLOG_HOSTS" not in who_reaches(EVERYWHERE, 8000)
    assert who_reaches("127.0.0.1", 8000) == ""


def test_with_https_nobody_needs_to_reach_it_past_the_proxy(settings: Any) -> None:
    settings.HTTPS, settings.ALLOWED_HOSTS = True, ["diary.home.arpa"]
    text = who_reaches("192.168.1.5", 8000)
    assert "HOST=127.0.0.1" in text
    assert "can be read" not in text


def test_without_https_a_phone_is_led_only_where_somebody_listens(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["192.168.1.5"]
    assert origin_for_phones() == ""
    settings.HOST = EVERYWHERE
    assert origin_for_phones() == "http://192.168.1.5:8000"


def test_the_machines_own_number_is_one_or_none() -> None:
    assert own_number() != "127.0.0.1"
