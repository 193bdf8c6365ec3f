"""What is written down for a visit: kept, refused with its reason, changed, taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import (
    Appointment,
)
from journal.reading.appointments import (
    current_appointment,
)
from tests.forms import opened
from tests.views.noted_visit import NOW, VISIT, noted


def test_what_cannot_be_saved_is_said_at_its_part_and_opens_it(as_ada: Client, ada: User) -> None:
    noted(ada)
    sent = {"on_date": VISIT.isoformat(), "birth_year": "soon", "save": "worry", "worry": "new"}
    text = as_ada.post(reverse("appointment"), sent).content.decode()
    part = text[text.index('id="part-person"') :].split("</li>")[0]
    assert "Not saved yet." in part
    assert "<details open>" in part
    assert text.count("Not saved yet.") == 1


def test_every_field_is_kept(as_ada: Client, ada: User) -> None:
    fields = {
        "on_date": (datetime.now(UTC) + timedelta(days=20)).date().isoformat(),
        "with_whom": "Dr. Okafor",
        "person_name": "Ada Okoro",
        "birth_year": "1979",
        "worry": "It does not stop\nIt keeps me awake",
        "questions": "What is it?\n\nCan I train?",
        "since_when": "March",
        "how_it_began": "After a cold",
        "medicines": "none",
        "changes": "more coffee",
    }
    assert as_ada.post(reverse("appointment"), fields).status_code == 302
    stored = Appointment.objects.get(owner=ada)
    assert {name: str(getattr(stored, name)) for name in fields} == {
        **fields,
        "questions": "What is it?\nCan I train?",
    }


def test_a_sixth_question_is_said_and_nothing_is_cut(as_ada: Client, ada: User) -> None:
    six = "\n".join(f"Question {number}" for number in range(6))
    page = as_ada.post(reverse("appointment"), {"on_date": "2026-12-24", "questions": six})
    assert page.status_code == 422
    assert "These are 6 lines; there is room for 5." in page.content.decode()
    assert "Question 5" in page.content.decode()
    assert not Appointment.objects.filter(owner=ada).exists()


@pytest.mark.parametrize("day", ["", "someday", "2062-01-01"])
def test_a_day_that_cannot_be_is_refused(as_ada: Client, ada: User, day: str) -> None:
    assert as_ada.post(reverse("appointment"), {"on_date": day, "worry": "kept"}).status_code == 422
    assert not Appointment.objects.filter(owner=ada).exists()


@pytest.mark.parametrize("year", ["1899", "2027", "ten", "1979.5", "-1979"])
def test_a_year_of_birth_that_cannot_be_is_refused(as_ada: Client, ada: User, year: str) -> None:
    noted(ada)
    with time_machine.travel(NOW, tick=False):
        page = opened(as_ada, reverse("appointment"))
        sent = {**page, "on_date": VISIT.isoformat(), "birth_year": year}
        answer = as_ada.post(reverse("appointment"), sent)
    assert answer.status_code == 422
    assert f'value="{year}"' in answer.content.decode()
    assert Appointment.objects.get(owner=ada).birth_year is None


def test_a_year_of_birth_can_be_taken_back(as_ada: Client, ada: User) -> None:
    noted(ada, birth_year=1979)
    page = opened(as_ada, reverse("appointment"))
    as_ada.post(reverse("appointment"), {**page, "on_date": VISIT.isoformat(), "birth_year": ""})
    assert Appointment.objects.get(owner=ada).birth_year is None


def test_saving_again_changes_the_one_appointment(as_ada: Client, ada: User) -> None:
    noted(ada, worry="first")
    page = opened(as_ada, reverse("appointment"))
    as_ada.post(reverse("appointment"), {**page, "on_date": VISIT.isoformat(), "worry": "second"})
    assert [visit.worry for visit in Appointment.objects.filter(owner=ada)] == ["second"]


def test_after_the_visit_what_was_said_is_kept_and_the_appointment_closed(
    as_ada: Client, ada: User
) -> None:
    visit = noted(ada, on=datetime.now(UTC).date() - timedelta(days=2))
    assert "After the visit" in as_ada.get(reverse("appointment")).content.decode()
    fields = {"said_afterwards": "All is well", "next_step": "Come back in a year"}
    as_ada.post(reverse("afterwards"), {**opened(as_ada, reverse("appointment")), **fields})
    as_ada.post(reverse("close_appointment", args=[visit.pk]))
    visit.refresh_from_db()
    assert (visit.said_afterwards, visit.next_step) == ("All is well", "Come back in a year")
    assert current_appointment(ada) is None
    assert "Come back in a year" in as_ada.get(reverse("appointment")).content.decode()


def test_before_the_visit_nothing_is_asked_about_after_it(as_ada: Client, ada: User) -> None:
    noted(ada, on=datetime.now(UTC).date() + timedelta(days=5))
    assert "After the visit" not in as_ada.get(reverse("appointment")).content.decode()


def test_writing_afterwards_without_an_appointment_says_so(as_ada: Client) -> None:
    page = as_ada.post(reverse("afterwards"), {"said_afterwards": "what was typed"})
    assert page.status_code == 409
    assert "is no longer there" in page.content.decode()
    assert "what was typed" in page.content.decode()


@pytest.mark.parametrize("route", ["close_appointment", "delete_appointment"])
def test_somebody_elses_appointment_is_not_there(as_ben: Client, ada: User, route: str) -> None:
    visit = noted(ada)
    assert as_ben.post(reverse(route, args=[visit.pk])).status_code == 404
    visit.refresh_from_db()
    assert visit.closed_at is None


def test_an_appointment_can_be_deleted(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("delete_appointment", args=[noted(ada).pk]))
    assert not Appointment.objects.filter(owner=ada).exists()


def test_deleting_says_first_what_goes_and_takes_two_touches(as_ada: Client, ada: User) -> None:
    visit = noted(ada, on=datetime.now(UTC).date() + timedelta(days=5))
    page = as_ada.get(reverse("appointment")).content.decode()
    fold = page[page.index('<details class="visit-delete">') :]
    fold = fold[: fold.index("</details>")]
    assert "They cannot be brought back." in fold
    assert f'formaction="{reverse("delete_appointment", args=[visit.pk])}"' in fold
    assert page.count(reverse("delete_appointment", args=[visit.pk])) == 1
