"""A time beside its night says its own day unless that is the night's; 24 hours, the day before the
month.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from journal.models import Preferences
from journal.moments import Moment
from journal.observations import Observation
from journal.wording.dates import (
    dated_night,
    instant,
    night,
    night_days,
    short_night,
    time_in_night,
)
from tests import builders
from tests.addresses import OWN

ROOT = Path(__file__).resolve().parent.parent.parent
# Thursday 26 November 2026, 14:00 in Berlin: the night of Wednesday the 25th is over.
NOW = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
WEDNESDAY = date(2026, 11, 25)
PAGES = ["dashboard", "diary", "morning", "patterns", "report"]


@pytest.fixture(autouse=True)
def _thursday() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def diary(ada: User) -> User:
    """On Wednesday evening, in the small hours and late on Thursday morning: one night."""
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    for at in (
        datetime(2026, 11, 25, 22, 10),  # noqa: DTZ001
        datetime(2026, 11, 26, 1, 15),  # noqa: DTZ001
        datetime(2026, 11, 26, 10, 34),  # noqa: DTZ001
    ):
        builders.episode(
            ada, happened_at=at.replace(tzinfo=UTC), movement="twitch", muscle="erector_spinae"
        )
    return ada


def test_a_night_is_named_by_both_its_days() -> None:
    assert night(WEDNESDAY) == "Wed to Thu, 25–26 Nov"
    assert short_night(WEDNESDAY) == "Wed to Thu"
    assert dated_night(WEDNESDAY) == "Wed to Thu, 25–26 Nov 2026"
    assert night(date(2026, 11, 30)) == "Mon to Tue, 30 Nov – 1 Dec"
    assert dated_night(date(2026, 12, 31)) == "Thu to Fri, 31 Dec 2026 – 1 Jan 2027"
    assert night_days(date(2026, 11, 30)) == "30 Nov–1 Dec"


def test_a_time_says_its_day_where_that_is_not_the_nights() -> None:
    assert time_in_night(WEDNESDAY, datetime(2026, 11, 25, 23, 10)) == "23:10"  # noqa: DTZ001
    assert time_in_night(WEDNESDAY, NOW.replace(hour=2)) == "02:00"
    assert time_in_night(WEDNESDAY, NOW.replace(hour=6)) == "Thu 26 Nov, 06:00"
    assert time_in_night(WEDNESDAY, NOW.replace(day=25, hour=17)) == "Wed 25 Nov, 17:00"
    assert time_in_night(WEDNESDAY, NOW.replace(hour=23)) == "Thu 26 Nov, 23:00"
    assert instant(NOW) == "26 November 2026, 13:00"


@pytest.mark.parametrize(("minute", "day"), [(0, 25), (719, 25), (720, 26), (1439, 26)])
def test_the_day_of_an_entry_changes_at_midnight(minute: int, day: int) -> None:
    assert Moment(Observation(), WEDNESDAY, minute).day == date(2026, 11, day)


@pytest.mark.parametrize("route", PAGES)
def test_every_page_shows_the_real_day(as_ada: Client, diary: User, route: str) -> None:
    page = " ".join(strip_tags(as_ada.get(reverse(route)).content.decode()).split())
    assert re.search("Thu 26 Nov( 2026)?, 11:34", page)
    assert not re.search(r"(?<!26 Nov, )(?<!26 Nov 2026, )11:34", page)
    assert "23:10" in page
    assert not re.search("(?<!–)2[56] Nov,? (23:10|02:15)", page)


def test_what_lies_in_the_trash_has_its_own_day(as_ada: Client, diary: User) -> None:
    for episode in diary.episodes.all():
        as_ada.post(reverse("delete", args=[episode.pk]))
    page = " ".join(
        strip_tags(as_ada.get(reverse("trash")).content.decode().replace("<br>", " ")).split()
    )
    assert "Thu 26 Nov 2026, 11:34" in page
    assert "Wed to Thu, 25–26 Nov 2026, 23:10" in page


@pytest.mark.parametrize("address", [*OWN.values()])
def test_no_page_writes_times_of_twelve_hours_or_the_month_first(
    as_ada: Client, diary: User, address: str
) -> None:
    answer = as_ada.get(address)
    if answer.status_code == 200 and not answer.streaming and "html" in answer["Content-Type"]:
        page = strip_tags(answer.content.decode())
        assert not re.search(r"\d (a\.m\.|p\.m\.|AM|PM|noon)\b", page)
        assert not re.search(r"\b(Nov|November)\.? 2[56]\b", page)
        assert not re.search(r"\d,\d\d\d\b", page)


def test_no_script_leaves_times_to_the_language() -> None:
    for path in (ROOT / "static" / "js").rglob("*.js"):
        assert "toLocale" not in path.read_text(encoding="utf-8").replace(
            "toLocaleLowerCase", ""
        ), path
