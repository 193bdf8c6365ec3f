"""Whatever is sent for a passkey's answer is refused in words, by strangers too; never an error
page.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth.models import User
from django.db import OperationalError
from django.test import Client

from journal.models import SecurityEvent
from tests import builders

pytestmark = pytest.mark.usefixtures("_made_up_keys")
CHALLENGE = {"challenge": "x" * 43, "user_verification": "required"}
SHAPED = {"id": "eA", "rawId": "eA", "type": "public-key", "clientExtensionResults": {}}
DATA = {
    "clientDataJSON": "e30",
    "attestationObject": "oA",
    "authenticatorData": "AA",
    "signature": "AA",
}
ANSWERS: list[Any] = [
    {"id": "x"},
    [],
    [1],
    "text",
    1,
    {**SHAPED, "response": None},
    {**SHAPED, "response": {}},
    {**SHAPED, "response": DATA},
    {**SHAPED, "response": DATA | {"clientDataJSON": "%%%"}},
    {**SHAPED, "response": DATA | {"userHandle": None}},
    {**SHAPED, "response": DATA | {"userHandle": 5}},
    {**SHAPED, "response": DATA | {"userHandle": "enp6enp6enp6enp6enp6enp6enp6"}},
    {**SHAPED, "response": DATA | {"userHandle": "MQ"}},
    {**SHAPED, "response": DATA | {"userHandle": "AA"}},
    {**SHAPED, "response": [], "rawId": {"a": 1}},
    {**SHAPED, "response": DATA, "type": "nothing", "id": "\ud83d"},
]


# As they are sent, where JSON itself is what is wrong.
TEXTS = [
    "[" * 100_000,
    '{"a":' * 50_000,
    "1" * 5_000,
    "NaN",
    "1e999",
    '"\\ud83d"',
    "{",
    "\x00",
    "[" * 400_000,
]


def with_challenge(client: Client) -> Client:
    """As after the page that asks was opened."""
    session = client.session
    session[webauthn.STATE_SESSION_KEY] = CHALLENGE
    session.save()
    return client


@pytest.mark.parametrize(
    "answer", [*map(json.dumps, ANSWERS), *TEXTS], ids=lambda text: repr(text[:60])
)
def test_every_door_refuses_what_is_no_answer(ada: User, as_ada: Client, answer: str) -> None:
    Authenticator.objects.create(user=ada, type="webauthn", data={"name": "phone"})
    stranger, halfway = Client(), Client()
    halfway.post("/account/login/", {"login": "ada", "password": builders.PASSWORD})
    sent = {"credential": answer, "name": "phone"}
    for client, address in (
        (stranger, "/account/2fa/webauthn/login/"),
        (halfway, "/account/2fa/authenticate/"),
        (as_ada, "/account/2fa/webauthn/reauthenticate/"),
        (as_ada, "/account/2fa/webauthn/add/"),
    ):
        assert with_challenge(client).post(address, sent).status_code in (200, 302), address
    assert Authenticator.objects.count() == 1
    assert stranger.get("/settings/").status_code == halfway.get("/settings/").status_code == 302


def test_what_is_no_answer_is_noted(ada: User, as_ada: Client) -> None:
    Authenticator.objects.create(user=ada, type="webauthn", data={"name": "phone"})
    with_challenge(as_ada).post(
        "/account/2fa/webauthn/reauthenticate/", {"credential": json.dumps(SHAPED)}
    )
    assert "wrong_answer" in SecurityEvent.objects.of(ada).values_list("kind", flat=True)


def test_a_fault_of_the_database_is_none_of_the_passkeys(
    as_ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_locked(answer: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(webauthn, "parse_registration_response", is_locked)
    with pytest.raises(OperationalError):
        as_ada.post("/account/2fa/webauthn/add/", {"credential": json.dumps({"id": "x"})})
