"""Passwords cannot be guessed by trying, and nobody can lock others out by it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.test import Client

from journal.identity import sign_in_limits
from tests import builders

REFUSED = "Too many tries. Wait"
WRONG = "are not correct"
LOGIN = "/account/login/"
NOON = datetime(2026, 7, 7, 12, 0, tzinfo=UTC)


def tried(client: Client, name: str, password: str, **headers: str) -> str:
    """What the page says; "in" once somebody is signed in."""
    answer = client.post(LOGIN, {"login": name, "password": password}, headers=headers)
    return "in" if answer.status_code == 302 else answer.content.decode()


def sign_in(name: str, password: str, *, at: str = "203.0.113.7", **headers: str) -> str:
    """The same of a browser that nobody has used before, at that address."""
    return tried(Client(REMOTE_ADDR=at), name, password, **headers)


def ticks() -> Any:
    return time_machine.travel(NOON, tick=False)


def test_after_five_wrong_passwords_an_address_waits_and_others_do_not(ada: User) -> None:
    with ticks() as clock:
        assert [WRONG in sign_in("ada", "guess") for _try in range(5)] == [True] * 5
        assert f"{REFUSED} 5 minutes" in sign_in("ada", builders.PASSWORD)
        assert sign_in("ada", builders.PASSWORD, at="203.0.113.8") == "in"
        clock.shift(301)
        assert sign_in("ada", builders.PASSWORD) == "in"


@pytest.mark.parametrize("name", ["ada", "ADA", " ada", "ａｄａ"])
def test_another_way_to_write_a_name_is_the_same_name(ada: User, name: str) -> None:
    for _try in range(5):
        sign_in("ada", "guess")
    assert REFUSED in sign_in(name, "guess")


def test_twenty_a_day_are_all(ada: User) -> None:
    with ticks() as clock:
        pages = []
        for _try in range(25):
            clock.shift(timedelta(minutes=6))
            pages.append(sign_in("ada", "guess"))
        assert [WRONG in page for page in pages] == [True] * 20 + [False] * 5
        assert f"{REFUSED} 22 hours" in pages[20]


def test_right_passwords_are_not_counted(ada: User) -> None:
    assert {sign_in("ada", builders.PASSWORD) for _try in range(12)} == {"in"}


def test_the_network_counts_not_each_of_its_addresses(ada: User) -> None:
    pages = [sign_in("ada", "guess", at=f"2001:db8::{number}") for number in range(1, 7)]
    assert [WRONG in page for page in pages] == [True] * 5 + [False]


def test_others_can_still_sign_in(ada: User, ben: User) -> None:
    for _try in range(6):
        sign_in("ada", "guess")
    assert sign_in("ben", builders.PASSWORD) == "in"


@pytest.mark.parametrize(("proxies", "locked_out"), [(0, True), (1, False)])
def test_behind_a_proxy_each_address_is_counted_for_itself(
    ada: User, settings: Any, proxies: int, locked_out: bool
) -> None:
    """Ten tries a minute an address; the names differ, so that only the address counts."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(11):
        sign_in(f"somebody-{number}", "guess", **{"x-forwarded-for": "203.0.113.7"})
    pages = sign_in("ada", "guess", **{"x-forwarded-for": "198.51.100.9"})
    assert (REFUSED in pages) is locked_out


def test_an_address_written_in_front_by_the_stranger_does_not_count(
    ada: User, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    pages = [
        sign_in(
            f"somebody-{number}", "guess", **{"x-forwarded-for": f"10.0.0.{number}, 203.0.113.7"}
        )
        for number in range(11)
    ]
    assert f"{REFUSED} 1 minute," in pages[-1]


def test_without_a_proxy_the_header_is_not_believed() -> None:
    assert not configured.HTTPS
    assert configured.ALLAUTH_TRUSTED_PROXY_COUNT == 0


def test_ten_thousand_addresses_guess_little_and_the_right_password_still_opens(ada: User) -> None:
    """A name that many try: each address has three tries a day instead of twenty, and its owner
    needs one.
    """
    with ticks():
        for number in range(sign_in_limits.BY_NAME.most // 5):
            pages = [sign_in("ada", "guess", at=f"198.51.100.{number}") for _try in range(5)]
            assert all(WRONG in page for page in pages)
        for number in (1, 2):
            pages = [sign_in("ada", "guess", at=f"203.0.113.{number}") for _try in range(5)]
            assert [WRONG in page for page in pages] == [True] * 3 + [False] * 2
            assert f"{REFUSED} 24 hours" in pages[-1]
        assert sign_in("ada", builders.PASSWORD, at="203.0.113.3") == "in"
        assert sign_in("ada", builders.PASSWORD, at="203.0.113.3") == "in"


@pytest.mark.parametrize("place", ["2001:db8:7:{:x}::1", "192.0.2.{}"])
def test_whoever_has_a_network_of_many_addresses_has_not_many_tries(ada: User, place: str) -> None:
    with ticks():
        for number in range(sign_in_limits.BY_NAME.most // 5):
            for _try in range(5):
                sign_in("ada", "guess", at=f"198.51.100.{number}")
        most = sign_in_limits.AROUND_WHILE_MANY_TRY.most
        pages = [sign_in("ada", "guess", at=place.format(number)) for number in range(1, most + 3)]
        assert [WRONG in page for page in pages] == [True] * most + [False] * 2
        assert sign_in("ada", builders.PASSWORD, at="203.0.113.9") == "in"


def test_too_many_requests_get_a_page_in_plain_words(ada: User) -> None:
    answers = [Client().post(LOGIN, {}) for _try in range(31)]
    assert answers[-1].status_code == 429
    assert "Nothing was changed. Wait some minutes" in answers[-1].content.decode()


@pytest.mark.parametrize(
    ("seconds", "sentence"),
    [
        (1, "1 minute,"),
        (60, "1 minute,"),
        (61, "2 minutes"),
        (5400, "90 minutes"),
        (5401, "2 hours"),
        (86400, "24 hours"),
    ],
)
def test_the_time_said_is_never_too_short(seconds: float, sentence: str) -> None:
    assert f"{REFUSED} {sentence}" in sign_in_limits._too_many(seconds)
