"""What is typed to sign in is short, or it is refused before anything is done with all of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.forms.accounts import MOST_OF_A_PASSWORD, MOST_OF_AN_ADDRESS
from journal.identity import account_lookup
from journal.identity.account_lookup import account_by_name
from tests import builders
from twitchlog import passwords

LONG = "a-quiet-night-4" * 1000
FORMS = {
    "/account/login/": {"login": "ada", "password": LONG},
    "/account/signup/": {"username": "eve", "password1": LONG},
    "/account/password/change/": {"oldpassword": LONG, "password1": LONG, "password2": LONG},
    "/account/reauthenticate/": {"password": LONG},
    "/settings/delete-account/": {"password": LONG},
}


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords that something was done with."""
    hashed: list[str] = []
    opaque: Callable[[str], str] = passwords.opaque

    def looking(password: str) -> str:
        hashed.append(password)
        return opaque(password)

    monkeypatch.setattr(passwords, "opaque", looking)
    return hashed


@pytest.mark.parametrize("address", FORMS)
def test_a_password_of_a_book_is_refused_in_words(
    ada: User, as_ada: Client, settings: Any, looked_at: list[str], address: str
) -> None:
    settings.SIGN_UP_OPEN = True
    settings.PASSWORD_HASHERS = ["twitchlog.passwords.OpaqueArgon2Hasher"]
    client = Client() if address in {"/account/login/", "/account/signup/"} else as_ada
    page = client.post(address, FORMS[address]).content.decode()
    assert f"There is room for {MOST_OF_A_PASSWORD} characters" in page
    assert looked_at == []
    assert User.objects.filter(username="ada").exists()


def test_the_longest_that_is_taken_opens(settings: Any, client: Client, db: None) -> None:
    password = LONG[:MOST_OF_A_PASSWORD]
    User.objects.create_user("ada", password=password)
    assert client.post("/account/login/", {"login": "ada", "password": password}).status_code == 302


@pytest.mark.parametrize("letter", ["a", "ä", "@"])
def test_a_name_of_a_book_is_nobodys(
    ada: User, letter: str, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(
        account_lookup, "account_by_address", lambda typed: pytest.fail("looked up")
    )
    typed = {"login": letter * 1_000_000, "password": builders.PASSWORD}
    page = Client().post("/account/login/", typed).content.decode()
    assert f"There is room for {MOST_OF_AN_ADDRESS} characters" in page
    with django_assert_num_queries(0):
        assert account_by_name(letter * 151) is None
