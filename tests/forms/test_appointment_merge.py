"""The appointment's page in two windows, and what was typed on it while another of its buttons is
pressed.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Appointment, Preferences
from tests.forms import untouched

NOW = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)
FIELDS = (
    "with_whom",
    "person_name",
    "worry",
    "questions",
    "since_when",
    "how_it_began",
    "medicines",
    "changes",
)
PAGE = "/appointment/"


@pytest.fixture(autouse=True)
def _clock(db: None) -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def visit(ada: User) -> Appointment:
    """One that was yesterday, so that both parts are shown."""
    before = NOW.date() - timedelta(days=1)
    return Appointment.objects.create(owner=ada, on_date=before, created_at=NOW, worry="old")


def window(client: Client) -> dict[str, str]:
    return untouched(client.get(PAGE).content.decode(), "on_date")


def stored() -> Appointment:
    return Appointment.objects.get()


@pytest.mark.parametrize(
    ("name", "other_name"), [*pairwise(FIELDS), *((b, a) for a, b in pairwise(FIELDS))]
)
def test_different_fields_of_two_windows_are_both_kept(
    as_ada: Client, visit: Appointment, name: str, other_name: str
) -> None:
    first, second = window(as_ada), window(as_ada)
    assert as_ada.post(PAGE, {**first, name: "from one"}).status_code == 302
    assert as_ada.post(PAGE, {**second, other_name: "from the other"}).status_code == 302
    assert (getattr(stored(), name), getattr(stored(), other_name)) == (
        "from one",
        "from the other",
    )


@pytest.mark.parametrize(
    ("address", "field"),
    [(PAGE, name) for name in FIELDS] + [("/appointment/afterwards/", "said_afterwards")],
)
def test_the_same_field_of_two_windows_shows_both(
    as_ada: Client, visit: Appointment, address: str, field: str
) -> None:
    first, second = window(as_ada), window(as_ada)
    as_ada.post(address, {**first, field: "from one"})
    answer = as_ada.post(address, {**second, field: "from the other"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "from one" in page
    assert "from the other" in page
    assert getattr(stored(), field) == "from one"
    again = untouched(page, "on_date")
    assert as_ada.post(address, {**again, f"keep-{field}": "mine"}).status_code == 302
    assert getattr(stored(), field) == "from the other"


def test_the_day_is_shown_in_words(as_ada: Client, visit: Appointment) -> None:
    first, second = window(as_ada), window(as_ada)
    as_ada.post(PAGE, {**first, "on_date": "2026-08-20"})
    assert (
        "20 August 2026" in as_ada.post(PAGE, {**second, "on_date": "2026-08-21"}).content.decode()
    )


def test_a_form_sent_twice_makes_one(as_ada: Client) -> None:
    sent = {**window(as_ada), "on_date": "2026-08-20", "worry": "once"}
    assert [as_ada.post(PAGE, sent).status_code for _ in range(2)] == [302, 302]
    assert stored().worry == "once"


def test_two_windows_that_begin_one_make_one(as_ada: Client) -> None:
    first, second = window(as_ada), window(as_ada)
    as_ada.post(PAGE, {**first, "on_date": "2026-08-20", "worry": "one"})
    assert (
        as_ada.post(PAGE, {**second, "on_date": "2026-08-20", "medicines": "two"}).status_code
        == 302
    )
    assert (stored().worry, stored().medicines) == ("one", "two")


def test_what_was_typed_after_the_visit_survives_saving_the_other_part(
    as_ada: Client, visit: Appointment
) -> None:
    typed = {"worry": "new", "said_afterwards": "All is well", "next_step": "In a year"}
    answer = as_ada.post(PAGE, {**window(as_ada), **typed})
    assert answer.status_code == 200
    assert stored().worry == "new"
    again = untouched(answer.content.decode(), "on_date")
    assert (again["said_afterwards"], again["next_step"], stored().next_step) == (
        "All is well",
        "In a year",
        "",
    )
    assert as_ada.post("/appointment/afterwards/", again).status_code == 302
    assert stored().next_step == "In a year"


@pytest.mark.parametrize(
    "button", [("ending", {"answer": "go_on"}), ("afterwards", {}), ("close_appointment", {})]
)
def test_what_was_typed_before_the_visit_survives_every_other_button(
    as_ada: Client, visit: Appointment, button: tuple[str, dict[str, str]]
) -> None:
    route, pressed = button
    address = reverse(route, args=[visit.pk] if route == "close_appointment" else [])
    answer = as_ada.post(address, {**window(as_ada), "medicines": "typed", **pressed})
    assert answer.status_code == 200
    assert untouched(answer.content.decode(), "on_date")["medicines"] == "typed"
    assert stored().medicines == ""


def test_text_carried_on_is_still_compared_with_what_it_was_typed_against(
    as_ada: Client, visit: Appointment
) -> None:
    mine = {**window(as_ada), "medicines": "mine", "answer": "go_on"}
    Appointment.objects.update(medicines="theirs", changes="theirs too")
    again = untouched(as_ada.post("/ending/", mine).content.decode(), "on_date")
    assert again["changes"] == "theirs too"
    assert as_ada.post(PAGE, again).status_code == 409
    assert stored().medicines == "theirs"


def test_an_appointment_is_not_put_behind_while_something_about_it_is_unsaved(
    as_ada: Client, visit: Appointment
) -> None:
    sent = {**window(as_ada), "said_afterwards": "All is well"}
    answer = as_ada.post(reverse("close_appointment", args=[visit.pk]), sent)
    assert "not saved yet" in answer.content.decode()
    assert "All is well" in answer.content.decode()
    assert stored().closed_at is None


def test_a_closed_appointment_takes_what_its_page_sends_and_not_the_next_one(
    as_ada: Client, ada: User, visit: Appointment
) -> None:
    sent = {**window(as_ada), "said_afterwards": "All is well"}
    Appointment.objects.update(closed_at=NOW)
    other = Appointment.objects.create(owner=ada, on_date=date(2026, 9, 1), created_at=NOW)
    answer = as_ada.post("/appointment/afterwards/", sent, follow=True)
    assert "put behind you meanwhile" in answer.content.decode()
    visit.refresh_from_db()
    other.refresh_from_db()
    assert (visit.said_afterwards, other.said_afterwards) == ("All is well", "")


@pytest.mark.parametrize("address", [PAGE, "/appointment/afterwards/"])
def test_what_was_typed_into_a_deleted_appointment_makes_a_new_one(
    as_ada: Client, visit: Appointment, address: str
) -> None:
    sent = {**window(as_ada), "medicines": "typed", "said_afterwards": "said"}
    Appointment.objects.all().delete()
    answer = as_ada.post(address, sent)
    assert answer.status_code == 409
    again = untouched(answer.content.decode(), "on_date")
    assert not Appointment.objects.exists()
    as_ada.post(PAGE, again)
    assert (stored().medicines, stored().worry) == ("typed", "old")


def test_buttons_of_a_deleted_appointment_say_so(as_ada: Client, visit: Appointment) -> None:
    sent = window(as_ada)
    Appointment.objects.all().delete()
    for route in ("close_appointment", "delete_appointment"):
        answer = as_ada.post(reverse(route, args=[visit.pk]), sent, follow=True)
        assert "deleted before" in answer.content.decode()


def test_an_end_that_was_decided_elsewhere_meanwhile_stays(
    as_ada: Client, ada: User, visit: Appointment
) -> None:
    sent = {**window(as_ada), "answer": "go_on"}
    Preferences.objects.create(owner=ada, ended_on=date(2026, 7, 30), theme="dark")
    assert "ended on 30 July 2026" in as_ada.post("/ending/", sent, follow=True).content.decode()
    assert Preferences.objects.get().ended_on == date(2026, 7, 30)
    as_ada.post("/ending/", {**window(as_ada), "answer": "go_on"})
    preferences = Preferences.objects.get()
    assert (preferences.ended_on, preferences.goes_on_until, preferences.theme) == (
        None,
        date(2026, 8, 29),
        "dark",
    )


@pytest.mark.parametrize("closed", [False, True])
def test_an_appointment_that_was_changed_meanwhile_is_not_deleted_unseen(
    as_ada: Client, visit: Appointment, closed: bool
) -> None:
    if closed:
        Appointment.objects.update(closed_at=NOW)
    sent = window(as_ada)
    Appointment.objects.update(next_step="written elsewhere")
    address = reverse("delete_appointment", args=[visit.pk])
    assert "look at it first" in as_ada.post(address, sent, follow=True).content.decode()
    assert stored().next_step == "written elsewhere"
    as_ada.post(address, window(as_ada))
    assert not Appointment.objects.exists()
