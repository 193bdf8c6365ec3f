"""A form that no lane has answered is shown with what was typed, and sent again by one button."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django import forms
from django.contrib.auth.models import User
from django.test import Client, RequestFactory

from journal.forms.unsaved_fields import FORM_FIELDS
from journal.models import ShareLink
from tests import builders
from tests.forms import post_forms
from tests.forms.test_sealed_form import SIGN_IN, form_at, hidden, sign_out_everywhere
from twitchlog.front.answer_maker import AnswerMaker
from twitchlog.front.answers import HttpAnswer
from twitchlog.http.form_charset import Application
from twitchlog.lanes import FrontEvent, ServerNotice

SHARE = "/share/"
WHOM = "Dr Ames & “the clinic” <b>"
TYPED_FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def maker(tmp_path: Path) -> AnswerMaker:
    """What a light worker makes the front's own answers with."""
    return AnswerMaker(Application(), tmp_path)


@pytest.fixture
def browser(ada: User) -> Client:
    """Ada's, whose forms must come from pages of ours."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada)
    return browser


def refused(
    maker: AnswerMaker,
    browser: Client,
    path: str,
    fields: Mapping[str, Any],
    happening: FrontEvent = FrontEvent.BUSY,
    *,
    head: Mapping[str, Any] | None = None,
) -> HttpAnswer:
    """What the browser gets for a form that came when the lane was full."""
    body = urlencode(fields, doseq=True).encode()
    factory = RequestFactory()
    factory.cookies = browser.cookies
    request = factory.generic("POST", path, body, TYPED_FORM, **(head or {}))
    environ = request.environ
    return maker.notice(environ, ServerNotice(happening, body=body))


def page_of(answer: HttpAnswer) -> str:
    assert isinstance(answer.content, bytes)
    return answer.content.decode()


def link_form(browser: Client) -> dict[str, Any]:
    """Ada's form for a link, filled."""
    return form_at(browser, SHARE, SHARE) | {"for_whom": WHOM, "passphrase": "quiet lamp river"}


def test_a_form_that_a_full_lane_refuses_is_shown_and_sent_again(
    maker: AnswerMaker, browser: Client, ada: User
) -> None:
    builders.episode(ada)
    answer = refused(maker, browser, SHARE, link_form(browser))
    page = page_of(answer)
    assert answer.status.startswith("503")
    assert "Nothing was saved." in page
    assert "Dr Ames &amp; “the clinic” &lt;b&gt;" in page
    assert "no-store" in dict(answer.headers)["Cache-Control"]
    assert "Retry-After" in dict(answer.headers)
    again = next(form for form in post_forms(page) if form.action == SHARE)
    assert page.count("Try again</button>") == 1
    assert not ShareLink.objects.exists()
    browser.post(SHARE, again.sends())
    link = ShareLink.objects.get(owner=ada)
    assert link.for_whom == WHOM
    assert link.passphrase


def test_of_a_job_that_died_what_was_typed_is_shown_too(
    maker: AnswerMaker, browser: Client
) -> None:
    page = page_of(refused(maker, browser, SHARE, link_form(browser), FrontEvent.BROKEN_OFF))
    assert "Something may have been saved. Look before you send it again." in page
    assert "Nothing was saved" not in page
    assert "This is what you typed:" in page
    assert "Dr Ames" in page


@pytest.mark.parametrize(
    ("fields", "head"),
    [
        ({"csrfmiddlewaretoken": "b" * 64}, {}),
        ({"csrfmiddlewaretoken": ""}, {}),
        ({}, {"HTTP_ORIGIN": "https://elsewhere.example"}),
        ({f"field{number}": "x" for number in range(2000)}, {}),
    ],
)
def test_what_no_page_of_ours_sent_is_not_shown(
    maker: AnswerMaker, browser: Client, fields: dict[str, str], head: dict[str, str]
) -> None:
    answer = refused(maker, browser, SHARE, link_form(browser) | fields, head=head)
    assert answer.status.startswith("503")
    assert "Dr Ames" not in page_of(answer)
    assert "Nothing was saved." in page_of(answer)


def test_another_accounts_form_is_not_shown(maker: AnswerMaker, browser: Client, ben: User) -> None:
    typed = link_form(browser)
    browser.force_login(ben)
    own = form_at(browser, SHARE, SHARE)["csrfmiddlewaretoken"]
    answer = refused(maker, browser, SHARE, typed | {"csrfmiddlewaretoken": own})
    assert "Dr Ames" not in page_of(answer)


def test_a_form_that_travels_through_signing_in_goes_on_travelling(
    maker: AnswerMaker, browser: Client
) -> None:
    typed = form_at(browser, "/appointment/", "/appointment/") | {"questions": "12 mg?"}
    sign_out_everywhere()
    page = browser.post("/appointment/", typed).content.decode()
    sent = next(form for form in post_forms(page) if form.action == SIGN_IN).sends()
    seal = sent["unsaved"][0]
    answer = refused(
        maker, browser, SIGN_IN, sent | {"login": "ada", "password": builders.PASSWORD}
    )
    assert answer.status.startswith("503")
    assert hidden(page_of(answer), SIGN_IN, "unsaved") == seal
    assert "The server is busy just now." in page_of(answer)
    assert builders.PASSWORD not in page_of(answer)


def test_a_new_accounts_name_is_shown_and_its_password_never(maker: AnswerMaker, ada: User) -> None:
    stranger = Client(enforce_csrf_checks=True)
    token = form_at(stranger, SIGN_IN, SIGN_IN)["csrfmiddlewaretoken"][0]
    typed = {"username": "dora", "password1": "a-secret-7", "csrfmiddlewaretoken": token}
    page = page_of(refused(maker, stranger, "/account/signup/", typed))
    assert "dora" in page
    assert "a-secret-7" not in page
    assert 'href="/account/signup/"' in page


def test_a_script_that_sends_a_form_gets_json(maker: AnswerMaker, browser: Client) -> None:
    answer = refused(
        maker, browser, SHARE, link_form(browser), head={"HTTP_ACCEPT": "application/json"}
    )
    assert page_of(answer).startswith('{"errors": ["The server is busy just now.')


def test_a_sign_in_that_no_lane_takes_is_shown_without_its_password(
    maker: AnswerMaker, ada: User
) -> None:
    stranger = Client(enforce_csrf_checks=True)
    fields = form_at(stranger, SIGN_IN, SIGN_IN) | {"login": "ada", "password": builders.PASSWORD}
    answer = refused(maker, stranger, SIGN_IN, fields)
    assert answer.status.startswith("503")
    assert "User name or e-mail" in page_of(answer)
    assert builders.PASSWORD not in page_of(answer)


@pytest.mark.parametrize("name", FORM_FIELDS)
def test_each_form_that_may_be_refused_can_say_its_fields(name: str) -> None:
    title, fields_of = FORM_FIELDS[name]
    assert str(title)
    assert all(
        isinstance(field, forms.Field) and str(field.label) for field in fields_of().values()
    )
