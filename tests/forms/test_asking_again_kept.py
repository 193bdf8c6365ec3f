"""Whoever shows once more who they are finds what they typed, there and after it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from journal.forms.sealed_form import MOST_FORMS, UnsavedForm
from journal.identity.accounts import account_of
from journal.models import ShareLink
from tests.forms import post_forms
from tests.forms.signed_in_long_ago import TOKEN, back_again, show_again
from tests.forms.test_sealed_form import form_at, send_now

__all__ = ["back_again"]
pytestmark = pytest.mark.usefixtures("_made_up_keys")


def test_what_was_typed_is_shown_with_it_the_passphrase_too(back_again: Client) -> None:
    typed = form_at(back_again, "/share/", "/share/") | {
        "for_whom": "Dr. Lee",
        "passphrase": "violet otter lamp",
    }
    waits = show_again(back_again, back_again.post("/share/", typed)).content.decode()
    assert "Dr. Lee" in waits
    assert '<dd dir="auto">4</dd>' not in waits  # the period in words
    assert "violet otter lamp" in waits
    assert "Your link" in send_now(back_again, waits).content.decode()
    assert ShareLink.objects.get().passphrase


def test_the_page_that_asks_says_so_and_survives_a_wrong_password(back_again: Client) -> None:
    redirect = back_again.post(
        "/settings/tokens/", form_at(back_again, "/settings/tokens/", "/settings/tokens/") | TOKEN
    )
    page = back_again.get(redirect["Location"]).content.decode()
    assert "Nothing was done yet. What you typed is kept" in page
    assert 'href="/unsaved/"' not in page
    again = show_again(back_again, redirect, "wrong-guess-7")
    assert again.status_code == 200
    assert "Incorrect password." in again.content.decode()
    waits = show_again(back_again, redirect)
    assert "watch" in waits.content.decode()


def test_a_form_that_waited_too_long_is_asked_for_again_and_waits_once(back_again: Client) -> None:
    form = form_at(back_again, "/settings/tokens/", "/settings/tokens/") | TOKEN
    waits = show_again(back_again, back_again.post("/settings/tokens/", form)).content.decode()
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        sent = next(form for form in post_forms(waits) if form.action == "/settings/tokens/")
        redirect = back_again.post(sent.action, sent.sends())
        waits = show_again(back_again, redirect).content.decode()
        assert waits.count("Save now") == 1
        assert "Your new token" in send_now(back_again, waits).content.decode()


def test_a_passkeys_name_is_kept_and_its_secret_is_not(back_again: Client) -> None:
    redirect = back_again.post(
        "/account/2fa/webauthn/add/", {"name": "my phone", "credential": '{"id": "x"}'}
    )
    waits = show_again(back_again, redirect).content.decode()
    assert "my phone" in waits
    assert "To its page" in waits
    assert "&quot;id&quot;" not in waits


def test_with_too_many_waiting_that_is_said(back_again: Client, ada: User) -> None:
    session = back_again.session
    form = UnsavedForm("", "/appointment/", (("questions", "x"),), incomplete=False)
    session["unsaved"] = [form.sealed() for _number in range(MOST_FORMS)]
    session.save()
    redirect = back_again.post("/settings/tokens/", TOKEN)
    assert "first send or throw away" in back_again.get(redirect["Location"]).content.decode()


def test_a_form_sent_by_a_script_stays_on_the_phone(back_again: Client, ada: User) -> None:
    headers = {"X-Twitchlog-Draft": "send", "X-Twitchlog-Account": account_of(ada)}
    answer = back_again.post(
        "/account/email/", {"action_add": "", "email": "new@example.org"}, headers=headers
    )
    assert answer.json() == {"stored": False, "unstored": []}
    assert "unsaved" not in back_again.session
    assert "account_reauthentication_state" not in back_again.session
