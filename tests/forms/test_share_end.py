"""When a link ends: a week after the appointment unless chosen otherwise; and one form makes one
link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.forms.share import ShareForm
from journal.models import Appointment, FrozenReport, ShareLink

NOW = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _settings(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.API_COUNTS = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


def ends(visit_in: int | None) -> tuple[date, str]:
    """The day that the form proposes, and what it says of it, with an appointment in so many
    days.
    """
    visit_on = None if visit_in is None else TODAY + timedelta(days=visit_in)
    field = ShareForm(today=TODAY, visit_on=visit_on).fields["ends_on"]
    return field.initial, str(field.help_text)


@pytest.mark.parametrize(
    ("visit_in", "days", "says"),
    [
        (None, 14, "Two weeks from today"),
        (18, 25, "A week after your appointment on 26 July 2026."),
        (0, 7, "A week after your appointment on 8 July 2026."),
        (1, 8, "A week after"),
        (120, 127, "A week after"),
        (-1, 14, "Two weeks from today"),
        (400, 366, "Your appointment is later than a link can work."),
    ],
)
def test_what_is_proposed(visit_in: int | None, days: int, says: str) -> None:
    proposed, text = ends(visit_in)
    assert proposed == TODAY + timedelta(days=days)
    assert says in text


@pytest.mark.parametrize(
    ("visit_in", "days", "says"),
    [
        (None, 90, ""),
        (None, 91, "from today to three months from now"),
        (18, 90, ""),
        (120, 127, ""),
        (120, 128, "from today to 12 November 2026"),
        (None, -1, "from today to three months from now"),
    ],
)
def test_the_bounds(visit_in: int | None, days: int, says: str) -> None:
    data = {"period": "4", "ends_on": f"{TODAY + timedelta(days=days)}"}
    visit_on = None if visit_in is None else TODAY + timedelta(days=visit_in)
    form = ShareForm(data, today=TODAY, visit_on=visit_on)
    assert says in str(form.errors.get("ends_on", ""))
    assert form.is_valid() is (says == "")


def test_the_page_proposes_a_week_after_the_next_appointment(as_ada: Client, ada: User) -> None:
    for days in (-3, 18, 60):
        Appointment.objects.create(owner=ada, on_date=TODAY + timedelta(days=days), created_at=NOW)
    page = as_ada.get(reverse("share")).content.decode()
    assert 'value="2026-08-02"' in page
    assert "A week after your appointment on 26 July 2026." in page


def test_a_link_that_ends_before_the_appointment_says_so(as_ada: Client, ada: User) -> None:
    as_ada.post(reverse("share"), {"period": "4", "ends_on": "2026-07-25"})
    visit = Appointment.objects.create(owner=ada, on_date=date(2026, 7, 26), created_at=NOW)
    assert (
        "It ends before your appointment on 26 July 2026."
        in as_ada.get(reverse("share")).content.decode()
    )
    visit.on_date = date(2026, 7, 25)
    visit.save()
    assert "It ends before" not in as_ada.get(reverse("share")).content.decode()


def test_a_form_sent_twice_makes_one_link_and_shows_it_twice(
    as_ada: Client, client: Client
) -> None:
    form = as_ada.get(reverse("share")).content.decode()
    found = re.search(r'name="key"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="key"', form)
    assert found
    said = {
        "period": "4",
        "ends_on": "2026-07-22",
        "for_whom": "Dr Meyer",
        "key": found.group(1) or found.group(2),
    }
    first, second = (as_ada.post(reverse("share"), said) for _touch in range(2))
    assert first.context["page"].made.address == second.context["page"].made.address
    assert (ShareLink.objects.count(), FrozenReport.objects.count()) == (1, 1)
    assert client.get(first.context["page"].made.address).status_code == 200
    changed = as_ada.post(reverse("share"), said | {"ends_on": "2026-07-23"})
    assert changed.context["page"].made.address != first.context["page"].made.address


def test_a_form_whose_link_was_taken_back_makes_no_other(as_ada: Client) -> None:
    said = {"period": "4", "ends_on": "2026-07-22", "key": "drawn-for-this-form"}
    as_ada.post(reverse("share"), said)
    as_ada.post(reverse("share_revoke", args=[ShareLink.objects.get().pk]))
    page = as_ada.post(reverse("share"), said).content.decode()
    assert "Nothing was made now." in page
    assert ShareLink.objects.count() == 1


def test_one_key_gives_two_people_two_links(as_ada: Client, as_ben: Client) -> None:
    said = {"period": "4", "ends_on": "2026-07-22", "key": "the-same"}
    addresses = {
        client.post(reverse("share"), said).context["page"].made.address
        for client in (as_ada, as_ben)
    }
    assert len(addresses) == 2


def test_noting_a_later_appointment_says_that_a_link_ends_before(as_ada: Client) -> None:
    as_ada.post(reverse("share"), {"period": "4", "ends_on": "2026-07-25"})
    page = as_ada.post(
        reverse("appointment"), {"on_date": "2026-07-26"}, follow=True
    ).content.decode()
    assert "Saved. 1 link to a report ends before this day" in page
    page = as_ada.post(
        reverse("appointment"), {"on_date": "2026-07-25"}, follow=True
    ).content.decode()
    assert "ends before this day" not in page
