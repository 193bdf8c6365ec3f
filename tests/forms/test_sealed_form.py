"""A form that comes when the session has ended travels through the sign-in pages, to its own
account alone.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from journal.forms.opened_about import Opened
from journal.forms.sealed_form import IN_SESSION, MOST_FORMS, UnsavedForm
from journal.identity.accounts import account_of
from journal.models import Appointment, Episode
from tests import builders
from tests.forms import PageForm, post_forms

NOTE = "a line\r\nand <script>alert(1)</script> “more” & 12 mg"
SIGN_IN = "/account/login/"
DAY = (datetime.now(UTC) + timedelta(days=20)).date().isoformat()


def form_at(client: Client, address: str, action: str) -> dict[str, Any]:
    """What a browser would send from a form of that page if nothing was touched."""
    page = client.get(address).content.decode()
    return next(form for form in post_forms(page) if form.action == action).sends()


def hidden(page: str, action: str, name: str) -> str:
    """A hidden field of the form that goes there."""
    return next(form for form in post_forms(page) if form.action == action).sends()[name][0]


def sign_out_everywhere() -> None:
    """As after half a year, or from another device."""
    Session.objects.all().delete()


@pytest.fixture
def refused(as_ada: Client) -> Any:
    """The answer to Ada's appointment, sent when her session had ended."""
    typed = form_at(as_ada, "/appointment/", "/appointment/") | {"on_date": DAY, "questions": NOTE}
    sign_out_everywhere()
    return as_ada.post("/appointment/", typed)


def sign_in(client: Client, page: str, name: str = "ada", **more: str) -> Any:
    """Send the sign-in page as it came."""
    form = next(form for form in post_forms(page) if form.action == SIGN_IN)
    sent = {**form.sends(), "login": name, "password": builders.PASSWORD, **more}
    return client.post(SIGN_IN, sent, follow=True)


def send_now(client: Client, page: str) -> Any:
    """Press the first "Save now"."""
    form: PageForm = next(
        form for form in post_forms(page) if form.action not in ("/unsaved/", "/account/logout/")
    )
    return client.post(form.action, form.sends(), follow=True)


def test_the_sign_in_page_takes_it_along_and_shows_nothing_of_it(refused: Any) -> None:
    page = refused.content.decode()
    assert refused.status_code == 401
    assert "What you typed is taken along" in page
    assert "12 mg" not in page
    assert DAY not in page
    assert not Session.objects.exists()
    assert not Appointment.objects.exists()


def test_after_signing_in_it_is_shown_and_saved_only_on_demand(
    refused: Any, as_ada: Client, ada: User
) -> None:
    answer = sign_in(as_ada, refused.content.decode())
    page = answer.content.decode()
    assert answer.redirect_chain[-1][0] == "/unsaved/"
    assert "My questions" in page
    assert "and &lt;script&gt;alert(1)&lt;/script&gt; “more” &amp; 12 mg" in page
    assert not Appointment.objects.exists()
    saved = send_now(as_ada, page).content.decode()
    assert "Saved." in saved
    assert 'href="/unsaved/"' not in saved
    assert Appointment.objects.get(owner=ada).questions.replace("\r\n", "\n") == NOTE.replace(
        "\r\n", "\n"
    )
    assert as_ada.get("/unsaved/")["Location"] == "/dashboard/"


def test_it_survives_a_wrong_password_and_a_reload(refused: Any, as_ada: Client) -> None:
    again = sign_in(as_ada, refused.content.decode(), password="wrong-guess-7")
    assert again.status_code == 200
    assert sign_in(as_ada, again.content.decode()).redirect_chain[-1][0] == "/unsaved/"
    assert "12 mg" in as_ada.get("/unsaved/").content.decode()
    assert 'href="/unsaved/"' in as_ada.get("/help/").content.decode()


def test_it_can_be_thrown_away(refused: Any, as_ada: Client) -> None:
    page = sign_in(as_ada, refused.content.decode()).content.decode()
    away = next(form for form in post_forms(page) if form.action == "/unsaved/")
    answer = as_ada.post("/unsaved/", away.sends(), follow=True)
    assert answer.redirect_chain[-1][0] == "/appointment/"
    assert "Thrown away." in answer.content.decode()
    assert IN_SESSION not in as_ada.session or not as_ada.session[IN_SESSION]
    assert not Appointment.objects.exists()


def test_another_account_sees_nothing_of_it_and_is_told(
    refused: Any, as_ada: Client, ben: User
) -> None:
    answer = sign_in(as_ada, refused.content.decode(), "ben")
    page = answer.content.decode()
    assert "belongs to another account" in page
    assert "12 mg" not in page
    assert IN_SESSION not in as_ada.session


def test_an_entry_keeps_what_another_window_saved(as_ada: Client, ada: User) -> None:
    """Sent late, it writes only what it changed, like any form."""
    entry = builders.episode(ada, note="first")
    address = f"/episodes/{entry.pk}/"
    typed = form_at(as_ada, address, address) | {"note": "typed late"}
    Episode.objects.filter(pk=entry.pk).update(count=7)
    sign_out_everywhere()
    refused = as_ada.post(address, typed)
    send_now(as_ada, sign_in(as_ada, refused.content.decode()).content.decode())
    entry.refresh_from_db()
    assert (entry.note, entry.count) == ("typed late", 7)


