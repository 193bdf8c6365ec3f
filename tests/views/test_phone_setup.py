"""Put it on your phone: the address to scan, and what the server sees of how it was opened."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from journal.pages.phone_setup import CheckAnswer, setup_checks

pytestmark = pytest.mark.django_db
HTTPS = {"x-forwarded-proto": "https"}


@pytest.fixture
def at_home(settings: Any) -> None:
    """A server behind a proxy in a home network."""
    settings.ALLOWED_HOSTS = ["127.0.0.1", "diary.home.arpa"]
    settings.HTTPS = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")


def page_of(client: Client, host: str, **headers: str) -> str:
    answer = client.get("/phone-setup/", headers={"host": host, **headers})
    assert answer.status_code == 200
    return answer.content.decode()


def answers(page: str) -> dict[str, str]:
    """What is said of each thing without a script."""
    rows = re.findall(r'data-check="(\w+)">\s*<p[^>]*>[^<]+<strong[^>]*>([^<]+)', page)
    return dict(rows)


@pytest.mark.usefixtures("at_home")
def test_behind_a_proxy_all_that_the_server_sees_is_ready(as_ada: Client) -> None:
    page = page_of(as_ada, "diary.home.arpa", **HTTPS)
    assert ">https://diary.home.arpa/phone-setup/<" in page
    assert "<svg" in page
    assert answers(page) == {
        "name": "Yes",
        "https": "Yes",
        "account": "Yes",
        "offline": "Not looked at",
        "installed": "Not looked at",
        "storage": "Not looked at",
        "trial": "Not tried",
    }
    assert "As ada." in page


@pytest.mark.usefixtures("at_home")
def test_on_this_computer_whoever_is_signed_in_sees_the_phones_address(
    as_ada: Client, client: Client
) -> None:
    page = page_of(as_ada, "127.0.0.1")
    assert ">https://diary.home.arpa/phone-setup/<" in page
    assert answers(page)["name"] == "No"
    stranger = page_of(Client(), "127.0.0.1")
    assert "diary.home.arpa" not in stranger
    assert "<svg" not in stranger
    assert "There is no address for it yet." in stranger


def test_without_a_name_or_https_each_says_what_helps(as_ada: Client) -> None:
    page = page_of(as_ada, "localhost:8000")
    assert "There is no address for it yet." in page
    assert {name: answers(page)[name] for name in ("name", "https")} == {
        "name": "No",
        "https": "No",
    }
    assert page.count("At home, with HTTPS") == 2


def test_who_is_not_signed_in_is_led_there_and_back(client: Client, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["192.168.1.5"]
    page = page_of(client, "192.168.1.5:8000")
    assert ">http://192.168.1.5:8000/phone-setup/<" in page
    assert answers(page)["account"] == "No"
    assert 'href="/account/login/?next=/phone-setup/"' in page


def test_a_public_name_needs_no_word_about_being_away() -> None:
    [name, *_others] = setup_checks("diary.example.org", is_secure=True, name="")
    assert (name.answer, name.text, name.remedy) == (CheckAnswer.YES, "diary.example.org", "")


def test_it_lies_under_more(as_ada: Client) -> None:
    assert '<a href="/phone-setup/">Put it on your phone' in as_ada.get("/more/").content.decode()
