"""Every field that takes a day or a time stores the plain reading of what was typed, or refuses it
beside the field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Appointment, Episode, Morning, Preferences, ShareLink
from tests import builders
from tests.parsing.test_days import SENTENCES, SIXTH_OF_JULY
from tests.parsing.test_times import CLOCKS

BERLIN = ZoneInfo("Europe/Berlin")
# 09:00 in Berlin on the second of July; what is typed is the sixth, for an entry the second.
NOW = datetime(2026, 7, 2, 7, 0, tzinfo=UTC)
DAY = date(2026, 7, 6)
# Said by the field in its own words, as nothing of it was understood.
OWN_WORDS = (
    "6.7..",
    "tomorrow",
    "the 6th of July 2026",
    "Lun 6 July 2026",
    "6 Juli 2026",
    "2026-W28",
)
ASKED = {
    typed: sentence for typed, sentence in SENTENCES.items() if typed and typed not in OWN_WORDS
}


@pytest.fixture(autouse=True)
def _thursday_morning() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def berlin(ada: User) -> Preferences:
    """Ada lives in Berlin."""
    return Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")


@dataclass(frozen=True)
class TypedDay:
    """A field that takes a day: how it is sent, and which day is stored then (None: none)."""

    send: Callable[[Client, str], Any]
    stored: Callable[[], date | None]
    says: str


def visit(client: Client, typed: str) -> Any:
    Appointment.objects.all().delete()
    return client.post(reverse("appointment"), {"on_date": typed}, follow=True)


def link(client: Client, typed: str) -> Any:
    ShareLink.objects.all().delete()
    return client.post(reverse("share"), {"period": "4", "ends_on": typed}, follow=True)


def link_end() -> date | None:
    end = ShareLink.objects.values_list("ends_at", flat=True).first()
    return (end.astimezone(BERLIN) - timedelta(seconds=1)).date() if end else None


def search(client: Client, typed: str) -> Any:
    answer = client.get(reverse("diary"), {"first": typed})
    found.clear()
    found.extend([answer.context["form"].cleaned_data.get("first")])
    return answer


found: list[date | None] = []
DAYS = [
    TypedDay(
        visit,
        lambda: Appointment.objects.values_list("on_date", flat=True).first(),
        "Choose a day.",
    ),
    TypedDay(link, link_end, "Write the day as a date, like 2026-07-06."),
    TypedDay(search, lambda: found[0], "Write the night as a date, like 2026-07-06."),
]
NAMES = ["appointment", "share's end", "diary's filter"]


@pytest.mark.parametrize("field", DAYS, ids=NAMES)
def test_what_is_plain_is_stored(as_ada: Client, field: TypedDay) -> None:
    for typed in (*SIXTH_OF_JULY, "6.7.2026"):
        field.send(as_ada, typed)
        assert field.stored() == DAY, typed


@pytest.mark.parametrize("field", DAYS, ids=NAMES)
def test_what_may_mean_two_days_or_none_is_said_beside_the_field(
    as_ada: Client, field: TypedDay
) -> None:
    for typed, sentence in ASKED.items():
        page = unescape(field.send(as_ada, typed).content.decode())
        assert field.stored() is None, typed
        assert sentence in page, typed
    for typed in OWN_WORDS:
        page = unescape(field.send(as_ada, typed).content.decode())
        assert field.stored() is None, typed
        assert field.says in page, typed


@pytest.mark.parametrize("field", DAYS, ids=NAMES)
def test_how_a_day_with_points_was_read_is_said(as_ada: Client, field: TypedDay) -> None:
    page = unescape(field.send(as_ada, "6.7.2026").content.decode())
    assert "“6.7.2026” was read as 2026-07-06: the day stands first." in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-07-02 02:15", "Saved."),
        ("2 July 2026 at 02:15", "Saved."),
        ("2.7.2026 02:15", "Saved. “2.7.2026 02:15” was read as 2026-07-02 02:15."),
        ("2026-07-02 2:15 AM", "Saved. “2026-07-02 2:15 AM” was read as 2026-07-02 02:15."),
    ],
)
def test_the_time_of_an_entry(as_ada: Client, typed: str, sentence: str) -> None:
    data = {"movement": "twitch", "ago": "at", "at": typed, "time_zone": "Europe/Berlin"}
    page = unescape(as_ada.post(reverse("log"), data, follow=True).content.decode())
    assert Episode.objects.get().happened_at == datetime(2026, 7, 2, 0, 15, tzinfo=UTC)
    assert sentence in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            "2/7/2026 02:15",
            "“2/7/2026” can mean 2026-07-02 or 2026-02-07. Please write one of these.",
        ),
        ("2026-07-02 24:00", "Midnight is 00:00 of the next day."),
        ("2026-07-02T02:15Z", "Write the date and time like 2026-07-06 23:30."),
        ("1.7.26 02:15", "Write the year of “1.7.26” with four digits"),
    ],
)
def test_a_time_of_an_entry_that_is_not_plain_is_asked_about(
    as_ada: Client, typed: str, sentence: str
) -> None:
    page = as_ada.post(
        reverse("log"), {"movement": "twitch", "ago": "at", "at": typed}
    ).content.decode()
    assert sentence in unescape(page)
    assert not Episode.objects.exists()


@pytest.mark.parametrize("name", ["bed", "woke"])
def test_times_of_day_are_stored_as_they_were_typed(as_ada: Client, name: str) -> None:
    for typed, meant in CLOCKS.items():
        Morning.objects.all().delete()
        page = unescape(
            as_ada.post(reverse("morning"), {name: typed}, follow=True).content.decode()
        )
        stored = Morning.objects.values_list(f"{name}_at", flat=True).first()
        if stored is None:  # being up again is never still to come
            assert name == "woke"
            assert "which is in the future" in page, typed
        else:
            assert stored.astimezone(BERLIN).time() == meant, typed
            assert ("was read as" in page) == ("m" in typed.lower()), typed


@pytest.mark.parametrize("typed", ["24:00", "25:00", "quarter past", "9", "7:5"])
def test_what_is_no_time_of_day_is_refused_beside_the_field(as_ada: Client, typed: str) -> None:
    page = unescape(as_ada.post(reverse("morning"), {"bed": typed}).content.decode())
    assert "Write a time, like 23:10." in page or "Midnight is written 00:00." in page
    assert not Morning.objects.exists()


@pytest.mark.parametrize("typed", ["2026-07-01", "1 July 2026"])
def test_a_night_of_a_button_is_a_day_like_others(as_ada: Client, ada: User, typed: str) -> None:
    as_ada.post(reverse("nights"), {"none": typed})
    assert list(ada.night_records.values_list("night_of", flat=True)) == [date(2026, 7, 1)]


def test_a_time_left_as_it_stood_keeps_its_second(as_ada: Client, ada: User) -> None:
    episode = builders.episode(ada, happened_at=datetime(2026, 7, 1, 23, 10, 42, tzinfo=UTC))
    page = as_ada.get(reverse("edit", args=[episode.pk])).content.decode()
    assert 'value="2026-07-02T01:10"' in page
