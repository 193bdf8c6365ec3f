"""A form that was typed and led to a broken page or to something gone: it is shown."""

from __future__ import annotations

import logging
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from journal.checklist import THINGS
from journal.forms.opened_about import Opened
from journal.forms.sealed_form import UnsavedForm
from journal.identity.accounts import account_of
from journal.models import Appointment, Preferences
from journal.views import error_pages
from tests.forms.test_sealed_form import (
    NOTE,
    SIGN_IN,
    send_now,
    sign_in,
    sign_out_everywhere,
)
from tests.forms.typed_appointment import code, typed
from twitchlog.urls import handler400, handler404, handler500

__all__ = ["code", "handler400", "handler404", "handler500", "typed"]


def breaks(request: HttpRequest) -> HttpResponse:
    assert request.user.is_authenticated
    raise RuntimeError("on purpose")


urlpatterns = [path("appointment/", breaks), path("", include("twitchlog.urls"))]


def test_a_broken_page_shows_what_was_typed(
    as_ada: Client, typed: dict[str, Any], settings: Any
) -> None:
    settings.ROOT_URLCONF = __name__
    as_ada.raise_request_exception = False
    answer = as_ada.post("/appointment/", typed)
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "Something broke here" in page
    assert "and &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert (
        "hush"
        not in as_ada.post("/appointment/", typed | {"password": "hush hush"}).content.decode()
    )
    settings.ROOT_URLCONF = "twitchlog.urls"
    send_now(as_ada, page)
    assert "12 mg" in Appointment.objects.get().questions


def test_a_broken_page_shows_nothing_where_nobody_is_known(client: Client, settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.views.test_error_pages"
    client.raise_request_exception = False
    page = client.post("/breaks/", {"note": "typed"}).content.decode()
    assert "It is not your fault" in page
    assert "typed" not in page


def test_what_cannot_be_shown_does_not_break_the_page(
    as_ada: Client,
    typed: dict[str, Any],
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: Any,
) -> None:
    settings.ROOT_URLCONF = __name__
    as_ada.raise_request_exception = False
    monkeypatch.setattr(error_pages, "shown_form", breaks)
    with caplog.at_level(logging.ERROR):
        answer = as_ada.post("/appointment/", typed)
    assert answer.status_code == 500
    assert "Something broke here" in answer.content.decode()
    assert "what was typed cannot be shown" in caplog.text


def test_words_of_choices_are_shown(as_ada: Client, ada: User) -> None:
    fields = (
        ("movement", "jerk"),
        ("muscle", "calf:left"),
        ("note", "typed"),
        ("woke", ""),
        ("client_id", "x-1"),
    )
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
    others = {
        "/nights/": (("none", "2026-07-06"),),
        "/account/2fa/webauthn/add/": (("name", "my phone"),),
    }
    for address, sent in {"/article/other-things/": fields, **others}.items():
        seal = UnsavedForm(account_of(ada), address, sent, incomplete=False).sealed()
        as_ada.post(SIGN_IN, {"unsaved": seal})
    page = unescape(as_ada.get("/unsaved/").content.decode())
    assert f"<dt>{thing.question} – Since when</dt>" in page
    assert "<dt>All my answers are still right today</dt>" in page
    assert "<dt>No twitches in the night after</dt>" in page
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
    fields = (
        ("value", "jerk"),
        ("note-back/erector_spinae/-", "typed"),
        ("place-7", "calf"),
        ("answer", "not-sure"),
    )
    for address in ("/episodes/7/answer/", "/decide/", "/too-many/"):
        seal = UnsavedForm(account_of(ada), address, fields, incomplete=False).sealed()
        as_ada.post(SIGN_IN, {"unsaved": seal})
    page = unescape(as_ada.get("/unsaved/").content.decode())
    rows = (
        "<dt>Your answer</dt><dd dir='auto'>Jerk",
        "<dt>Where?</dt><dd dir='auto'>Calf",
        ">Not sure<",
        ">typed<",
    )
    for row in rows:
        assert page.count(row.replace("'", '"')) == 3, row
    assert "Sent along" not in page
