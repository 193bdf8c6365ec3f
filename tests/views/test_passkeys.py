"""A stranger who asks for something to sign leaves nothing on the server, and is given so many and
no more.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.conf import settings as configured
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from journal.views.passkeys import CHALLENGE_SECONDS, CHALLENGES_A_MINUTE
from tests.identity.test_sign_in_limits import NOON

ADDRESS = "/account/2fa/webauthn/login/"
COOKIE = configured.PASSKEY_COOKIE_NAME


def ask(client: Client) -> Any:
    return client.get(ADDRESS, headers={"Accept": "application/json"})


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch, ada: User) -> list[Any]:
    """Ada's passkey, which only a browser could make: any answer is right while there is a
    challenge of ours.
    """
    key = Authenticator.objects.create(user=ada, type="webauthn", data={"name": "phone"})
    challenges: list[Any] = []

    def complete(user: User, response: dict[str, Any]) -> Authenticator:
        challenges.append(auth.get_state())
        if not challenges[-1]:
            raise auth.get_adapter().validation_error("incorrect_code")
        auth.clear_state()
        return key

    monkeypatch.setattr(auth, "parse_authentication_response", lambda response: None)
    monkeypatch.setattr(auth, "extract_user_from_response", lambda response: ada)
    monkeypatch.setattr(auth, "complete_authentication", complete)
    return challenges


def answer(client: Client) -> bool:
    """Whether it signed in."""
    client.post(ADDRESS, {"credential": json.dumps({"id": "x"})})
    return client.get("/dashboard/").status_code == 200


@pytest.mark.django_db
def test_asking_stores_no_session(client: Client) -> None:
    options = ask(client).json()["request_options"]
    assert len(options["publicKey"]["challenge"]) > 40
    assert configured.SESSION_COOKIE_NAME not in client.cookies
    assert not Session.objects.exists()
    cookie = client.cookies[COOKIE]
    assert [cookie["httponly"], cookie["samesite"], cookie["max-age"]] == [
        True,
        "Strict",
        CHALLENGE_SECONDS,
    ]


@pytest.mark.django_db
def test_so_many_a_minute_and_network() -> None:
    with time_machine.travel(NOON, tick=False):
        answers = [
            ask(Client(REMOTE_ADDR=f"2001:db8::{number:x}"))
            for number in range(CHALLENGES_A_MINUTE + 1)
        ]
        assert [answer.status_code for answer in answers] == [200] * CHALLENGES_A_MINUTE + [429]
        assert ask(Client()).status_code == 200


def test_what_was_given_is_signed_once(client: Client, signed: list[Any]) -> None:
    options = ask(client).json()["request_options"]
    cookie = client.cookies[COOKIE].value
    assert answer(client)
    assert signed[0]["challenge"] == options["publicKey"]["challenge"]
    assert client.cookies[COOKIE].value == ""
    again = Client()
    again.cookies[COOKIE] = cookie
    assert not answer(again)


@pytest.mark.parametrize("held", ["", "x", "WyJhIix7fV0:1tYyyy:abc"])
def test_what_we_did_not_give_is_not_taken(client: Client, signed: list[Any], held: str) -> None:
    client.cookies[COOKIE] = held
    assert not answer(client)
    assert not Session.objects.exists()


def test_after_five_minutes_it_is_too_late(client: Client, signed: list[Any]) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        ask(client)
        clock.shift(CHALLENGE_SECONDS + 1)
        assert not answer(client)
