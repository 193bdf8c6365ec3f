"""Preparing a visit, one small step at a time; after it; and the end of the diary."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Appointment, OtherThingAnswer, Preferences
from journal.pages import appointments
from journal.steps import Step, next_step
from tests import builders
from tests.forms import opened

VISIT = date(2026, 8, 31)
NOW = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)


def noted(person: User, on: date = VISIT, **said: str) -> Appointment:
    """An appointment that the person has noted."""
    return Appointment.objects.create(owner=person, on_date=on, created_at=NOW, **said)


@pytest.mark.parametrize(
    ("days", "step"),
    [
        (22, None),
        (21, Step.CAPTURE),
        (15, Step.CAPTURE),
        (14, Step.CONTEXT),
        (8, Step.CONTEXT),
        (7, Step.CHOOSE),
        (3, Step.CHOOSE),
        (2, Step.FREEZE),
        (0, Step.FREEZE),
        (-1, Step.AFTERWARDS),
        (-90, Step.AFTERWARDS),
    ],
)
def test_one_small_step_at_a_time(days: int, step: Step | None) -> None:
    assert next_step(VISIT, VISIT - timedelta(days=days)) is step


@pytest.mark.parametrize(("days", "words"), [(21, "in 21 days"), (1, "tomorrow"), (0, "today"), (-1, "is over")])
def test_the_proposal_says_how_far_away_the_visit_is(ada: User, days: int, words: str) -> None:
    found = appointments.proposal(noted(ada), VISIT - timedelta(days=days))
    assert found is not None
    assert words in found.says


@pytest.mark.parametrize(("days", "leads"), [(5, True), (10, False)])
def test_the_appointment_leads_to_the_step_unless_that_is_its_own(
    as_ada: Client, ada: User, days: int, leads: bool
) -> None:
    noted(ada)
    with time_machine.travel(datetime.combine(VISIT, NOW.timetz()) - timedelta(days=days), tick=False):
        page = as_ada.get(reverse("appointment")).content.decode()
    assert f"Your appointment is in {days} days." in page
    assert ('<a href="/patterns/">Look at the patterns</a>' in page) is leads
    assert "Prepare the visit</a>" not in page


def test_every_field_is_kept(as_ada: Client, ada: User) -> None:
    said = {
        "on_date": (datetime.now(UTC) + timedelta(days=20)).date().isoformat(),
        "with_whom": "Dr. Okafor",
        "worry": "It does not stop\nIt keeps me awake",
        "questions": "What is it?\n\nCan I train?",
        "since_when": "March",
        "how_it_began": "After a cold",
        "medicines": "none",
        "changes": "more coffee",
    }
    assert as_ada.post(reverse("appointment"), said).status_code == 302
    kept = Appointment.objects.get(owner=ada)
    assert {name: str(getattr(kept, name)) for name in said} == {**said, "questions": "What is it?\nCan I train?"}


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


def test_saving_again_changes_the_one_appointment(as_ada: Client, ada: User) -> None:
    noted(ada, worry="first")
    page = opened(as_ada, reverse("appointment"))
    as_ada.post(reverse("appointment"), {**page, "on_date": VISIT.isoformat(), "worry": "second"})
    assert [one.worry for one in Appointment.objects.filter(owner=ada)] == ["second"]


def test_after_the_visit_what_was_said_is_kept_and_the_appointment_closed(as_ada: Client, ada: User) -> None:
    visit = noted(ada, on=datetime.now(UTC).date() - timedelta(days=2))
    assert "After the visit" in as_ada.get(reverse("appointment")).content.decode()
    said = {"said_afterwards": "All is well", "next_step": "Come back in a year"}
    as_ada.post(reverse("afterwards"), {**opened(as_ada, reverse("appointment")), **said})
    as_ada.post(reverse("close_appointment", args=[visit.pk]))
    visit.refresh_from_db()
    assert (visit.said_afterwards, visit.next_step) == ("All is well", "Come back in a year")
    assert appointments.current(ada) is None
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


def test_the_other_things_are_asked_again_for_the_visit(as_ada: Client, ada: User) -> None:
    with time_machine.travel(NOW - timedelta(days=30), tick=False):
        as_ada.post(reverse("other_things"), {"stiffness": "no"})
    noted(ada)
    with time_machine.travel(NOW + timedelta(days=10), tick=False):
        assert "You have not answered them" in as_ada.get(reverse("appointment")).content.decode()
        assert 'name="again"' in as_ada.get(reverse("article") + "?again=1").content.decode()
        as_ada.post(reverse("other_things"), {"stiffness": "no", "again": "1"})
        assert "You answered 1 question since" in as_ada.get(reverse("appointment")).content.decode()
    assert OtherThingAnswer.objects.get(owner=ada).answered_at == NOW + timedelta(days=10)


class TestEnding:
    """A diary ends at the appointment, else it offers to after four weeks."""

    def offers(self, ada: User, day: date) -> bool:
        return appointments.offers_to_end(ada, Preferences.of(ada), *appointments.ahead_and_behind(ada), day)

    def test_after_four_weeks_it_offers_to_stop(self, ada: User) -> None:
        first = builders.episode(ada).night_of
        assert not self.offers(ada, first + timedelta(days=27))
        assert self.offers(ada, first + timedelta(days=28))

    def test_an_empty_diary_offers_nothing(self, ada: User) -> None:
        assert not self.offers(ada, VISIT)

    def test_while_an_appointment_is_ahead_it_does_not(self, ada: User) -> None:
        builders.episode(ada)
        noted(ada)
        assert not self.offers(ada, VISIT)

    def test_once_the_visit_is_behind_it_offers_to_stop_however_young_the_diary(
        self, as_ada: Client, ada: User
    ) -> None:
        first = builders.episode(ada).night_of
        visit = noted(ada, first + timedelta(days=5))
        after = datetime.combine(first + timedelta(days=6), NOW.timetz())
        assert not self.offers(ada, after.date())
        appointments.close(visit, after)
        assert self.offers(ada, after.date())
        with time_machine.travel(after, tick=False):
            as_ada.post(reverse("ending"), {"answer": "go_on"})
        assert not self.offers(ada, after.date() + timedelta(days=28))
        appointments.close(noted(ada, first + timedelta(days=20)), after + timedelta(days=15))
        assert self.offers(ada, after.date() + timedelta(days=15))

    def test_going_on_asks_again_four_weeks_later(self, as_ada: Client, ada: User) -> None:
        builders.episode(ada)
        as_ada.post(reverse("ending"), {"answer": "go_on"})
        until = Preferences.of(ada).goes_on_until
        assert until is not None
        assert not self.offers(ada, until)
        assert self.offers(ada, until + timedelta(days=1))

    def test_an_ended_diary_asks_for_nothing_and_can_begin_again(self, as_ada: Client, ada: User) -> None:
        builders.episode(ada)
        as_ada.post(reverse("ending"), {"answer": "end"})
        assert Preferences.of(ada).ended_on is not None
        assert not self.offers(ada, date(2030, 1, 1))
        assert "The diary is ended" in as_ada.get(reverse("appointment")).content.decode()
        as_ada.post(reverse("ending"), {"answer": "go_on"})
        assert Preferences.of(ada).ended_on is None

    def test_a_wrong_answer_changes_nothing_and_says_so(self, as_ada: Client, ada: User) -> None:
        page = as_ada.post(reverse("ending"), {"answer": "maybe"}, follow=True)
        assert "Nothing was changed." in page.content.decode()
        assert Preferences.of(ada).ended_on is None