def test_a_conflict_is_asked_about_as_ever(as_ada: Client, ada: User) -> None:
    entry = builders.episode(ada, note="first")
    address = f"/episodes/{entry.pk}/"
    typed = form_at(as_ada, address, address) | {"note": "typed late"}
    sign_out_everywhere()
    refused = as_ada.post(address, typed)
    Episode.objects.filter(pk=entry.pk).update(note="of the other window")
    answer = send_now(as_ada, sign_in(as_ada, refused.content.decode()).content.decode())
    assert answer.status_code == 409
    assert "typed late" in answer.content.decode()
    assert Episode.objects.get(pk=entry.pk).note == "of the other window"


def test_a_forged_form_takes_nothing_along(client: Client, ada: User, ben: User) -> None:
    for opened in ("", "made-up", Opened.by(ben).text()[:-1] + "x"):
        answer = client.post("/appointment/", {"questions": "planted", "opened": opened})
        assert answer.status_code == 302
        assert answer["Location"] == "/account/login/?next=/appointment/"
    planted = client.post(
        "/appointment/", {"questions": "planted", "opened": Opened.by(ben).text()}
    )
    page = sign_in(client, planted.content.decode()).content.decode()
    assert "planted" not in page
    assert "belongs to another account" in page


def test_a_seal_is_neither_readable_nor_changeable_nor_old(ada: User, as_ada: Client) -> None:
    form = UnsavedForm(
        account_of(ada), "/appointment/", (("questions", "12 mg"),), incomplete=False
    )
    seal = form.sealed()
    assert "questions" not in seal
    assert UnsavedForm.unsealed(seal) == form
    assert UnsavedForm.unsealed(seal[:-4] + "AAAA") is None
    assert UnsavedForm.unsealed("") is None
    assert UnsavedForm.unsealed("☃") is None
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=25)):
        assert UnsavedForm.unsealed(seal, seconds=86_400) is None
        answer = as_ada.post(SIGN_IN, {"unsaved": seal}, follow=True)
        assert "signed in was too old" in answer.content.decode()


def test_an_address_of_another_site_is_never_taken(client: Client, ada: User) -> None:
    sent = {"opened": Opened.by(ada).text(), "questions": "x"}
    page = client.post("/appointment/?next=//elsewhere.example/", sent).content.decode()
    content = sign_in(client, page).content.decode()
    actions = [form.action for form in post_forms(content)]
    assert "/appointment/?next=//elsewhere.example/" in actions
    assert all(action.startswith("/") and not action.startswith("//") for action in actions)


def test_a_password_and_a_file_stay_behind_and_that_is_said(as_ada: Client) -> None:
    typed = form_at(as_ada, "/share/", "/share/") | {
        "for_whom": "Dr. Lee",
        "passphrase": "hush hush",
    }
    sign_out_everywhere()
    page = sign_in(as_ada, as_ada.post("/share/", typed).content.decode()).content.decode()
    assert "Dr. Lee" in page
    assert "hush" not in page
    assert "Files, passwords and very long texts" in page
    assert "Save now" not in page
    opened = form_at(as_ada, "/import/", "/import/")["opened"]
    sign_out_everywhere()
    sent = {"opened": opened, "file": SimpleUploadedFile("diary.csv", b"happened_at\n")}
    page = sign_in(as_ada, as_ada.post("/import/", sent).content.decode()).content.decode()
    assert "A diary file" in page


def test_what_is_too_long_is_not_taken_and_that_is_said(as_ada: Client) -> None:
    typed = form_at(as_ada, "/appointment/", "/appointment/") | {"questions": "x" * 150_000}
    sign_out_everywhere()
    refused = as_ada.post("/appointment/", typed)
    assert len(refused.content) < 30_000
    assert "very long texts" in sign_in(as_ada, refused.content.decode()).content.decode()


def test_only_so_many_wait(as_ada: Client, ada: User) -> None:
    seals = [
        UnsavedForm(
            account_of(ada), "/appointment/", (("questions", f"no {number}"),), incomplete=False
        ).sealed()
        for number in range(MOST_FORMS + 1)
    ]
    for seal in seals:
        as_ada.post(SIGN_IN, {"unsaved": seal})
    as_ada.post(SIGN_IN, {"unsaved": seals[0]})
    page = as_ada.get("/unsaved/").content.decode()
    assert page.count("Save now") == MOST_FORMS
    assert "no 10" not in page
    assert "first send or throw away" in page


def test_a_card_and_a_script_are_told_to_sign_in(as_ada: Client) -> None:
    sign_out_everywhere()
    card = as_ada.post("/too-many/", {"answer": "yes"}, headers={"HX-Request": "true"})
    assert (card.status_code, card.content.decode()) == (401, "Sign in first. Nothing was saved.")
    script = as_ada.post("/import/", {"step": "store"}, headers={"Accept": "application/json"})
    assert script.status_code == 401
    assert script.json()["next"] == "/account/login/?next=%2Fimport%2F"
