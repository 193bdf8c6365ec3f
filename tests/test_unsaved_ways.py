"""The other ways in, and the other ways to be refused, of a form that was typed: nothing of it goes without a word."""

from __future__ import annotations

import logging
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from journal.accounts import account_of
from journal.forms.opened import Opened
from journal.models import Appointment, Episode, Preferences
from journal.other_things import THINGS
from journal.unsaved import IN_SESSION, UnsavedForm
from journal.views import edges
from tests import builders
from tests.addresses import OBJECTS, OWN
from tests.belongings import fill
from tests.forms import post_forms
from tests.test_unsaved import DAY, NOTE, SIGN_IN, form_at, send_now, sign_in, sign_out_everywhere
from twitchlog.urls import handler400, handler404, handler500

__all__ = ["handler400", "handler404", "handler500"]  # read by Django, in place of the project's
CODE = "/account/2fa/authenticate/"


def breaks(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated
    raise RuntimeError("on purpose")


urlpatterns = [path("appointment/", breaks), path("", include("twitchlog.urls"))]


@pytest.fixture
def typed(as_ada: Client) -> dict[str, Any]:
    """Ada's appointment as she typed it, before anything happened to it."""
    return form_at(as_ada, "/appointment/", "/appointment/") | {"on_date": DAY, "questions": NOTE}


@pytest.fixture
def code(ada: User) -> str:
    """A code that Ada is asked for after her password."""
    Authenticator.objects.create(user=ada, type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    return str(RecoveryCodes.activate(ada).get_unused_codes()[0])


def test_it_survives_the_second_step(as_ada: Client, typed: dict[str, Any], code: str) -> None:
    sign_out_everywhere()
    refused = as_ada.post("/appointment/", typed)
    step = sign_in(as_ada, refused.content.decode())
    assert step.redirect_chain[-1][0] == CODE
    assert "12 mg" not in step.content.decode()
    assert as_ada.post(CODE, {"code": "000000"}).status_code == 200
    page = as_ada.post(CODE, {"code": code}, follow=True).content.decode()
    assert "Not saved yet" in page
    send_now(as_ada, page)
    assert "12 mg" in Appointment.objects.get().questions


def test_nothing_of_it_stays_for_the_next_who_signs_in(
    as_ada: Client, typed: dict[str, Any], code: str, ben: User
) -> None:
    sign_out_everywhere()
    sign_in(as_ada, as_ada.post("/appointment/", typed).content.decode())
    assert as_ada.session[IN_SESSION]
    as_ada.post("/account/logout/")
    assert IN_SESSION not in as_ada.session
    page = sign_in(as_ada, as_ada.get(SIGN_IN).content.decode(), "ben").content.decode()
    assert "12 mg" not in page
    assert IN_SESSION not in as_ada.session


def test_what_is_another_accounts_leaves_a_session(as_ben: Client, ada: User) -> None:
    session = as_ben.session
    session[IN_SESSION] = [UnsavedForm(account_of(ada), "/log/", (("note", "Adas"),), incomplete=False).sealed()]
    session.save()
    assert "Adas" not in as_ben.get("/unsaved/", follow=True).content.decode()
    as_ben.post("/nights/", {})
    assert as_ben.session[IN_SESSION] == []


def test_the_passkeys_form_takes_it_along_too(as_ada: Client, typed: dict[str, Any]) -> None:
    sign_out_everywhere()
    page = as_ada.post("/appointment/", typed).content.decode()
    seals = {form.action: form.sends().get("unsaved") for form in post_forms(page)}
    assert seals["/account/2fa/webauthn/login/"] == seals[SIGN_IN] != None  # noqa: E711 - chained


def test_too_many_tries_keep_it_on_the_page(as_ada: Client, typed: dict[str, Any]) -> None:
    sign_out_everywhere()
    page = as_ada.post("/appointment/", typed).content.decode()
    seal = next(form for form in post_forms(page) if form.action == SIGN_IN).sends()["unsaved"][0]
    answers = [as_ada.post(SIGN_IN, {"unsaved": seal}) for _try in range(31)]
    assert answers[-1].status_code == 429
    assert seal in answers[-1].content.decode()


@pytest.mark.no_cover
@pytest.mark.parametrize("route", [*OWN, *OBJECTS])
def test_every_form_of_the_app_leads_to_signing_in_with_its_text(ada: User, route: str) -> None:
    """Each form of each page, sent as it stands after the session has ended."""
    fill(ada)
    Episode.objects.filter(pk=builders.episode(ada).pk).update(deleted_at=timezone.now())
    client = Client()
    client.force_login(ada)
    client.post("/account/reauthenticate/", {"password": builders.PASSWORD})
    address = OWN[route] if route in OWN else OBJECTS[route](ada)
    if route.startswith("api/") or "webauthn/keys" in route or client.get(address).status_code != 200:
        return
    forms = [form for form in post_forms(_text(client.get(address))) if form.action != "/account/logout/"]
    sign_out_everywhere()
    for form in forms:
        there = form.action or address
        answer = client.post(there, form.sends())
        assert answer.status_code == 401, there
        assert 'name="unsaved"' in answer.content.decode(), there
    assert not Session.objects.exists()


def _text(answer: Any) -> str:
    return "" if answer.streaming or "html" not in answer["Content-Type"] else answer.content.decode()


def test_a_passkeys_name_survives_being_asked_who_one_is(as_ada: Client, ada: User) -> None:
    """allauth itself goes on with what was sent, once the password was given again."""
    asked = as_ada.post("/account/2fa/recovery-codes/generate/", {"opened": ""})
    assert asked["Location"].startswith("/account/reauthenticate/")
    sent = {"password": builders.PASSWORD, "next": "/account/2fa/recovery-codes/generate/"}
    assert as_ada.post("/account/reauthenticate/", sent).status_code in (200, 302)


def test_a_broken_page_shows_what_was_typed(as_ada: Client, typed: dict[str, Any], settings: Any) -> None:
    settings.ROOT_URLCONF = __name__
    as_ada.raise_request_exception = False
    answer = as_ada.post("/appointment/", typed)
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something broke here" in page
    assert "and &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "hush" not in as_ada.post("/appointment/", typed | {"password": "hush hush"}).content.decode()
    settings.ROOT_URLCONF = "twitchlog.urls"
    send_now(as_ada, page)
    assert "12 mg" in Appointment.objects.get().questions


def test_a_broken_page_shows_nothing_where_nobody_is_known(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.test_error_pages"
    client.raise_request_exception = False
    page = client.post("/breaks/", {"note": "typed"}).content.decode()
    assert "It is not your doing" in page
    assert "typed" not in page


def test_what_cannot_be_shown_does_not_break_the_page(
    as_ada: Client, typed: dict[str, Any], settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    settings.ROOT_URLCONF = __name__
    as_ada.raise_request_exception = False
    monkeypatch.setattr(edges, "shown", breaks)
    with caplog.at_level(logging.ERROR):
        answer = as_ada.post("/appointment/", typed)
    assert answer.status_code == 500
    assert "Something broke here" in answer.content.decode()
    assert "what was typed cannot be shown" in caplog.text


def test_words_of_choices_are_shown(as_ada: Client, ada: User) -> None:
    fields = (("movement", "jerk"), ("muscle", "calf:left"), ("note", "typed"), ("woke", ""), ("client_id", "x-1"))
    seal = UnsavedForm(account_of(ada), "/log/", fields, incomplete=False).sealed()
    as_ada.post(SIGN_IN, {"unsaved": seal})
    page = as_ada.get("/unsaved/").content.decode()
    for words in ("A new entry", "What was it?", "Calf, left", "Note"):
        assert words in page
    assert ">jerk<" not in page
    assert "<dd" in page
    assert page.count("<dt>") == 3
    assert Preferences.of(ada).time_zone


def test_a_question_stands_before_its_since_when(as_ada: Client, ada: User) -> None:
    code, thing = next(iter(THINGS.items()))
    fields = ((code, "yes"), (f"{code}_since", "May"), ("again", "1"))
    others = {"/nights/": (("none", "2026-07-06"),), "/account/2fa/webauthn/add/": (("name", "my phone"),)}
    for address, typed in {"/article/other-things/": fields, **others}.items():
        seal = UnsavedForm(account_of(ada), address, typed, incomplete=False).sealed()
        as_ada.post(SIGN_IN, {"unsaved": seal})
    page = unescape(as_ada.get("/unsaved/").content.decode())
    assert f"<dt>{thing.question} – Since when</dt>" in page
    assert "<dt>All answers stand as of today</dt>" in page
    assert "<dt>No twitches in the night of</dt>" in page
    assert ">6 July 2026<" in page
    assert "<dt>Name</dt>" in page
    assert page.count("Save now") == 3


def test_what_was_typed_about_something_that_is_gone_is_shown(as_ada: Client, ada: User) -> None:
    address = "/settings/tokens/4711/revoke/"
    typed = {"opened": Opened.by(ada).text(), "note": NOTE}
    answer = as_ada.post(address, typed)
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "Nothing was saved. This is what you typed:" in page
    assert "12 mg" in page
    assert "Save now" not in page
    sign_out_everywhere()
    page = sign_in(as_ada, as_ada.post(address, typed).content.decode()).content.decode()
    assert "12 mg" in send_now(as_ada, page).content.decode()
    assert "12 mg" in as_ada.get("/unsaved/").content.decode()


def test_an_answer_on_the_dashboard_is_shown_in_its_words(as_ada: Client, ada: User) -> None:
    fields = (("value", "jerk"), ("note-back/erector_spinae/-", "typed"), ("place-7", "calf"), ("answer", "not-sure"))
    for address in ("/episodes/7/answer/", "/decide/", "/too-many/"):
        seal = UnsavedForm(account_of(ada), address, fields, incomplete=False).sealed()
        as_ada.post(SIGN_IN, {"unsaved": seal})
    page = unescape(as_ada.get("/unsaved/").content.decode())
    rows = ("<dt>Your answer</dt><dd dir='auto'>Jerk", "<dt>Where?</dt><dd dir='auto'>Calf", ">Not sure<", ">typed<")
    for row in rows:
        assert page.count(row.replace("'", '"')) == 3, row
    assert "Sent along" not in page
