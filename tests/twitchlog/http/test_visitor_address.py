"""Whom a limit counts: a household or a machine, never what a stranger writes into a header."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client, RequestFactory

from journal.request_limits import FAILURES_A_MINUTE
from twitchlog.http.visitor_address import _say_once, around, counted, visitor_address


@pytest.fixture(autouse=True)
def _not_said_yet() -> None:
    _say_once.cache_clear()


def seen(settings: Any, proxies: int, header: str | None, own: str = "192.0.2.1") -> str:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {} if header is None else {"X-Forwarded-For": header}
    return visitor_address(RequestFactory().get("/", headers=headers, REMOTE_ADDR=own))


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        (" 203.0.113.7:51234 ", "203.0.113.7"),
        ('"[2001:db8:1:2:3:4:5:6]:443"', "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("2001:0DB8:1:2:ffff::", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("[fe80::2%25eth0]:80", "fe80::/64"),
        ("::1", "::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("::ffff:cb00:7107", "203.0.113.7"),
        ("64:ff9b::203.0.113.7", "203.0.113.7"),
        ("2002:cb00:7107:5::1", "203.0.113.7"),
        ("2001:0:c000:201:0:3fff:34ff:8ef8", "203.0.113.7"),
        ("", ""),
        ("unknown", ""),
        ("_hidden", ""),
        ("203.0.113.700", ""),
        ("203.0.113", ""),
        ("0x7f.1", ""),
        ("2001:db8::1::2", ""),
        ("[", ""),
        ("٢.٢.٢.٢", ""),
        ("a" * 5000, ""),
    ],
)
def test_one_way_to_count_an_address(text: str, address: str) -> None:
    assert counted(text) == address


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("unknown", "unknown"),
    ],
)
def test_what_may_be_one_customers(address: str, network: str) -> None:
    assert around(address) == network


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, None, "192.0.2.1"),
        (0, "203.0.113.7", "192.0.2.1"),
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "10.9.8.7, 6.6.6.6,203.0.113.7", "203.0.113.7"),
        (1, "2001:db8::1, 2001:db8:0:1::1", "2001:db8:0:1::/64"),
        (2, "6.6.6.6, 203.0.113.7, 198.51.100.9", "203.0.113.7"),
        (
            2,
            "203.0.113.7",
            "203.0.113.7",
        ),  # it came past the farther proxy: what the nearer one wrote
        (2, "203.0.113.7, unknown", "203.0.113.7"),
        (2, "unknown, 198.51.100.9", "198.51.100.9"),
        (1, "6.6.6.6, unknown", "192.0.2.1"),
        (1, "6.6.6.6,", "192.0.2.1"),
        (1, "", "192.0.2.1"),
        (1, None, "192.0.2.1"),
        (3, ",,", "192.0.2.1"),
    ],
)
def test_the_place_that_the_farthest_proxy_wrote(
    settings: Any, proxies: int, header: str | None, address: str
) -> None:
    assert seen(settings, proxies, header) == address


def test_where_visitors_cannot_be_told_apart_the_log_says_so_once(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "twitchlog.http.visitor_address"):
        for _time in range(3):
            assert seen(settings, 0, "203.0.113.7", own="") == "unknown"
            assert seen(settings, 1, "unknown", own="") == "unknown"
    assert [
        ("X-Forwarded-For" in line, "TWITCHLOG_PROXIES" in line) for line in caplog.messages
    ] == [
        (False, True),
        (True, True),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "most", "answer"),
    [("/s/FFFFFFFFFFFFFFFF/", 10, 404), ("/api/episodes", FAILURES_A_MINUTE, 401)],
)
def test_links_and_programs_are_counted_by_the_network(path: str, most: int, answer: int) -> None:
    tries = [
        Client(REMOTE_ADDR=f"2001:db8::{number:x}").get(path).status_code
        for number in range(most + 1)
    ]
    assert tries == [answer] * most + [429]
    assert Client(REMOTE_ADDR="2001:db8:0:1::1").get(path).status_code == answer


@pytest.mark.parametrize("header", [None, "", "unknown", "1.2.3.4.5"])
def test_signing_in_is_never_refused_for_the_want_of_an_address(
    ada: User, settings: Any, header: str | None
) -> None:
    """allauth alone answers 403, or 500 where proxies are missing from the list."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    headers = {} if header is None else {"X-Forwarded-For": header}
    answer = Client(REMOTE_ADDR="").post(
        "/account/login/", {"login": "ada", "password": "x"}, headers=headers
    )
    assert answer.status_code == 200
