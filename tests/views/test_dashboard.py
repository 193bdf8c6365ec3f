"""The dashboard: three cards in words, the charts, the period, and what it costs."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.criteria import TooMany
from journal.models import NightRecord, Preferences, TooManyAnswer
from journal.observations import CalledBack, Movement
from tests import builders
from tests.forbidden_words import forbidden
from tests.views.shown_dashboard import NO_MATCH, NOW, _july, berlin, codes, log, many, show, words

__all__ = ["_july", "berlin"]


def test_only_who_is_signed_in_sees_it(client: Client, db: None) -> None:
    assert client.get(reverse("dashboard")).status_code == 302


def test_it_is_a_page_to_read(as_ada: Client) -> None:
    assert as_ada.post(reverse("dashboard")).status_code == 405


@pytest.mark.parametrize(
    ("weeks", "begin"), [("2", "6 July"), ("4", "22 June"), ("8", "25 May"), ("12", "27 April")]
)
def test_the_period_ends_with_last_night(
    as_ada: Client, ada: User, berlin: Preferences, weeks: str, begin: str
) -> None:
    NightRecord.objects.create(owner=ada, night_of=date(2026, 1, 1), recorded_at=NOW)
    html = show(as_ada, weeks)
    assert f"{begin} 2026 – 19 July 2026" in html
    assert f'href="?weeks={weeks}#period" aria-current="true"' in html


def test_four_weeks_are_usual(as_ada: Client, ada: User, berlin: Preferences) -> None:
    NightRecord.objects.create(owner=ada, night_of=date(2026, 1, 1), recorded_at=NOW)
    assert 'href="?weeks=4#period" aria-current="true"' in show(as_ada)


@pytest.mark.parametrize("weeks", ["3", "0", "-4", "ALL", "4 "])
def test_another_period_is_not_found(as_ada: Client, weeks: str) -> None:
    assert as_ada.get(reverse("dashboard"), {"weeks": weeks}).status_code == 404


def test_everything_goes_back_to_the_first_night(
    as_ada: Client, ada: User, berlin: Preferences
) -> None:
    log(ada, happened_at=datetime(2024, 3, 1, 2, 0, tzinfo=UTC))
    NightRecord.objects.create(owner=ada, night_of=date(2024, 1, 31), recorded_at=NOW)
    html = show(as_ada, "all")
    assert "31 January 2024 – 19 July 2026" in html
    assert "Only the last 12 weeks are drawn" in html
    assert "Year by year" in html


def test_tonight_counts_once_something_is_written_down(
    as_ada: Client, ada: User, berlin: Preferences
) -> None:
    NightRecord.objects.create(owner=ada, night_of=date(2026, 1, 1), recorded_at=NOW)
    with time_machine.travel(NOW.replace(hour=21)):
        assert "22 June 2026 – 19 July 2026" in show(as_ada)
        log(ada, happened_at=NOW.replace(hour=20))
        assert "23 June 2026 – 20 July 2026" in show(as_ada)


def test_the_first_day_asks_about_last_night_alone(as_ada: Client) -> None:
    html = show(as_ada)
    assert "Last night" in html
    assert reverse("log") in html
    assert 'class="chart' not in html
    assert codes(html) == []
    assert "Not recorded" not in html


def test_an_empty_period_has_the_point_that_is_about_no_entry(as_ada: Client, ada: User) -> None:
    log(ada, happened_at=datetime(2025, 1, 1, tzinfo=UTC))
    html = show(as_ada)
    assert codes(html) == ["too_many"]
    assert NO_MATCH in words(html)


def test_an_empty_period_of_a_begun_diary_leads_to_the_rest(as_ada: Client, ada: User) -> None:
    log(ada, happened_at=datetime(2025, 1, 1, tzinfo=UTC))
    html = show(as_ada)
    assert "Nothing is written down of these nights" in html
    assert 'href="?weeks=all#period"' in html


def test_nights_without_a_record_are_not_quiet_ones(
    as_ada: Client, ada: User, berlin: Preferences
) -> None:
    log(ada, happened_at=NOW - timedelta(hours=8))
    for night in (date(2026, 1, 1), date(2026, 7, 18)):
        NightRecord.objects.create(owner=ada, night_of=night, recorded_at=NOW)
    assert "2 of 28 nights are recorded: 1 with entries, 1 without twitches." in words(show(as_ada))


def test_the_appointment_is_one_row(as_ada: Client, ada: User) -> None:
    log(ada, happened_at=NOW - timedelta(hours=8))
    row = re.search(r'<a class="visit-row" href="/appointment/">(.*?)</a>', show(as_ada))
    assert row
    assert "No date yet" in row[1]


def test_nobody_sees_the_entries_of_another(as_ada: Client, ben: User) -> None:
    log(ben, happened_at=NOW - timedelta(hours=8), movement=Movement.TWITCH, muscle="lower_back")
    TooManyAnswer.objects.create(owner=ben, answer=TooMany.YES, answered_at=NOW)
    html = show(as_ada)
    assert codes(html) == []
    assert "You answered" not in html


def test_no_forbidden_word_is_on_the_page(as_ada: Client, ada: User) -> None:
    Preferences.objects.create(owner=ada, time_zone=builders.ZONE, limit=1)
    many(ada, 60)
    log(
        ada,
        happened_at=NOW - timedelta(hours=3),
        muscle="infraspinatus",
        called_back=CalledBack.YES,
    )
    TooManyAnswer.objects.create(owner=ada, answer=TooMany.NOT_SURE, answered_at=NOW)
    for page in (show(as_ada), show(as_ada, "all")):
        assert forbidden(words(page)) == []
