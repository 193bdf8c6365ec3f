"""Nights' sleep by the API: written in part, read with what follows from it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User

from journal.models import Morning, Preferences
from tests.api.conftest import Caller

NIGHT = "2026-07-06"
WHOLE = {
    "bed_at": "2026-07-06T22:45:00+02:00",
    "tried_at": "2026-07-06T23:15:00+02:00",
    "minutes_until_sleep": 25,
    "jolts": 7,
    "wakings": 2,
    "minutes_awake": 20,
    "last_waking_at": "2026-07-07T06:30:00+02:00",
    "woke_at": "2026-07-07T07:00:00+02:00",
    "quality": 3,
    "note": "warm",
}


@pytest.fixture(autouse=True)
def _morning(ada: User) -> Iterator[None]:
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    with time_machine.travel(datetime(2026, 7, 7, 8, tzinfo=UTC), tick=False):
        yield


def write(caller: Caller, body: object, night: str = NIGHT) -> Any:
    text = body if isinstance(body, str) else json.dumps(body)
    return caller.client.patch(
        f"/api/sleep/{night}", text, content_type="application/json", headers=caller.headers
    )


def test_a_whole_night_is_written_and_read_with_what_follows(ada_online: Caller) -> None:
    answer = write(ada_online, WHOLE)
    assert answer.status_code == 200
    told = {
        "night_of": NIGHT,
        **WHOLE,
        "time_awake_minutes": 20,
        "total_sleep_minutes": 390,
        "sleep_efficiency_percent": 79,
        "contradictions": [],
    }
    assert answer.json() == told
    assert ada_online.ask("GET", "/api/sleep").json() == {"nights": [told]}


def test_a_field_that_is_left_out_stays_and_null_is_not_recorded(ada_online: Caller) -> None:
    write(ada_online, WHOLE)
    answer = write(ada_online, {"jolts": 0, "minutes_awake": None}).json()
    assert (answer["jolts"], answer["minutes_awake"], answer["wakings"]) == (0, None, 2)
    assert answer["total_sleep_minutes"] is None
    write(ada_online, dict.fromkeys(WHOLE))
    assert not Morning.objects.exists()
    assert ada_online.ask("GET", "/api/sleep").json() == {"nights": []}


def test_a_contradiction_is_stored_and_said(ada_online: Caller) -> None:
    answer = write(ada_online, {**WHOLE, "woke_at": "2026-07-07T06:00:00+02:00"})
    assert answer.status_code == 200
    told = answer.json()
    assert told["contradictions"] == [
        {"field": "woke_at", "message": "This is before you woke for the last time."}
    ]
    assert told["total_sleep_minutes"] is None
    assert told["sleep_efficiency_percent"] is None
    assert Morning.objects.get().woke_at == datetime(2026, 7, 7, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("body", "field", "sentence"),
    [
        ({"jolts": -1}, "jolts", "from 0 to 999"),
        ({"jolts": "3"}, "jolts", "whole number"),
        ({"jolts": True}, "jolts", "whole number"),
        ({"quality": 6}, "quality", "from 1 to 5"),
        ({"minutes_awake": 1441}, "minutes_awake", "from 0 to 1440"),
        ({"note": "x" * 501}, "note", "room for 500"),
        ({"note": "\0"}, "note", "cannot be stored"),
        ({"bed_at": "23:10"}, "bed_at", "Write a time as"),
        ({"bed_at": "2026-07-01T23:10:00+02:00"}, "bed_at", "does not lie in the night"),
        ({"woke_at": "2026-07-07T12:00:00+02:00"}, "woke_at", "in the future"),
        ({"tried_at": "2026-07-01T23:10:00+02:00"}, "tried_at", "does not lie in the night"),
        ({"stage": "n2"}, "stage", "no field of this name"),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    ada_online: Caller, body: dict[str, Any], field: str, sentence: str
) -> None:
    answer = write(ada_online, body)
    assert answer.status_code == 422
    assert [(one["field"], sentence in one["message"]) for one in answer.json()["problems"]] == [
        (field, True)
    ]
    assert not Morning.objects.exists()


@pytest.mark.parametrize(
    ("body", "night", "status"),
    [
        ("{", NIGHT, 400),
        ("[]", NIGHT, 422),
        ('{"jolts": 1, "jolts": 2}', NIGHT, 400),
        ("{}", "2026-07-09", 422),
        ("{}", "1899-01-01", 422),
        ("{}", "today", 400),
    ],
)
def test_what_is_no_night_or_no_request_is_refused(
    ada_online: Caller, body: str, night: str, status: int
) -> None:
    assert write(ada_online, body, night).status_code == status
    assert not Morning.objects.exists()


def test_what_the_api_wrote_the_page_shows(ada_online: Caller) -> None:
    write(ada_online, WHOLE)
    page = ada_online.client.get("/sleep/", {"night": NIGHT}).content.decode()
    assert 'value="22:45"' in page
    assert "79 %" in page


def test_somebody_else_reads_nothing_of_it(ada_online: Caller, ben: User) -> None:
    write(ada_online, WHOLE)
    Morning.objects.update(owner=ben)
    assert ada_online.ask("GET", f"/api/sleep?from={NIGHT}&to={NIGHT}").json() == {"nights": []}


def test_more_than_a_year_is_too_much(ada_online: Caller) -> None:
    assert ada_online.ask("GET", "/api/sleep?from=2024-01-01&to=2026-07-06").status_code == 400
