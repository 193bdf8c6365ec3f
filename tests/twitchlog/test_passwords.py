"""A name and a password are the same on every keyboard, and those from before go on opening."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from django.conf import global_settings
from django.conf import settings as configured
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, make_password
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from twitchlog.passwords import OpaqueArgon2Hasher, OpaquePasswordHasher, opaque

HASHERS = configured.PASSWORD_HASHERS
NAME, PASSWORD = "Jürgen", "Schöne Träume 12"


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@pytest.fixture(autouse=True)
def _own_hasher(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The hasher of the settings, quick: the tests of everything else use another."""
    monkeypatch.setattr(PBKDF2PasswordHasher, "iterations", 10)
    monkeypatch.setattr(OpaqueArgon2Hasher, "memory_cost", 64)
    settings.PASSWORD_HASHERS = HASHERS


@pytest.mark.parametrize(
    ("password", "typed", "opens"),
    [
        (PASSWORD, nfd(PASSWORD), True),
        (nfd(PASSWORD), PASSWORD, True),
        ("quiet\u00a0night 12", "quiet night 12", True),
        ("quiet night 12 ", "quiet night 12", False),
        ("Quiet night 12", "quiet night 12", False),
        (PASSWORD, PASSWORD, True),
    ],
)
def test_keyboards_do_not_matter_and_all_else_does(password: str, typed: str, opens: bool) -> None:
    assert check_password(typed, make_password(password)) is opens


@pytest.mark.parametrize("before", [PASSWORD, nfd(PASSWORD), "quiet\u00a0night 12"])
def test_a_hash_from_before_opens_as_it_was_typed(before: str) -> None:
    old = PBKDF2PasswordHasher().encode(before, "salt")
    assert check_password(before, old)
    assert not check_password(f"{before}x", old)


def test_hashes_are_djangos_own(settings: Any) -> None:
    hashes = [
        hasher().encode("a-quiet-night-4", "some salt")
        for hasher in (OpaqueArgon2Hasher, OpaquePasswordHasher)
    ]
    settings.PASSWORD_HASHERS = global_settings.PASSWORD_HASHERS
    assert [check_password("a-quiet-night-4", hashed) for hashed in hashes] == [True, True]
    assert opaque(opaque(nfd(PASSWORD))) == PASSWORD


@pytest.mark.parametrize(("at_sign_up", "typed"), [(str, nfd), (nfd, str)])
def test_signing_up_and_in(client: Client, db: None, at_sign_up: Any, typed: Any) -> None:
    data = {
        "username": at_sign_up(NAME),
        "password1": at_sign_up(PASSWORD),
    }
    client.post(reverse("account_signup"), data)
    assert User.objects.get().username == NAME
    answer = Client().post(
        reverse("account_login"), {"login": typed(NAME), "password": typed(PASSWORD)}
    )
    assert answer.status_code == 302


@pytest.mark.parametrize("typed", ["JÜRGEN", "jürgen", "jÜrgen", nfd("JÜRGEN")])
def test_signing_in_with_a_name_in_another_case(db: None, typed: str) -> None:
    User.objects.create_user(NAME, password=PASSWORD)
    data = {"login": typed, "password": PASSWORD}
    assert Client().post(reverse("account_login"), data).status_code == 302
    User.objects.create_user(
        unicodedata.normalize("NFC", typed), password="another night 4"
    )  # from before
    assert Client().post(reverse("account_login"), data).status_code == 200


@pytest.mark.parametrize("typed", [nfd(NAME), "JÜRGEN", "jürgen"])
def test_a_name_that_is_taken_is_taken_in_every_form(
    client: Client, db: None, settings: Any, typed: str
) -> None:
    settings.SIGN_UP_OPEN = True
    User.objects.create_user(NAME, password=PASSWORD)
    data = {"username": typed, "password1": "another night 4"}
    assert client.post(reverse("account_signup"), data).status_code == 200
    assert User.objects.count() == 1
