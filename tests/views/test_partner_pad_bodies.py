"""The screen beside the bed: bodies and forms that are sent to it, sound, odd or hostile."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from journal.models import Sighting
from journal.sharing import sighting_request
from journal.sharing.sighting_request import read_sighting
from journal.sightings import sighting_problems
from tests import builders
from tests.partner_links import NOW, SEEN, send, sighting
from tests.views.watched_link import _berlin, path, results

__all__ = ["_berlin", "path"]
pytestmark = pytest.mark.usefixtures("standing_clock")


# Bodies


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"[]", 400),
        (b"{}", 400),
        (b'{"sightings": 1}', 400),
        (b"\xff", 400),
        (b"[" * 50_000, 400),
        (json.dumps({"sightings": [{}] * 201}).encode(), 400),
        (b" " * 100_001, 413),
        (b'{"sightings": []}', 200),
        (b'{"sightings": [], "sent_at": "yesterday"}', 200),
        (b'{"sightings": [1, null, "x", []]}', 422),
    ],
    ids=str,
)
def test_a_body_that_is_none_stores_nothing(
    path: str, client: Client, body: bytes, status: int
) -> None:
    answer = client.post(f"{path}sightings", body, content_type="application/json")
    assert answer.status_code == status
    assert not Sighting.objects.exists()


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "text/plain", "a"])
def test_a_body_of_another_kind_is_not_read(path: str, client: Client, kind: str) -> None:
    body = json.dumps({"sightings": [sighting()]})
    assert client.post(f"{path}sightings", body, content_type=kind).status_code == 415
    assert not Sighting.objects.exists()


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=120),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(), inside, max_size=3),
    max_leaves=6,
)
FIELDS = ["id", "happened_at", "time_zone", *sighting_request.SETS]
TIMES = ["0001-01-01T00:00Z", "9999-12-31T23:59-12:00", "2026-07-08T02:00Z"]
WORDS = ["", " ", "leg", "Leg", "yes", "every_20", "jerk", "left", "Europe/Berlin", "right/UTC"]
NEARLY = st.sampled_from([*TIMES, *WORDS, "\0", "a" * 64])


@given(fields=st.dictionaries(st.sampled_from(FIELDS) | st.text(), ANY_JSON | NEARLY, max_size=9))
def test_whatever_is_sent_is_a_sound_sighting_or_refused_with_a_reason(
    fields: dict[str, Any],
) -> None:
    item = read_sighting(fields, sent_at=None, received_at=NOW)
    if item.sighting is None:
        assert item.problems
    else:
        assert item.sighting.happened_at <= NOW
        sighting_problems(item.sighting, as_of=NOW, link_made_at=NOW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": "tail"},
        {"place": None},
        {"place": ["leg"]},
        {"movement": "cramp"},
        {"side": "up"},
        {"rhythm": "every_7"},
        {"woke_them": True},
        {"time_zone": "Moon/Base"},
        {"time_zone": "localtime"},
        {"happened_at": "2026-07-08"},
        {"happened_at": (NOW - timedelta(days=40)).isoformat()},
        {"id": ""},
        {"id": "a" * 41},
        {"id": "ä"},
        {"id": "a\0b"},
        {"id": "a\nb"},
        {"count": 12},
        {"note": "x"},
        {"woke": "asleep"},
        {"owner": 2},
    ],
    ids=str,
)
def test_one_that_is_wrong_keeps_no_other_out(path: str, wrong: dict[str, Any]) -> None:
    answer = send(path, sighting(**wrong), sighting())
    assert answer.status_code == 422
    assert results(answer) == ["refused", "new"]
    assert answer.json()["results"][0]["problems"][0]["message"]
    assert Sighting.objects.count() == 1


def test_a_phone_whose_clock_is_wrong_is_put_right(path: str) -> None:
    ahead = timedelta(hours=5)
    send(path, sighting(happened_at=(SEEN + ahead).isoformat()), sent_at=(NOW + ahead).isoformat())
    assert Sighting.objects.get().happened_at == SEEN


def test_a_time_in_the_future_becomes_now(path: str) -> None:
    send(path, sighting(happened_at=(NOW + timedelta(days=400)).isoformat()))
    assert Sighting.objects.get().happened_at == NOW


# Without scripts


def test_a_browser_without_scripts_sends_the_form(path: str, client: Client) -> None:
    fields = {"place": "foot", "side": "both", "snored": "no", "rhythm": "every_30"}
    answer = client.post(path, fields)
    assert (answer.status_code, answer["Location"]) == (302, f"{path}?sent=1")
    assert (
        '<p id="status" role="status">Sent</p>' in client.get(answer["Location"]).content.decode()
    )
    row = Sighting.objects.get()
    assert (row.place, row.side, row.snored, row.rhythm, row.time_zone, row.happened_at) == (
        "foot",
        "both",
        "no",
        "every_30",
        builders.ZONE,
        NOW,
    )


def test_the_same_form_within_a_minute_is_one_sighting(path: str, client: Client) -> None:
    for _touch in range(2):
        client.post(path, {"place": "foot"})
    assert Sighting.objects.count() == 1
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        client.post(path, {"place": "foot"})
    assert Sighting.objects.count() == 2


def test_a_form_without_a_place_says_so_and_keeps_what_was_chosen(
    path: str, client: Client
) -> None:
    answer = client.post(path, {"side": "left", "snored": "yes"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Not sent yet: touch what moved." in page
    chosen = re.findall(r'name="(\w+)" value="(\w+)"[^>]* checked', page)
    assert chosen == [("side", "left"), ("snored", "yes")]
    assert not Sighting.objects.exists()


def test_a_form_that_is_odd_breaks_nothing(path: str, client: Client) -> None:
    odd = {"place": "x" * 200, "side": "<script>", "id": "1", "note": "\0"}
    assert client.post(path, odd).status_code == 422
    assert client.post(path, odd, content_type="application/json").status_code == 422
    assert not Sighting.objects.exists()
