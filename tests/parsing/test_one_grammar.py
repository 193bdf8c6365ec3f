"""The same text means the same through the API, a form and a file, or is refused by all three."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client

from journal.diary_file import ParsedRow, open_rows, read
from journal.entries import Entry
from journal.forms.diary_filter import DiaryFilter
from journal.forms.episode import EpisodeForm
from journal.models import Episode, Preferences
from journal.observations import Woke

NOW = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)
# A quarter past two in Berlin, and a moment before it.
AT = datetime(2026, 7, 7, 0, 15, tzinfo=UTC)
NIGHT = date(2026, 7, 6)
REFUSED = None
# By the field: what is typed or sent, and what every way makes of it.
INSTANTS = {
    "2026-07-07T02:15:00+02:00": AT,
    "2026-07-07T02:15:60+02:00": AT.replace(second=59),
    "20260707T021500+0200": AT,
    "2026-W28-2T02:15+02:00": AT,
    " 2026-07-07 00:15z ": AT,
    "2026-07-07T02:15:00.5+02": AT.replace(microsecond=500_000),
    "2026-07-06T24:00+02:00": REFUSED,
    "7 July 2026 02:15 +02:00": REFUSED,
    "2026-02-30T02:15Z": REFUSED,
}
LOCAL_TIMES = {
    "2026-07-07T02:15": AT,
    "20260707T0215": AT,
    "2026-07-07 2:15 am": AT,
    "7 July 2026 at 02.15": AT,
    "2026-07-07T02:15:60": AT.replace(second=59),
    "7/6/2026 02:15": REFUSED,
    "2026-07-06 24:00": REFUSED,
    "2026-07-07": REFUSED,
}
DAYS = {
    "2026-07-06": NIGHT,
    "20260706": NIGHT,
    "2026-W28-1": NIGHT,
    "６ July 2026": NIGHT,
    "2026-W28": REFUSED,
    "7/6/2026": REFUSED,
    "2026-02-30": REFUSED,
    "yesterday": REFUSED,
}
CHOICES = {"dropping_off": Woke.DROPPING_OFF, " Dropping_Off ": Woke.DROPPING_OFF, "maybe": REFUSED}
NUMBERS = {"12": 12, "12.0": 12, "12.5": REFUSED, "-1": REFUSED, "twelve": REFUSED}
ZONES = {"europe/berlin": "Europe/Berlin", "America/New York": "America/New_York", "CET+7": REFUSED}


@pytest.fixture(autouse=True)
def _on_a_morning(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.API_COUNTS = tmp_path
    with time_machine.travel(NOW, tick=False):
        yield


Way = Callable[[str, str], Any]


@pytest.fixture
def api(ada: User, as_ada: Client) -> Way:
    """What is stored of an episode in which a field is sent so; numbers are JSON's own."""
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")

    def send(field: str, text: str) -> Any:
        try:
            value = json.loads(text) if field == "count" else text
        except ValueError:
            value = text
        sound = {"id": "a", "happened_at": AT.isoformat(), "time_zone": "Europe/Berlin"}
        Episode.objects.all().delete()
        body = {"episodes": [sound | {field: value}]}
        as_ada.post("/api/episodes", body, content_type="application/json")
        stored = Episode.objects.first()
        return getattr(stored.entry, field) if stored else REFUSED

    return send


def form(field: str, text: str) -> Any:
    """What the full form makes of a field that is typed so."""
    typed = {"ago": "at", "at": "2026-07-07T02:15", "movement": "twitch"}
    name = {"happened_at": "at"}.get(field, field)
    filled = EpisodeForm({**typed, name: text}, zone="Europe/Berlin", as_of=NOW)
    return getattr(filled.entry, field) if filled.is_valid() else REFUSED


def row(**cells: str) -> ParsedRow:
    """What a file says of its only row."""
    text = io.StringIO()
    writer = csv.DictWriter(text, [*cells])
    writer.writeheader()
    writer.writerow(cells)
    file = io.BytesIO(text.getvalue().encode())
    return next(read(open_rows(file), default_zone="Europe/Berlin", as_of=NOW))


def file(field: str, text: str) -> Any:
    """What a file makes of a field that is written so."""
    parsed = row(**{"happened_at": "2026-07-07T02:15", "movement": "twitch", field: text})
    return getattr(parsed.entry, field) if isinstance(parsed.entry, Entry) else REFUSED


@pytest.mark.django_db
def test_times_with_an_offset(api: Way) -> None:
    for text, meant in INSTANTS.items():
        assert (api("happened_at", text), file("happened_at", text)) == (meant, meant), text
        assert form("happened_at", text) is REFUSED, text  # a clock on the wall has none


@pytest.mark.django_db
def test_times_on_the_wall(api: Way) -> None:
    for text, meant in LOCAL_TIMES.items():
        assert (form("happened_at", text), file("happened_at", text)) == (meant, meant), text
        assert api("happened_at", text) is REFUSED, text  # a program knows its offset


@pytest.mark.django_db
def test_days(api: Way, as_ada: Client) -> None:
    for text, meant in DAYS.items():
        answer = as_ada.get("/api/nights", {"from": text, "to": text})
        nights = answer.json().get("nights", [])
        assert [date.fromisoformat(night["night_of"]) for night in nights] == [meant] * bool(meant)
        filled = DiaryFilter({"first": text}, show_matches=False)
        assert (filled.cleaned_data["first"] if filled.is_valid() else REFUSED) == meant, text
        assert row(happened_at=text, movement="none").night == meant, text


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "texts"), [("woke", CHOICES), ("count", NUMBERS), ("time_zone", ZONES)]
)
def test_choices_numbers_and_zones(api: Way, field: str, texts: dict[str, Any]) -> None:
    for text, meant in texts.items():
        found = (api(field, text), form(field, text), file(field, text))
        assert found == (meant, meant, meant), text
