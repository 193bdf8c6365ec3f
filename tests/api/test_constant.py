"""“It went on and on” by the API: marked, read and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User

from journal.models import ConstantMark, Preferences
from tests.api.conftest import Caller

NOW = datetime(2026, 7, 7, 8, 0, tzinfo=UTC)
ADDRESS = "/api/nights/2026-07-06/constant"


@pytest.fixture(autouse=True)
def _july(ada: User) -> Iterator[None]:
    Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")
    with time_machine.travel(NOW, tick=False):
        yield


def put(caller: Caller, body: object, address: str = ADDRESS) -> Any:
    return caller.client.generic(
        "PUT",
        address,
        json.dumps(body),
        content_type="application/json",
        headers=caller.headers,
    )


def nights(caller: Caller) -> Any:
    return caller.ask("GET", "/api/nights?from=2026-07-06&to=2026-07-06").json()["nights"]


def test_it_is_marked_read_and_taken_back(ada_online: Caller, ada: User) -> None:
    place = {"muscle": "calf", "side": "left", "called_back": None}
    for _time in range(2):
        answer = put(ada_online, {"muscle": "calf", "side": "left"})
        assert (answer.status_code, answer.json()) == (200, place)
    night = {"night_of": "2026-07-06", "state": "constant", "constant": [place]}
    assert nights(ada_online) == [night]
    assert ada_online.ask("DELETE", f"{ADDRESS}?muscle=calf&side=left").status_code == 204
    assert nights(ada_online)[0]["state"] == "not_recorded"
    assert ada_online.ask("DELETE", f"{ADDRESS}?muscle=calf&side=left").status_code == 204
    assert not ConstantMark.objects.exists()


@pytest.mark.parametrize(
    ("address", "body", "field"),
    [
        (ADDRESS, {}, "muscle"),
        (ADDRESS, {"muscle": "knee"}, "muscle"),
        (ADDRESS, {"muscle": "tongue", "side": "left"}, "side"),
        ("/api/nights/2026-07-08/constant", {"muscle": "calf"}, "night"),
        ("/api/nights/1899-12-31/constant", {"muscle": "calf"}, "night"),
    ],
)
def test_what_cannot_be_said_is_refused_by_field(
    ada_online: Caller, address: str, body: object, field: str
) -> None:
    answer = put(ada_online, body, address)
    assert answer.status_code in (400, 422)
    assert [problem["field"].rpartition(".")[2] for problem in answer.json()["problems"]] == [field]
    assert not ConstantMark.objects.exists()


def test_a_night_of_any_year_is_marked(ada_online: Caller) -> None:
    assert put(ada_online, {"muscle": "calf"}, "/api/nights/2025-01-01/constant").status_code == 200
    assert ConstantMark.objects.get().night_of == date(2025, 1, 1)
