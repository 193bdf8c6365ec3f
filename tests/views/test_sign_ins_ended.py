"""Where one was signed in and is no more: by a password, by codes, by room for others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from journal.actions.api_tokens import make_token
from journal.identity import sign_in_records
from journal.models import SignIn
from tests import builders
from tests.identity.test_second_step import switch_on_app, words
from tests.single_rows import link
from tests.views.signed_in_browsers import IPHONE, PAGE, START, browser, is_in


def test_signing_out_everywhere_else(ada: User, ben: User) -> None:
    here, other_browser, of_ben = browser(), browser(IPHONE), browser(IPHONE, "ben")
    answer = here.post(f"{PAGE}end/", follow=True)
    assert "Signed out in 1 other place." in answer.content.decode()
    assert "Sign out everywhere else" not in answer.content.decode()
    assert [is_in(client) for client in (here, other_browser, of_ben)] == [True, False, True]
    assert "nowhere else" in here.post(f"{PAGE}end/", follow=True).content.decode()


def test_a_new_password_ends_the_others_and_leads_to_what_still_opens(ada: User) -> None:
    here, other_browser = browser(), browser(IPHONE)
    make_token(ada, name="my watch", scope="add", as_of=START)
    link(ada)
    new = {
        "oldpassword": builders.PASSWORD,
        "password1": "another-long-one",
        "password2": "another-long-one",
    }
    answer = here.post("/account/password/change/", new, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    text = words(answer)
    assert "The password is changed." in answer.content.decode()
    assert "Sign out there" not in text
    assert "my watch" in text
    assert "Revoke" in text
    assert "End this link" in text
    assert not is_in(other_browser)
    assert SignIn.objects.get().session_id == here.session.session_key
    assert SignIn.objects.get().made_at is not None


def test_a_password_changed_by_a_command_leaves_no_place_in_the_list(
    ada: User, as_ada: Client
) -> None:
    browser(IPHONE)
    ada.set_password("another-long-one")
    ada.save()
    assert "iPhone" not in words(browser(password="another-long-one").get(PAGE))


def test_codes_from_an_app_end_the_others_and_so_does_switching_them_off(
    ada: User, django_capture_on_commit_callbacks: Any
) -> None:
    here, other_browser = browser(), browser(IPHONE)
    here.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        switch_on_app(here)
    assert [is_in(here), is_in(other_browser)] == [True, False]
    other_browser.force_login(ada)
    here.post("/account/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert [is_in(here), is_in(other_browser)] == [True, False]


def test_a_second_step_removed_on_the_server_ends_all(ada: User, as_ada: Client) -> None:
    Authenticator.objects.create(user=ada, type="webauthn", data={"name": "phone"})
    call_command("remove_second_step", "ada")
    assert not is_in(as_ada)


def test_the_place_used_longest_ago_makes_room(
    ada: User, ben: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_in_records, "MOST_SIGN_INS", 3)
    of_ben = browser(name="ben")
    with time_machine.travel(START, tick=False) as clock:
        places = []
        for _place in range(4):
            clock.shift(timedelta(minutes=1))
            places.append(browser())
        assert [is_in(place) for place in places] == [False, True, True, True]
    assert is_in(of_ben)
    assert SignIn.objects.of(ada).count() == Session.objects.count() - 1 == 3


def test_a_password_by_mail_ends_all(ada: User, client: Client) -> None:
    """Whoever opens the mail is signed in nowhere yet, or as somebody else."""
    other_browser = browser(IPHONE)
    ada.refresh_from_db()
    key = f"{user_pk_to_url_str(ada)}-{default_token_generator.make_token(ada)}"
    to_the_form = client.get(f"/account/password/reset/key/{key}/")["Location"]
    answer = client.post(
        to_the_form, {"password1": "another-long-one", "password2": "another-long-one"}, follow=True
    )
    assert "You are signed out everywhere." in words(answer)
    assert not is_in(other_browser)
    assert not SignIn.objects.exists()
