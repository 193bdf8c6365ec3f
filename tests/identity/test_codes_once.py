"""Every code opens once: one of an app, also the one that switches codes on, and one of the list
for the lost phone.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth.models import User
from django.test import Client

from tests import builders
from tests.identity.test_second_step import switch_on_app
from tests.views.noted_events import kinds

NOW = datetime(2026, 7, 1, 12, 0, 10, tzinfo=UTC)
CODE = "/account/2fa/authenticate/"


@pytest.fixture(autouse=True)
def _half_a_minute() -> Iterator[None]:
    """The app shows one code for thirty seconds."""
    with time_machine.travel(NOW, tick=False):
        yield


def after_the_password() -> Client:
    client = Client()
    client.post("/account/login/", {"login": "ada", "password": builders.PASSWORD})
    return client


def shown_now(person: User) -> str:
    """The digits on the person's phone."""
    [app] = Authenticator.objects.filter(user=person, type="totp")
    secret = totp.decrypt(app.data["secret"])
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(NOW.timestamp()) // 30)))


def opens(client: Client, code: str) -> bool:
    return bool(client.post(CODE, {"code": code}).status_code == 302)


def test_the_code_that_switched_codes_on_opens_nothing(ada: User, as_ada: Client) -> None:
    as_ada.force_login(ada)
    assert "Recovery codes" in switch_on_app(as_ada).content.decode()
    digits = shown_now(ada)
    for spelling in (digits, f"{digits[:3]} {digits[3:]}", f" {digits}"):
        assert not opens(after_the_password(), spelling)


def test_a_code_opens_once_and_for_its_own_account_alone(ada: User, ben: User) -> None:
    totp.TOTP.activate(ada, totp.generate_totp_secret())
    first, second = after_the_password(), after_the_password()
    assert opens(first, shown_now(ada))
    assert not opens(second, shown_now(ada))
    totp.TOTP.activate(ben, totp.decrypt(Authenticator.objects.get(user=ada).data["secret"]))
    of_ben = Client()
    of_ben.post("/account/login/", {"login": "ben", "password": builders.PASSWORD})
    assert opens(of_ben, shown_now(ben))


def test_a_code_given_to_be_asked_once_more_is_used_too(ada: User, as_ada: Client) -> None:
    totp.TOTP.activate(ada, totp.generate_totp_secret())
    sent = {"code": shown_now(ada), "next": "/settings/"}
    assert as_ada.post("/account/2fa/reauthenticate/", sent).status_code == 302
    assert as_ada.post("/account/2fa/reauthenticate/", sent).status_code == 200
    assert not opens(after_the_password(), sent["code"])


def test_two_that_switch_on_at_once_make_one(
    ada: User, as_ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have looked; the second has the same code, which is used by then."""
    as_ada.force_login(ada)
    other = Client()
    other.cookies = as_ada.cookies
    assert "Recovery codes" in switch_on_app(as_ada).content.decode()
    digits = shown_now(ada)
    secret = totp.decrypt(Authenticator.objects.get(user=ada, type="totp").data["secret"])
    Authenticator.objects.all().delete()
    session = other.session
    session[totp.SECRET_SESSION_KEY] = secret
    session.save()
    page = other.post("/account/2fa/totp/activate/", {"code": digits})
    assert "Incorrect code" in page.content.decode()
    assert not Authenticator.objects.exists()


def test_of_many_who_give_one_code_at_once_one_is_let_in(ada: User) -> None:
    secret = totp.generate_totp_secret()
    digits = totp.format_hotp_value(totp.hotp_value(secret, int(NOW.timestamp()) // 30))
    app = Authenticator(user=ada, type="totp", data={"secret": totp.encrypt(secret)})
    with ThreadPoolExecutor(8) as many:
        let_in = list(many.map(lambda _one: totp.TOTP(app).validate_code(digits), range(24)))
    assert let_in.count(True) == 1


def test_a_recovery_code_opens_once(ada: User) -> None:
    totp.TOTP.activate(ada, totp.generate_totp_secret())
    [code, other, *_rest] = RecoveryCodes.activate(ada).generate_codes()
    assert opens(after_the_password(), code)
    assert not opens(after_the_password(), code)
    assert opens(after_the_password(), other)


@pytest.mark.usefixtures("_made_up_keys")
def test_recovery_codes_come_with_the_first_passkey_and_are_shown(
    ada: User, as_ada: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add(user: User, name: str, credential: Any) -> webauthn.WebAuthn:
        return webauthn.WebAuthn(
            Authenticator.objects.create(user=user, type="webauthn", data={"name": name})
        )

    monkeypatch.setattr(webauthn.WebAuthn, "add", add)
    for name in ("parse_registration_response", "complete_registration"):
        monkeypatch.setattr(webauthn, name, lambda answer: answer)
    as_ada.force_login(ada)
    sent = {"name": "phone", "credential": '{"id": "x"}'}
    page = as_ada.post("/account/2fa/webauthn/add/", sent, follow=True)
    assert page.redirect_chain == [("/account/2fa/recovery-codes/", 302)]
    codes = RecoveryCodes.activate(ada).generate_codes()
    assert [code in page.content.decode() for code in codes] == [True] * 10
    assert "passkey_added" in kinds(ada)
    as_ada.post("/account/2fa/webauthn/add/", sent)
    assert RecoveryCodes.activate(ada).generate_codes() == codes
