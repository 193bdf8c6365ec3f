"""A way back in: by mail where the server can send some, by the operator everywhere; never a
pretended mail.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.actions.own_addresses import note_own_address

RESET = "/account/password/reset/"
NEW = "another-quiet-night-5"


@pytest.fixture
def with_mail(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True


@pytest.fixture
def ada_with_an_address(ada: User) -> User:
    ada.email = "ada@example.org"
    ada.save()
    note_own_address(ada, ada.email)
    return ada


def test_without_a_mail_server_the_page_says_so_and_names_the_command(
    client: Client, db: None
) -> None:
    page = client.get(RESET).content.decode()
    assert "This server sends no mail" in page
    assert ".venv/bin/python manage.py reset_password" in page
    assert 'name="email"' not in page


def test_without_a_mail_server_a_form_sent_anyway_is_told_the_same(
    client: Client, ada_with_an_address: User
) -> None:
    page = client.post(RESET, {"email": "ada@example.org"}, follow=True).content.decode()
    assert "This server sends no mail" in page
    assert "on its way" not in page


def test_adding_an_address_claims_no_mail(as_ada: Client) -> None:
    page = as_ada.post(
        "/account/email/", {"action_add": "", "email": "ada@example.org"}, follow=True
    ).content.decode()
    page = page[
        page.index("<main") : page.index("</main>")
    ]  # scripts have sentences of their own elsewhere
    assert "ada@example.org" in page
    assert "sent" not in page
    assert "Send the confirmation again" not in page


@pytest.mark.usefixtures("with_mail")
def test_with_a_mail_server_adding_an_address_says_what_was_sent(
    as_ada: Client, mailoutbox: list[Any]
) -> None:
    page = as_ada.post(
        "/account/email/", {"action_add": "", "email": "ada@example.org"}, follow=True
    ).content.decode()
    assert "Confirmation email sent to ada@example.org" in page
    assert len(mailoutbox) == 1
    link = re.search(r"/account/confirm-email/[^/\s]+/", mailoutbox[0].body)
    assert link
    page = as_ada.get(link.group()).content.decode()
    assert "was given as an address of the account <bdi>ada</bdi>." in page
    as_ada.post(link.group())
    assert "This link no longer works" in as_ada.get(link.group()).content.decode()


@pytest.mark.usefixtures("with_mail")
def test_with_a_mail_server_the_link_in_the_mail_sets_a_new_password(
    client: Client, ada_with_an_address: User, mailoutbox: list[Any]
) -> None:
    page = client.post(RESET, {"email": "ada@example.org"}, follow=True).content.decode()
    assert "a link is on its way" in page
    [mail] = mailoutbox
    assert mail.to == ["ada@example.org"]
    assert mail.subject.startswith("Twitchlog: ")
    link = re.search(r"http://testserver(/account/password/reset/key/\S+)", mail.body)
    assert link
    chosen = client.get(link[1], follow=True)
    assert "Choose a new password" in chosen.content.decode()
    done = client.post(
        chosen.redirect_chain[-1][0], {"password1": NEW, "password2": NEW}, follow=True
    )
    assert "The password is changed" in done.content.decode()
    ada_with_an_address.refresh_from_db()
    assert ada_with_an_address.check_password(NEW)
    assert "This link no longer works" in client.get(link[1], follow=True).content.decode()


@pytest.mark.usefixtures("with_mail")
def test_a_stranger_whose_address_was_typed_gets_no_mail(
    client: Client, ada: User, mailoutbox: list[Any]
) -> None:
    page = client.post(RESET, {"email": "somebody@example.org"}, follow=True).content.decode()
    assert (
        "If an account was made with this address, or has confirmed it, a link is on its way."
        in page
    )
    assert mailoutbox == []


@pytest.mark.parametrize("address", ["/account/confirm-email/", "/account/inactive/"])
def test_a_page_that_anybody_can_open_claims_nothing(
    client: Client, as_ada: Client, address: str
) -> None:
    for visitor in (client, as_ada):
        page = visitor.get(address).content.decode()
        assert "have sent" not in page
        assert "This account is inactive" not in page
