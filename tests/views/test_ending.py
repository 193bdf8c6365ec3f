"""The end of the diary: when it is offered, what it stores, and how it is taken back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.actions.appointment import close_appointment
from journal.models import (
    Preferences,
)
from journal.reading.appointments import asks_whether_useful, read_appointments
from tests import builders
from tests.forms import opened
from tests.views.noted_visit import NOW, VISIT, noted


class TestEnding:
    """A diary ends at the appointment, else it offers to after four weeks."""

    def offers(self, ada: User, day: date) -> bool:
        dates = read_appointments(ada).dates
        return asks_whether_useful(ada, Preferences.of(ada), dates, day)

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
        close_appointment(visit, after)
        assert self.offers(ada, after.date())
        with time_machine.travel(after, tick=False):
            as_ada.post(reverse("ending"), {"answer": "go_on"})
        assert not self.offers(ada, after.date() + timedelta(days=28))
        close_appointment(noted(ada, first + timedelta(days=20)), after + timedelta(days=15))
        assert self.offers(ada, after.date() + timedelta(days=15))

    def test_going_on_asks_again_four_weeks_later(self, as_ada: Client, ada: User) -> None:
        builders.episode(ada)
        as_ada.post(reverse("ending"), {"answer": "go_on"})
        until = Preferences.of(ada).goes_on_until
        assert until is not None
        assert not self.offers(ada, until)
        assert self.offers(ada, until + timedelta(days=1))

    def test_an_ended_diary_asks_for_nothing_and_can_begin_again(
        self, as_ada: Client, ada: User
    ) -> None:
        builders.episode(ada)
        as_ada.post(reverse("ending"), {"answer": "end"})
        assert Preferences.of(ada).ended_on is not None
        assert not self.offers(ada, date(2030, 1, 1))
        assert "The diary is ended" in as_ada.get(reverse("appointment")).content.decode()
        as_ada.post(reverse("ending"), {"answer": "go_on"})
        assert Preferences.of(ada).ended_on is None

    def test_mornings_only_takes_the_pad_out_of_sight_and_asks_again(
        self, as_ada: Client, ada: User
    ) -> None:
        builders.episode(ada)
        pad = f'href="{reverse("pad")}"'
        assert pad in as_ada.get(reverse("dashboard")).content.decode()
        said = as_ada.post(reverse("ending"), {"answer": "mornings"}, follow=True)
        assert "The night pad comes back in Settings." in said.content.decode()
        for page in ("dashboard", "more", "appointment", "diary", "morning"):
            assert pad not in as_ada.get(reverse(page)).content.decode(), page
        assert as_ada.get(reverse("pad")).status_code == 200
        until = Preferences.of(ada).goes_on_until
        assert until is not None
        assert self.offers(ada, until + timedelta(days=1))
        typed = {"time_zone": builders.ZONE, "theme": "auto", "shows_pad": "on"}
        as_ada.post(reverse("settings"), {**opened(as_ada, reverse("settings")), **typed})
        assert pad in as_ada.get(reverse("more")).content.decode()

    def test_until_the_visit_goes_on_and_says_where_its_day_is_noted(
        self, as_ada: Client, ada: User
    ) -> None:
        builders.episode(ada)
        said = as_ada.post(reverse("ending"), {"answer": "until_visit"}, follow=True)
        assert "Write its day down under “Appointment”." in said.content.decode()
        until = Preferences.of(ada).goes_on_until
        assert until is not None
        assert not self.offers(ada, until)
        assert Preferences.of(ada).shows_pad

    def test_a_wrong_answer_changes_nothing_and_says_so(self, as_ada: Client, ada: User) -> None:
        page = as_ada.post(reverse("ending"), {"answer": "maybe"}, follow=True)
        assert "Nothing was changed." in page.content.decode()
        assert Preferences.of(ada).ended_on is None
