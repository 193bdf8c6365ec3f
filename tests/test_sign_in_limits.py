"""Passwords cannot be guessed by trying, and nobody can lock others out by it."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection
from django.test import Client

from tests import builders

REFUSED = "Too many tries. Wait five minutes"
WRONG = "are not correct"


def sign_in(name: str, password: str, **headers: str) -> str:
    """What the page says."""
    typed = {"login": name, "password": password}
    return Client().post("/account/login/", typed, headers=headers, follow=True).content.decode()


def test_after_five_wrong_passwords_the_right_one_must_wait_too(ada: User) -> None:
    for _try in range(5):
        assert WRONG in sign_in("ada", "guess")
    assert REFUSED in sign_in("ada", builders.PASSWORD)


def test_others_can_still_sign_in(ada: User, ben: User) -> None:
    for _try in range(6):
        sign_in("ada", "guess")
    answer = Client().post("/account/login/", {"login": "ben", "password": builders.PASSWORD})
    assert answer.status_code == 302


def test_counts_are_kept_where_all_workers_see_them(ada: User) -> None:
    sign_in("ada", "guess")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_shared_counts WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone() == (2,)  # one for the name, one for the address
    assert cache.add("a-lock", value=True)
    assert not cache.add("a-lock", value=True)


@pytest.mark.parametrize(("proxies", "locked_out"), [(0, True), (1, False)])
def test_behind_a_proxy_each_address_is_counted_for_itself(
    ada: User, settings: Any, proxies: int, locked_out: bool
) -> None:
    """Ten tries a minute an address; the names differ, so that only the address counts."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(11):
        sign_in(f"somebody-{number}", "guess", **{"x-forwarded-for": "203.0.113.7"})
    said = sign_in("ada", "guess", **{"x-forwarded-for": "198.51.100.9"})
    assert (REFUSED in said) is locked_out


def test_an_address_written_in_front_by_the_stranger_does_not_count(ada: User, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    said = [
        sign_in(f"somebody-{number}", "guess", **{"x-forwarded-for": f"10.0.0.{number}, 203.0.113.7"})
        for number in range(11)
    ]
    assert REFUSED in said[-1]


def test_without_a_proxy_the_header_is_not_believed() -> None:
    assert not configured.HTTPS
    assert configured.ALLAUTH_TRUSTED_PROXY_COUNT == 0


def test_too_many_requests_get_a_page_in_plain_words(ada: User) -> None:
    answers = [Client().post("/account/login/", {}) for _try in range(31)]
    assert answers[-1].status_code == 429
    assert "Nothing was changed. Wait some minutes" in answers[-1].content.decode()
