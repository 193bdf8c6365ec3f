"""What the pages say of passkeys and codes is what signing in then asks for."""

from __future__ import annotations

import re
import time
from io import StringIO
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.identity.second_step import second_step
from journal.second_step import SecondStep
from journal.wording.second_step import sign_in_sentence, where_passkeys_work
from tests import builders

pytestmark = pytest.mark.usefixtures("_made_up_keys")
RESIDENT = {"name": "phone", "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}


def passkey(person: User, **data: Any) -> Authenticator:
    return Authenticator.objects.create(
        user=person, type="webauthn", data={"name": "phone", **data}
    )


def codes(person: User) -> list[str]:
    fresh: list[str] = RecoveryCodes.activate(person).generate_codes()
    return fresh


@pytest.fixture
def as_ada(ada: User) -> Client:
    """Ada, who has just said once more who she is."""
    client = Client()
    client.force_login(ada)
    client.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    return client


def words(page: Any) -> str:
    body = page.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main") :]).split())


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (SecondStep(), "Signing in asks for the password alone."),
        (SecondStep(passkeys=1, codes=10), "and then for a passkey or a recovery code."),
        (
            SecondStep(passkeys=1, app=True, codes=1),
            "and then for a passkey, a code from your app or a recovery code.",
        ),
        (SecondStep(app=True, codes=3), "and then for a code from your app or a recovery code."),
        (SecondStep(passkeys=2, alone=True, codes=3), "A passkey can also open the diary alone"),
        (
            SecondStep(passkeys=1),
            "No recovery code is left: if the phone is lost, there is no way in.",
        ),
    ],
)
def test_what_is_asked_in_words(step: SecondStep, sentence: str) -> None:
    assert sentence in sign_in_sentence(step)
    assert ("recovery code is left" in sign_in_sentence(step)) is (step.is_asked and not step.codes)


def test_it_is_read_from_what_the_account_has(ada: User, ben: User) -> None:
    passkey(ben)
    assert second_step(ada) == SecondStep()
    key = passkey(ada, **RESIDENT)
    codes(ada)
    assert second_step(ada) == SecondStep(passkeys=1, alone=True, codes=10)
    assert second_step(ada, without=key) == SecondStep()


@pytest.mark.parametrize(
    ("host", "secure", "sentence"),
    [
        (
            "127.0.0.1:8000",
            False,
            "Browsers make no passkeys at an address of numbers such as 127.0.0.1:8000.",
        ),
        ("127.0.0.1:8000", False, "on this computer as http://localhost:8000, from elsewhere"),
        ("[::1]:8000", False, "on this computer as http://localhost:8000, from elsewhere"),
        ("127.0.0.1", False, "on this computer as http://localhost, from elsewhere"),
        (
            "192.168.1.4",
            True,
            "Open the diary under a name, at an address that begins with https://.",
        ),
        ("diary.home.arpa", False, "only at an address that begins with https://"),
        (
            "localhost:8000",
            False,
            "works only at the address where it was made: this one at localhost.",
        ),
        ("diary.example.org", True, "this one at diary.example.org."),
    ],
)
def test_where_a_passkey_can_be_made(host: str, secure: bool, sentence: str) -> None:
    assert sentence in where_passkeys_work(host, secure=secure)


def test_what_will_be_asked_is_said_before(as_ada: Client, ada: User) -> None:
    for page in ("mfa_add_webauthn", "mfa_activate_totp"):
        text = words(as_ada.get(reverse(page)))
        assert "From then on signing in asks for the password, and then for a" in text
        assert "10 recovery codes are made with it and shown next" in text
    assert "You need none of them. Signing in asks for the password alone." in words(
        as_ada.get(reverse("mfa_index"))
    )
    assert "On this device only. Signing in asks for the password alone." in words(
        as_ada.get(reverse("account_logout"))
    )
    key = passkey(ada)
    codes(ada)
    assert "You need none of them" not in words(as_ada.get(reverse("mfa_index")))
    for page in ("mfa_index", "mfa_list_webauthn", "mfa_view_recovery_codes", "account_logout"):
        assert (
            "Signing in asks for the password, and then for a passkey or a recovery code."
            in words(as_ada.get(reverse(page)))
        )
    assert "are made with it" not in words(as_ada.get(reverse("mfa_add_webauthn")))
    text = words(as_ada.get(reverse("mfa_remove_webauthn", args=[key.pk])))
    assert (
        "From then on signing in asks for the password alone. The recovery codes are deleted with "
        "it." in text
    )


def switch_on_app(client: Client) -> Any:
    """Set up the codes from an app as a person does: the secret from the page, the digits it shows
    now.
    """
    secret = re.search(
        r'<code class="secret">([^<]+)<', client.get(reverse("mfa_activate_totp")).content.decode()
    )
    assert secret
    with time_machine.travel(timezone.now(), tick=False):  # else the digits may change on the way
        counter = int(time.time()) // 30
        digits = totp.format_hotp_value(totp.hotp_value(secret.group(1), counter))
        return client.post(reverse("mfa_activate_totp"), {"code": digits}, follow=True)


def test_recovery_codes_are_made_and_shown_with_the_first_way(as_ada: Client, ada: User) -> None:
    page = switch_on_app(as_ada)
    assert page.redirect_chain[-1][0] == reverse("mfa_view_recovery_codes")
    assert page.content.decode().count("<li><code>") == 10
    assert "and then for a code from your app or a recovery code." in words(page)
    text = words(as_ada.get(reverse("mfa_deactivate_totp")))
    assert "From then on signing in asks for the password alone." in text
    passkey(ada)
    text = words(as_ada.get(reverse("mfa_deactivate_totp")))
    assert (
        "From then on signing in asks for the password, and then for a passkey or a recovery code."
        in text
    )
    assert "deleted with it" not in text


def sign_in(client: Client) -> Any:
    return client.post(
        reverse("account_login"), {"login": "ada", "password": builders.PASSWORD}, follow=True
    )


def test_the_second_step_offers_what_there_is(client: Client, ada: User) -> None:
    passkey(ada)
    [first, *_others] = codes(ada)
    page = sign_in(client)
    text = words(page)
    assert "After the password your account asks for a passkey or a recovery code." in text
    assert "Code from your app" not in text
    assert "With a passkey" in text
    assert "password works everywhere" not in page.content.decode()
    page = client.post(reverse("mfa_authenticate"), {"code": first}, follow=True)
    assert "You used a recovery code. 9 are left" in page.content.decode()


def test_without_passkeys_none_is_offered(client: Client, ada: User) -> None:
    totp.TOTP.activate(ada, totp.generate_totp_secret())
    text = words(sign_in(client))
    assert "After the password your account asks for a code from your app." in text
    assert "passkey" not in text.lower()


def test_with_no_code_left_none_is_asked_for(client: Client, ada: User) -> None:
    passkey(ada)
    text = words(sign_in(client))
    assert "After the password your account asks for a passkey." in text
    assert "code from" not in text
    assert "remove_second_step" in text


def test_whoever_runs_the_server_can_switch_it_off(client: Client, ada: User, ben: User) -> None:
    passkey(ada)
    passkey(ben)
    codes(ada)
    output = StringIO()
    call_command("remove_second_step", "ADA", stdout=output)
    assert "asks for the password alone now." in output.getvalue()
    assert sign_in(client).redirect_chain[-1][0] == "/dashboard/"
    assert Authenticator.objects.get().user == ben
    call_command("remove_second_step", "ada", stdout=output)
    assert "alone already." in output.getvalue()
