"""The other ways in, and the other ways to be refused, of a form that was typed: nothing of it goes
without a word.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from journal.forms.sealed_form import IN_SESSION, UnsavedForm
from journal.identity.accounts import account_of
from journal.models import Appointment, Episode
from tests import builders
from tests.addresses import OBJECTS, OWN
from tests.forms import post_forms
from tests.forms.test_sealed_form import (
    SIGN_IN,
    send_now,
    sign_in,
    sign_out_everywhere,
)
from tests.forms.typed_appointment import code, typed
from tests.rows_of_every_model import fill

__all__ = ["code", "typed"]
CODE = "/account/2fa/authenticate/"


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
    session[IN_SESSION] = [
        UnsavedForm(account_of(ada), "/log/", (("note", "Adas"),), incomplete=False).sealed()
    ]
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
    if (
        route.startswith("api/")
        or "webauthn/keys" in route
        or client.get(address).status_code != 200
    ):
        return
    forms = [
        form for form in post_forms(_text(client.get(address))) if form.action != "/account/logout/"
    ]
    sign_out_everywhere()
    for form in forms:
        target = form.action or address
        answer = client.post(target, form.sends())
        assert answer.status_code == 401, target
        assert 'name="unsaved"' in answer.content.decode(), target
    assert not Session.objects.exists()


def _text(answer: Any) -> str:
    return (
        "" if answer.streaming or "html" not in answer["Content-Type"] else answer.content.decode()
    )
