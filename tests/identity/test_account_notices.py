"""A change of an account is told to the addresses that are its owner's own, in plain words, with no
link to follow.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.actions.own_addresses import note_own_address
from journal.models import Preferences
from tests import builders

OLD, THIEF = "ada@example.org", "thief@example.org"
NEW = "another-quiet-night-5"


@pytest.fixture(autouse=True)
def _with_mail(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True


@pytest.fixture
def client(ada: User) -> Client:
    """Ada, who has just said who she is; her address came with the account."""
    User.objects.filter(pk=ada.pk).update(email=OLD)
    EmailAddress.objects.create(user=ada, email=OLD, primary=True)
    note_own_address(ada, OLD)
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    client = Client()
    client.force_login(ada)
    client.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    return client


def told(outbox: list[Any]) -> list[tuple[str, str]]:
    """To whom, and under which subject, without the mails to confirm an address by; every one is
    looked at.
    """
    notices = [mail for mail in outbox if "Confirm" not in mail.subject]
    for mail in notices:
        assert mail.subject.startswith("Twitchlog: ")
        assert "http" not in mail.body
        assert "Account: ada\n" in mail.body
        assert "Twitchlog at testserver" in mail.body
        assert re.search(r"When: .*\(Europe/Berlin\)\n", mail.body)
        assert "127.0.0.1" not in mail.body
        assert "\n\n\n" not in mail.body
    return [(mail.to[0], mail.subject.removeprefix("Twitchlog: ")) for mail in notices]


def test_the_old_address_hears_of_a_new_one_and_of_its_own_end(
    client: Client, mailoutbox: list[Any]
) -> None:
    client.post("/account/email/", {"action_add": "", "email": THIEF})
    client.post("/account/email/", {"action_primary": "", "email": THIEF})
    client.post("/account/email/", {"action_remove": "", "email": OLD})
    assert told(mailoutbox) == [
        (OLD, "An address was added"),
        (OLD, "Another address comes first"),
        (OLD, "An address was removed"),
    ]
    assert f"The address {OLD} was removed" in mailoutbox[-1].body


def test_the_mail_that_confirms_an_address_names_account_and_place(
    client: Client, mailoutbox: list[Any]
) -> None:
    client.post("/account/email/", {"action_add": "", "email": THIEF})
    [mail] = [message for message in mailoutbox if "Confirm" in message.subject]
    assert mail.to == [THIEF]
    assert "one of the account ada at testserver" in mail.body
    assert "http://testserver/account/confirm-email/" in mail.body


def test_a_confirmed_address_hears_too(client: Client, ada: User, mailoutbox: list[Any]) -> None:
    EmailAddress.objects.create(user=ada, email="second@example.org", verified=True)
    EmailAddress.objects.create(user=ada, email="unconfirmed@example.org")
    typed = {"oldpassword": builders.PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/account/password/change/", typed)
    assert told(mailoutbox) == [
        (address, "Your password was changed") for address in (OLD, "second@example.org")
    ]


def test_a_reset_is_told(client: Client, mailoutbox: list[Any]) -> None:
    Client().post("/account/password/reset/", {"email": OLD})
    [link] = re.findall(
        r"http://testserver(/account/password/reset/key/\S+)", mailoutbox.pop().body
    )
    page = Client()
    chosen = page.get(link, follow=True).redirect_chain[-1][0]
    page.post(chosen, {"password1": NEW, "password2": NEW})
    assert told(mailoutbox) == [(OLD, "Your password was changed")]
    assert "by a link that was mailed" in mailoutbox[0].body


@pytest.mark.usefixtures("transactional_db")
def test_second_steps_are_told(client: Client, ada: User, mailoutbox: list[Any]) -> None:
    totp.TOTP.activate(ada, totp.generate_totp_secret())
    client.post(reverse("mfa_generate_recovery_codes"))
    client.post(reverse("mfa_deactivate_totp"))
    key = Authenticator.objects.create(user=ada, type="webauthn", data={"name": "phone"})
    client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert told(mailoutbox) == [
        (OLD, "New recovery codes were made"),
        (OLD, "Codes from an app were switched off"),
        (OLD, "A passkey was removed"),
    ]


def test_an_address_that_was_never_ones_own_hears_nothing(ada: User, mailoutbox: list[Any]) -> None:
    EmailAddress.objects.create(user=ada, email="somebody@example.org", primary=True)
    client = Client()
    client.force_login(ada)
    client.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    client.post("/account/email/", {"action_remove": "", "email": "somebody@example.org"})
    assert not EmailAddress.objects.exists()
    assert mailoutbox == []


def test_where_no_mail_server_is_set_up_none_is_made(
    client: Client, settings: Any, mailoutbox: list[Any]
) -> None:
    settings.MAIL_IS_SET_UP = False
    typed = {"oldpassword": builders.PASSWORD, "password1": NEW, "password2": NEW}
    page = client.post("/account/password/change/", typed, follow=True).content.decode()
    assert mailoutbox == []
    assert "mailed" not in page[page.index("<main") : page.index("</main>")]
