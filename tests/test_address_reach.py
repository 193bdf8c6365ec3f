"""From where a link can be opened, and that the page says it before one is made."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from journal.address_reach import Reach, reach


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "twitchlog.localhost", "127.0.0.1:8000", "127.4.5.6",
     "[::1]:8000", "[::1]", "::1", "0.0.0.0", "[::ffff:127.0.0.1]:80", "LOCALHOST.", ""],  # noqa: S104 - no socket is bound
)  # fmt: skip
def test_this_computer_alone(host: str) -> None:
    assert reach(host) is Reach.MACHINE


@pytest.mark.parametrize(
    "host",
    ["10.0.0.4", "172.16.3.4:8000", "172.31.255.1", "192.168.1.20", "169.254.7.7", "100.64.0.9",
     "[fd12:3456::1]:8000", "[fe80::1%25eth0]", "[::ffff:192.168.1.2]", "pi", "PI:8000",
     "diary.local", "diary.local.", "diary.home.arpa", "home.arpa", "diary.internal",
     "diary.lan", "nas.home", "nas.corp", "diary.fritz.box", "x.intranet", "x.private",
     "x.localdomain", "x.test"],
)  # fmt: skip
def test_one_network_alone(host: str) -> None:
    assert reach(host) is Reach.NETWORK


@pytest.mark.parametrize(
    "host",
    ["diary.example.org", "diary.example.org:8443", "8.8.8.8", "172.32.0.1",
     "[2606:4700::1111]:443", "local.example.org", "lan.example.net", "myhome.arpa.example.com",
     "xn--tgebuch-5wa.example.org", "notfritz.box"],
)  # fmt: skip
def test_nothing_speaks_against_anywhere(host: str) -> None:
    assert reach(host) is Reach.ANYWHERE


@pytest.mark.parametrize(
    ("host", "says", "says_not"),
    [
        ("127.0.0.1:8000", "opens on this computer alone", "without HTTPS"),
        (
            "192.168.1.20:8000",
            "opens in that network alone",
            "Whoever has the link, and its passphrase",
        ),
        ("diary.local", "opens in that network alone", "Whoever has the link, and its passphrase"),
        ("diary.example.org", "This page came without HTTPS.", "opens in that network"),
    ],
)
def test_it_is_said_before_a_link_is_made(
    as_ada: Client, settings: object, host: str, says: str, says_not: str
) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    page = as_ada.get(reverse("share"), headers={"host": host}).content.decode()
    assert says in page[: page.index('name="ends_on"')]
    assert says_not not in page
    assert "take the report along on paper or as a PDF" in page


def test_a_public_name_with_https_needs_no_word(as_ada: Client, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    page = as_ada.get(
        reverse("share"), headers={"host": "diary.example.org"}, secure=True
    ).content.decode()
    assert "Whoever has the link, and its passphrase if you set one, can read the report" in page
    assert "on paper or as a PDF" not in page


def test_it_stands_beside_the_link_too(as_ada: Client) -> None:
    page = as_ada.post(reverse("share"), {"period": "4", "ends_on": ""}).content.decode()
    assert page.count("opens in that network alone") == 1


def test_programs_are_told_too(as_ada: Client, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined]
    text = "means “this computer” on every computer"
    assert (
        text in as_ada.get(reverse("api_docs"), headers={"host": "127.0.0.1:8000"}).content.decode()
    )
    assert (
        text not in as_ada.get(reverse("api_docs"), headers={"host": "diary.lan"}).content.decode()
    )
