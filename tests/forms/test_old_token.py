"""A form whose token is old, after signing out and in in another window, is given back to its own
account.
"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.forms.sealed_form import waiting_forms
from journal.identity.accounts import account_of
from journal.models import Appointment
from tests import builders
from tests.forms import post_forms
from tests.forms.test_sealed_form import (
    DAY,
    NOTE,
    SIGN_IN,
    form_at,
    send_now,
    sign_in,
    sign_out_everywhere,
)


def test_an_old_token_of_the_same_account_gives_the_form_back(ada: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    typed = form_at(browser, "/appointment/", "/appointment/") | {"on_date": DAY, "questions": NOTE}
    typed["csrfmiddlewaretoken"] = "b" * 64
    answer = browser.post("/appointment/", typed)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Nothing was saved yet. This is what you typed:" in page
    assert "12 mg" in page
    assert not Appointment.objects.exists()
    send_now(browser, page)
    assert "12 mg" in Appointment.objects.get(owner=ada).questions


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_another_site_is_given_nothing_back(ada: User, origin: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    typed = form_at(browser, "/appointment/", "/appointment/") | {"questions": "planted"}
    answer = browser.post("/appointment/", typed, headers={"origin": origin})
    assert answer.status_code == 403
    assert "planted" not in answer.content.decode()


def test_an_old_token_without_a_session_leads_to_signing_in(ada: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    typed = form_at(browser, "/appointment/", "/appointment/") | {"on_date": DAY, "questions": NOTE}
    browser.cookies.clear()
    answer = browser.post("/appointment/", typed)
    assert answer.status_code == 403
    assert "12 mg" in sign_in(browser, answer.content.decode()).content.decode()


def test_an_old_token_of_another_account_gives_nothing_back(ada: User, ben: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    typed = form_at(browser, "/appointment/", "/appointment/") | {"questions": NOTE}
    browser.force_login(ben)
    answer = browser.post("/appointment/", typed | {"csrfmiddlewaretoken": "b" * 64})
    assert answer.status_code == 409
    assert "12 mg" not in answer.content.decode()
    assert "Another account is signed in" in answer.content.decode()


def test_who_signed_in_in_another_tab_sees_it_on_coming_back(ada: User) -> None:
    """The sign-in page of the first tab has an old token by then."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    typed = form_at(browser, "/appointment/", "/appointment/") | {"on_date": DAY, "questions": NOTE}
    sign_out_everywhere()
    first = next(
        form
        for form in post_forms(browser.post("/appointment/", typed).content.decode())
        if form.action == SIGN_IN
    )
    second = next(
        form for form in post_forms(browser.get(SIGN_IN).content.decode()) if form.action == SIGN_IN
    )
    browser.post(SIGN_IN, {**second.sends(), "login": "ada", "password": builders.PASSWORD})
    answer = browser.post(SIGN_IN, {**first.sends(), "login": "ada", "password": builders.PASSWORD})
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "12 mg" in page
    send_now(browser, page)
    assert "12 mg" in Appointment.objects.get(owner=ada).questions


def test_what_waits_is_put_away_also_when_its_token_was_old(ada: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    typed = form_at(browser, "/appointment/", "/appointment/") | {"on_date": DAY, "questions": NOTE}
    sign_out_everywhere()
    page = sign_in(browser, browser.post("/appointment/", typed).content.decode()).content.decode()
    waiting = next(form for form in post_forms(page) if form.action == "/appointment/").sends()
    again = browser.post("/appointment/", waiting | {"csrfmiddlewaretoken": "b" * 64})
    assert again.status_code == 403
    assert waiting_forms(browser.session, account_of(ada))
    assert "Saved." in send_now(browser, again.content.decode()).content.decode()
    assert not waiting_forms(browser.session, account_of(ada))
