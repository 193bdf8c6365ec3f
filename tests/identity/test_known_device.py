"""Whoever has signed in on a device is not held up by what strangers try, be they behind the same
router.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from journal.identity import known_device
from tests import builders
from tests.identity.test_sign_in_limits import REFUSED, WRONG, tried
from twitchlog.http.cookie_names import cookie_names


@pytest.fixture
def phone(ada: User) -> Client:
    """Ada has signed in on it, and out again."""
    client = Client()
    assert tried(client, "ada", builders.PASSWORD) == "in"
    client.post("/account/logout/")
    return client


def strangers_try(name: str = "ada", times: int = 12) -> None:
    for _try in range(times):
        tried(Client(), name, "guess")


def test_strangers_at_the_same_address_hold_up_no_known_device(phone: Client, ada: User) -> None:
    strangers_try(times=40)
    assert Client().post("/account/login/", {}).status_code == 429
    assert tried(phone, "ada", builders.PASSWORD) == "in"


def test_strangers_close_no_other_way_in(phone: Client, ada: User, settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True
    for _try in range(31):
        Client().post("/account/password/reset/", {"email": "ada@example.org"})
        Client().get("/account/2fa/webauthn/login/", headers={"Accept": "application/json"})
    stranger, own = (
        [
            client.post("/account/password/reset/", {"email": "ada@example.org"}).status_code,
            client.get(
                "/account/2fa/webauthn/login/", headers={"Accept": "application/json"}
            ).status_code,
        ]
        for client in (Client(), phone)
    )
    assert (stranger, own) == ([429, 429], [302, 200])


def test_a_known_device_counts_for_itself(phone: Client, ada: User) -> None:
    assert [WRONG in tried(phone, "ada", "guess") for _try in range(11)] == [True] * 10 + [False]
    assert tried(Client(), "ada", builders.PASSWORD) == "in"


def test_it_is_known_to_those_who_signed_in_on_it_alone(
    phone: Client, ada: User, ben: User
) -> None:
    strangers_try("ben", 5)
    assert REFUSED in tried(phone, "ben", builders.PASSWORD)


def test_a_tablet_of_two(phone: Client, ada: User, ben: User) -> None:
    assert tried(phone, "ben", builders.PASSWORD) == "in"
    phone.post("/account/logout/")
    strangers_try("ada", 5)
    strangers_try("ben", 5)
    for name in ("ada", "ben"):
        assert tried(phone, name, builders.PASSWORD) == "in"
        phone.post("/account/logout/")


def test_it_is_known_until_the_password_changes(phone: Client, ada: User) -> None:
    ada.set_password("another-quiet-night-5")
    ada.save()
    strangers_try(times=5)
    assert REFUSED in tried(phone, "ada", "another-quiet-night-5")


@pytest.mark.parametrize("change", ["", "x", "e30:1:x", "WyJhIix7fV0:1tYyyy:abc"])
def test_a_cookie_that_is_not_ours_is_worth_nothing(ada: User, change: str) -> None:
    client = Client()
    client.cookies[configured.DEVICE_COOKIE_NAME] = change
    strangers_try(times=5)
    assert REFUSED in tried(client, "ada", builders.PASSWORD)


def test_five_accounts_at_the_most(rf: Any, db: None) -> None:
    people = [builders.person(f"person-{number}") for number in range(7)]
    request = rf.get("/")
    for person in people:
        answer = Client().get("/help/")
        known_device.remember_device(request, answer, person)
        request.COOKIES[configured.DEVICE_COOKIE_NAME] = answer.cookies[
            configured.DEVICE_COOKIE_NAME
        ].value
    remembered = [bool(known_device.device_known_to(request, person)) for person in people]
    assert remembered == [False] * 2 + [True] * 5
    assert len(answer.cookies[configured.DEVICE_COOKIE_NAME].value) < 1000


def test_with_https_the_browser_keeps_it_to_this_host(rf: Any, ada: User, settings: Any) -> None:
    names = cookie_names("a key", https=True)
    settings.DEVICE_COOKIE_NAME, settings.SESSION_COOKIE_SECURE = names.device, True
    answer = HttpResponse()
    known_device.remember_device(rf.get("/"), answer, ada)
    [cookie] = answer.cookies.values()
    assert cookie.key.startswith("__Host-")
    assert [cookie["secure"], cookie["path"], cookie["domain"]] == [True, "/", ""]
    assert names.passkey.startswith("__Host-")


def test_the_cookie_is_kept_from_scripts_and_opens_nothing(phone: Client, ada: User) -> None:
    cookie = phone.cookies[configured.DEVICE_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == known_device.KNOWN_SECONDS
    assert not cookie["domain"]
    assert "ada" not in cookie.value
    assert phone.get("/dashboard/").status_code == 302
