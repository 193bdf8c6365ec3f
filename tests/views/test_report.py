"""The report as a page: its periods, its words, its parts, and what it costs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Appointment, Episode, NightRecord, OtherThingAnswer, Preferences
from journal.observations import Movement
from journal.pages.report import LISTED_A_PAGE
from tests import builders
from tests.forbidden_words import forbidden

NOW = datetime(2026, 7, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _july() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def words(page: Any) -> str:
    """What a reader reads."""
    body = page.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", body[body.index("<main") :]).split())


def test_an_empty_diary_has_a_page_that_says_so(as_ada: Client) -> None:
    said = words(as_ada.get(reverse("report")))
    assert "Nothing was written down in this period." in said
    assert "This is a match" not in said
    assert "No entry matches the article&#x27;s three points. That is not a check-up." in said
    assert "No worry was written down." in said
    assert "no night was recorded" in said
    assert "No entry matches." in said
    assert "None reported" not in said
    assert "Not answered" in said


@pytest.mark.parametrize("shown", [True, False])
def test_the_marks_are_explained_where_there_are_any(
    as_ada: Client, ada: User, shown: bool
) -> None:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE, show_matches=shown)
    builders.episode(ada, movement=Movement.TWITCH, muscle="calf")
    said = words(as_ada.get(reverse("report")))
    assert "Times are in the time zone in which the entry was logged." in said
    assert ("J: matches" in said) is shown
    assert ("The three sentences are from an article" in said) is shown


def test_it_shows_what_was_written_for_the_visit_as_it_was_typed(as_ada: Client, ada: User) -> None:
    Appointment.objects.create(
        owner=ada,
        on_date=NOW.date(),
        with_whom="Dr <Meyer>",
        worry="<b>bold</b> ﺍ",
        questions="a\nb",
        created_at=NOW,
    )
    html = as_ada.get(reverse("report")).content.decode()
    assert "For <bdi>Dr &lt;Meyer&gt;</bdi>, 20 July 2026" in html
    assert '<p dir="auto">&lt;b&gt;bold&lt;/b&gt; ﺍ</p>' in html
    assert html.count('<li dir="auto">') == 2


def test_negatives_carry_their_day(as_ada: Client, ada: User) -> None:
    OtherThingAnswer.objects.create(owner=ada, thing="lost_task", answer="no", answered_at=NOW)
    OtherThingAnswer.objects.create(
        owner=ada, thing="cramps", answer="yes", since="May", answered_at=NOW
    )
    said = words(as_ada.get(reverse("report")))
    assert (
        "None reported on 20 July 2026 a task no longer possible (grip, stairs, tripping)" in said
    )
    assert "painful cramps as the main thing yes, since May" in said


def test_quiet_and_unrecorded_nights_are_told_apart(as_ada: Client, ada: User) -> None:
    builders.episode(ada, happened_at=NOW - timedelta(days=2), movement=Movement.TWITCH)
    for days in (4, 300):
        NightRecord.objects.create(
            owner=ada, night_of=NOW.date() - timedelta(days=days), recorded_at=NOW
        )
    said = words(as_ada.get(reverse("report"), {"period": "4"}))
    assert "Nights with entries 1 of 2 recorded too few nights to say more" in said
    assert "Nights not recorded 26 of 28 1 recorded night without twitches" in said


@pytest.mark.parametrize(
    ("period", "nights"), [("4", 28), ("8", 56), ("12", 84), ("all", 300), ("visit", 300)]
)
def test_the_period_can_be_chosen(as_ada: Client, ada: User, period: str, nights: int) -> None:
    NightRecord.objects.create(
        owner=ada, night_of=NOW.date() - timedelta(days=300), recorded_at=NOW
    )
    page = as_ada.get(reverse("report"), {"period": period})
    assert page.context["page"].text.figures[1].of == f"of {nights}"
    assert f'href="?period={period}" aria-current="true"' in page.content.decode()
    assert as_ada.get(reverse("report"), {"period": f"{period}0"}).status_code == 404


def test_the_words_stay_calm(as_ada: Client, ada: User) -> None:
    builders.episode(
        ada, happened_at=NOW - timedelta(days=2), movement=Movement.TWITCH, muscle="lower_back"
    )
    said = words(as_ada.get(reverse("report")))
    assert forbidden(said) == []
    assert "It is not a medical finding." in said


def test_a_long_list_is_shown_in_parts_and_says_so(as_ada: Client, ada: User) -> None:
    at = NOW - timedelta(days=3)
    told = [builders.entry(happened_at=at + timedelta(seconds=n)) for n in range(LISTED_A_PAGE + 5)]
    Episode.objects.bulk_create(
        Episode.from_entry(ada, one, source="form", recorded_at=NOW) for one in told
    )
    first, last = (as_ada.get(reverse("report"), {"page": number}) for number in ("1", "2"))
    assert (
        f"Entries 1 to {LISTED_A_PAGE} of {LISTED_A_PAGE + 5}; the PDF has all of them."
        in words(first)
    )
    assert [line.number for line in last.context["page"].text.lines] == [
        str(LISTED_A_PAGE + n) for n in range(1, 6)
    ]
    assert "Later entries" not in words(last)


# That the diary left as a file is noted: a row a day, in which later ones of that day are counted.
@pytest.mark.parametrize(("route", "noting"), [("report", (0, 0)), ("report_fhir", (5, 1))])
def test_queries_are_the_same_for_few_and_many(
    as_ada: Client, ada: User, route: str, noting: tuple[int, int], django_assert_num_queries: Any
) -> None:
    for number, more in zip((3, 60), noting, strict=True):
        told = [
            builders.entry(happened_at=NOW - timedelta(days=1, minutes=n)) for n in range(number)
        ]
        Episode.objects.bulk_create(
            Episode.from_entry(ada, one, source="form", recorded_at=NOW) for one in told
        )
        with django_assert_num_queries(15 + more):
            assert as_ada.get(reverse(route)).status_code == 200


def test_reading_writes_nothing(as_ada: Client, ada: User, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(15) as seen:
        as_ada.get(reverse("report"))
    assert all(query["sql"].startswith("SELECT") for query in seen)


def test_the_fhir_file_is_sent_as_one(as_ada: Client, ada: User) -> None:
    builders.episode(ada, happened_at=NOW - timedelta(days=2), movement=Movement.JERK)
    answer = as_ada.get(reverse("report_fhir"))
    assert answer["Content-Type"] == "application/fhir+json"
    assert "attachment" in answer["Content-Disposition"]
    assert json.loads(answer.getvalue())["type"] == "document"
