"""A time beside its night says its own day unless that is the night's; 24 hours, the day before the month."""

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
from journal.observations import Observation
from journal.pages.dates import instant, time_in_night
from journal.summary import Moment
from tests import builders
from tests.addresses import OWN

ROOT = Path(__file__).resolve().parent.parent
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
    for at in (datetime(2026, 11, 25, 22, 10), datetime(2026, 11, 26, 1, 15), datetime(2026, 11, 26, 10, 34)):  # noqa: DTZ001
        builders.episode(ada, happened_at=at.replace(tzinfo=UTC), movement="twitch", muscle="erector_spinae")
    return ada


def test_a_time_says_its_day_where_that_is_not_the_nights() -> None:
    assert time_in_night(WEDNESDAY, WEDNESDAY, "23:10") == "23:10"
    assert time_in_night(WEDNESDAY, date(2026, 11, 26), "11:34") == "Thu 26 Nov 11:34"
    assert time_in_night(date(2026, 12, 31), date(2027, 1, 1), "00:00") == "Fri 1 Jan 00:00"
    assert instant(NOW) == "26 November 2026, 13:00"


@pytest.mark.parametrize(("minute", "day"), [(0, 25), (719, 25), (720, 26), (1439, 26)])
def test_the_day_of_an_entry_changes_at_midnight(minute: int, day: int) -> None:
    assert Moment(Observation(), WEDNESDAY, minute).day == date(2026, 11, day)


@pytest.mark.parametrize("route", PAGES)
def test_every_page_shows_the_real_day(as_ada: Client, diary: User, route: str) -> None:
    page = " ".join(strip_tags(as_ada.get(reverse(route)).content.decode()).split())
    assert "Thu 26 Nov 11:34" in page
    assert not re.search(r"(?<!26 Nov )11:34", page)
    assert "23:10" in page
    assert "25 Nov 23:10" not in page.replace("Night of Wed 25 Nov, 23:10", "")


def test_what_lies_in_the_trash_has_its_own_day(as_ada: Client, diary: User) -> None:
    for episode in diary.episodes.all():
        as_ada.post(reverse("delete", args=[episode.pk]))
    page = " ".join(strip_tags(as_ada.get(reverse("trash")).content.decode().replace("<br>", " ")).split())
    assert "26 Nov 2026 11:34" in page
    assert "25 Nov 2026 23:10" in page


@pytest.mark.parametrize("address", [*OWN.values()])
def test_no_page_writes_times_of_twelve_hours_or_the_month_first(as_ada: Client, diary: User, address: str) -> None:
    answer = as_ada.get(address)
    if answer.status_code == 200 and not answer.streaming and "html" in answer["Content-Type"]:
        page = strip_tags(answer.content.decode())
        assert not re.search(r"\d (a\.m\.|p\.m\.|AM|PM|noon)\b", page)
        assert not re.search(r"\b(Nov|November)\.? 2[56]\b", page)
        assert not re.search(r"\d,\d\d\d\b", page)


def test_no_script_leaves_times_to_the_language() -> None:
    for path in (ROOT / "static" / "js").rglob("*.js"):
        assert "toLocale" not in path.read_text(encoding="utf-8").replace("toLocaleLowerCase", ""), path
