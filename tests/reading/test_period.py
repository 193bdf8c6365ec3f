"""A diary begins with its first recorded night: nights before it are counted, drawn and compared
nowhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from journal.actions.trash import discard
from journal.models import Appointment, FrozenReport, NightRecord, Preferences
from journal.observations import Movement
from journal.reading.frozen_reports import load_report
from journal.reading.period import first_night, read_period
from tests import builders

# Wednesday: last night is the night of Tuesday the 7th; the diary is two nights old.
NOW = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)
LAST = date(2026, 7, 7)


@pytest.fixture(autouse=True)
def _july() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def young(ada: User) -> User:
    """Ada, with an entry of the night of the 6th and nothing else."""
    builders.episode(ada, movement=Movement.TWITCH, muscle="lower_back", time_zone="UTC")
    return ada


def mark(person: User, night: date) -> None:
    NightRecord.objects.create(owner=person, night_of=night, recorded_at=NOW)


def words(page: Any) -> str:
    """What a reader reads."""
    body = page.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main") :]).split())


@pytest.mark.parametrize(
    ("recorded", "first", "begins"),
    [
        ([], date(2026, 7, 7), True),
        ([date(2026, 7, 3)], date(2026, 7, 3), True),
        ([date(2026, 7, 1)], date(2026, 7, 1), True),
        ([date(2026, 6, 30), date(2026, 7, 3)], date(2026, 7, 1), False),
    ],
)
def test_where_a_period_begins(recorded: list[date], first: date, begins: bool) -> None:
    assert first_night(date(2026, 7, 1), LAST, recorded) == (first, begins)


@pytest.mark.parametrize("weeks", ["2", "4", "8", "12", "all"])
def test_the_dashboard_counts_and_draws_two_nights(as_ada: Client, young: User, weeks: str) -> None:
    page = as_ada.get(reverse("dashboard"), {"weeks": weeks})
    text = words(page)
    assert "6 July 2026 – 7 July 2026, since your diary began" in text
    assert "Nights recorded 1 of 2" in text
    assert "1 of 2 nights are recorded: 1 with entries, 0 without twitches." in text
    period = read_period(young, Preferences.of(young), weeks, timezone.now())
    assert len(period.summary.states) == 2


@pytest.mark.parametrize("period", ["visit", "4", "8", "12", "all"])
def test_the_report_counts_two_nights(as_ada: Client, young: User, period: str) -> None:
    Appointment.objects.create(owner=young, on_date=date(2026, 5, 1), created_at=NOW)
    page = as_ada.get(reverse("report"), {"period": period})
    assert "2 nights, 6 July 2026 to 7 July 2026 (the diary begins here)" in words(page)
    assert "Nights not recorded 1 of 2" in words(page)
    assert page.context["page"].text.figures[1].number == "1"


def test_pdf_and_fhir_say_the_same(as_ada: Client, young: User) -> None:
    document = json.loads(as_ada.get(reverse("report_fhir")).getvalue())
    assert "1 of 2 nights not recorded." in str(document)
    assert "The diary begins with the first night of this period." in str(document)
    [composition] = [
        entry["resource"]
        for entry in document["entry"]
        if entry["resource"]["resourceType"] == "Composition"
    ]
    assert composition["event"][0]["period"]["start"] == "2026-07-06"


@pytest.mark.parametrize("by", ["entry", "mark"])
def test_what_is_older_moves_the_first_night_back(as_ada: Client, young: User, by: str) -> None:
    if by == "entry":
        builders.episode(young, happened_at=NOW - timedelta(days=400))
    else:
        mark(young, LAST - timedelta(days=400))
    assert "Nights recorded 1 of 28" in words(as_ada.get(reverse("dashboard")))
    assert "Nights not recorded 55 of 56" in words(as_ada.get(reverse("report")))


def test_what_lies_in_the_trash_does_not(as_ada: Client, young: User, ben: User) -> None:
    discard(builders.episode(young, happened_at=NOW - timedelta(days=20)), NOW)
    builders.episode(ben, happened_at=NOW - timedelta(days=20))
    mark(ben, LAST - timedelta(days=30))
    assert "Nights recorded 1 of 2" in words(as_ada.get(reverse("dashboard")))


def test_a_diary_that_has_not_begun_counts_nothing(as_ada: Client) -> None:
    assert "Nights recorded" not in words(as_ada.get(reverse("dashboard")))
    text = words(as_ada.get(reverse("report")))
    assert "Nights not recorded – the diary has not begun" in text
    assert "Nothing is written down yet" in text
    [clock] = [
        chart
        for chart in as_ada.get(reverse("report")).context["page"].charts
        if chart.name == "clock"
    ]
    assert clock.rows == []
    assert as_ada.get(reverse("report_pdf")).status_code == 200
    assert "0 of 0 nights not recorded." in as_ada.get(reverse("report_fhir")).getvalue().decode()
    assert "Not recorded" not in words(as_ada.get(reverse("nights")))[200:]


def test_a_gap_in_an_older_diary_is_not_its_beginning(as_ada: Client, ada: User) -> None:
    mark(ada, LAST - timedelta(days=100))
    text = words(as_ada.get(reverse("dashboard")))
    assert "Nothing is written down of these nights" in text
    assert "Nights not recorded 56 of 56" in words(as_ada.get(reverse("report")))


def test_the_last_nights_before_it_are_named_so_and_can_be_marked(
    as_ada: Client, young: User
) -> None:
    text = as_ada.get(reverse("nights")).content.decode()
    assert text.count("Before your diary began") == 5
    assert 'name="none" value="2026-07-01"' in text
    assert "of 7 recorded" not in words(as_ada.get(reverse("dashboard")))
    as_ada.post(reverse("nights"), {"none": "2026-07-02"})
    assert as_ada.get(reverse("nights")).content.decode().count("Before your diary began") == 1


def test_nothing_is_compared_with_weeks_before_it(as_ada: Client, young: User) -> None:
    assert "before: on" not in words(as_ada.get(reverse("patterns")))
    mark(young, LAST - timedelta(days=30))
    assert "Before these weeks, since your diary began: on 0 of 1 recorded nights." in words(
        as_ada.get(reverse("patterns"))
    )
    mark(young, LAST - timedelta(days=70))
    assert "In the same number of weeks before: on 0 of 1 recorded nights." in words(
        as_ada.get(reverse("patterns"))
    )


@pytest.mark.parametrize(
    ("query", "stretch"),
    [
        ("", ""),
        ("?first=2026-01-01", ""),
        ("?first=2026-07-01", ""),
        ("?first=2026-07-07", "Not recorded"),
    ],
)
def test_the_diary_shows_no_stretch_before_it(
    as_ada: Client, young: User, query: str, stretch: str
) -> None:
    text = words(as_ada.get(reverse("diary") + query))
    assert "January" not in text
    assert text.count("nights, ") == 0
    assert text.count("Not recorded") >= 1


def test_the_diary_of_an_older_one_does(as_ada: Client, young: User) -> None:
    builders.episode(young, happened_at=NOW - timedelta(days=100))
    assert "30 nights, 1 June to 30 June" in words(
        as_ada.get(reverse("diary") + "?first=2026-06-01")
    )


def test_a_frozen_report_keeps_its_text_and_hash(as_ada: Client, young: User) -> None:
    as_ada.post(reverse("freeze"), {"period": "4"})
    frozen = FrozenReport.objects.get()
    builders.episode(young, happened_at=timezone.now() - timedelta(days=90))
    again = load_report(FrozenReport.objects.get())
    assert again.header.first == date(2026, 7, 6)
    assert FrozenReport.objects.get().sha256 == frozen.sha256
