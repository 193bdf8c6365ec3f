"""Texts from before there were rows: asked about once, kept word for word whatever is answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.models import Appointment, Beginning, Medicine
from tests.forms import post_forms

NOW = datetime(2026, 7, 7, 9, 0, tzinfo=UTC)
PAGE = "/appointment/earlier-words/"
TEXTS = {
    "since_when": "Since about April",
    "how_it_began": "After a cold,\nin the left calf first",
    "medicines": "Magnesium 200 mg\nSertraline, stopped in May",
    "changes": "More coffee",
}


@pytest.fixture(autouse=True)
def _july() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visit(ada: User) -> Appointment:
    return Appointment.objects.create(owner=ada, on_date=date(2026, 7, 20), created_at=NOW, **TEXTS)


def answer(client: Client, **fields: str) -> Any:
    """Send the page with these fields filled in."""
    page = client.get(PAGE).content.decode()
    form = next(form for form in post_forms(page) if "opened" in form.sends() and form.typed)
    data = {name: values[-1] for name, values in form.sends().items()}
    data.pop("keep", None)
    return client.post(PAGE, {**data, **fields})


def texts(visit: Appointment) -> dict[str, str]:
    visit.refresh_from_db()
    return {name: getattr(visit, name) for name in TEXTS}


def test_each_text_stands_where_its_rows_are(as_ada: Client, visit: Appointment) -> None:
    shown = {
        "medicines": ("Magnesium 200 mg", "Sertraline, stopped in May", "More coffee"),
        "beginnings": ("Since about April", "After a cold,", "in the left calf first"),
    }
    for kind, words in shown.items():
        page = unescape(as_ada.get(f"/appointment/{kind}/").content.decode())
        assert [word for word in words if word not in page] == []
        assert PAGE in page


def test_rows_are_made_of_them_and_the_words_stay(
    as_ada: Client, ada: User, visit: Appointment
) -> None:
    sent = {
        "medicines-0-name": "Magnesium",
        "medicines-0-dose": "200 mg",
        "medicines-1-name": "Sertraline",
        "medicines-1-until_date": "2026-05",
        "how_it_began-0-kind": "infection",
    }
    assert answer(as_ada, **sent).status_code == 302
    stored: list[Any] = list(Medicine.objects.of(ada).order_by("pk"))
    assert [(row.name, row.dose, row.until_date) for row in stored] == [
        ("Magnesium", "200 mg", ""),
        ("Sertraline", "", "2026-05"),
    ]
    beginning: Any = Beginning.objects.of(ada).get()
    assert beginning.kind == "infection"
    assert texts(visit) == TEXTS
    assert PAGE not in as_ada.get("/appointment/").content.decode()


def test_no_is_remembered_and_the_words_stay(as_ada: Client, visit: Appointment) -> None:
    assert PAGE in as_ada.get("/appointment/").content.decode()
    assert answer(as_ada, keep="1").status_code == 302
    assert PAGE not in as_ada.get("/appointment/").content.decode()
    assert texts(visit) == TEXTS
    page = unescape(as_ada.get("/appointment/medicines/").content.decode())
    assert "Sertraline, stopped in May" in page


def test_one_row_that_is_wrong_and_none_is_stored(as_ada: Client, visit: Appointment) -> None:
    answered = answer(
        as_ada, **{"medicines-0-name": "Magnesium", "medicines-1-dose": "50 mg of something"}
    )
    assert answered.status_code == 422
    assert "50 mg of something" in answered.content.decode()
    assert not Medicine.objects.exists()
    visit.refresh_from_db()
    assert visit.earlier_words == ""


def test_what_was_typed_is_not_lost_by_no(as_ada: Client, visit: Appointment) -> None:
    answered = answer(as_ada, keep="1", **{"medicines-0-name": "Magnesium"})
    assert "not saved yet" in unescape(answered.content.decode())
    visit.refresh_from_db()
    assert visit.earlier_words == ""


def test_nothing_is_asked_of_what_is_written_since(as_ada: Client, ada: User) -> None:
    as_ada.post("/appointment/", {"on_date": "2026-07-20", "changes": "less coffee"})
    assert Appointment.objects.of(ada).get().earlier_words == "new"
    assert PAGE not in as_ada.get("/appointment/").content.decode()


def test_words_of_appointments_behind_stay_in_sight(as_ada: Client, visit: Appointment) -> None:
    Appointment.objects.update(closed_at=NOW)
    page = unescape(as_ada.get("/appointment/").content.decode())
    listed = unescape(as_ada.get("/appointment/medicines/").content.decode())
    assert "in the left calf first" in page
    assert "Magnesium 200 mg" in page
    assert "Magnesium 200 mg" in listed


def test_without_an_appointment_there_is_nothing_to_ask(as_ada: Client) -> None:
    assert as_ada.get(PAGE).status_code == 302
