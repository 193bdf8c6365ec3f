"""The screen beside the bed, asked by pages elsewhere and by people whom it is not for."""

from __future__ import annotations

import gzip
import json

import pytest
from django.contrib.auth.models import User
from django.test import Client

from journal.actions import sightings as actions
from journal.models import Sighting
from tests.partner_links import send, sighting
from tests.views.watched_link import _berlin, path, results

__all__ = ["_berlin", "path"]
pytestmark = pytest.mark.usefixtures("standing_clock")
ELSEWHERE = {"Origin": "https://elsewhere.example"}
ASKS_FIRST = {
    **ELSEWHERE,
    "Access-Control-Request-Method": "POST",
    "Access-Control-Request-Headers": "content-type",
}


@pytest.mark.parametrize("part", ["", "session", "sightings"])
def test_no_page_elsewhere_may_read_or_send(path: str, client: Client, part: str) -> None:
    asked = client.options(f"{path}{part}", headers=ASKS_FIRST)
    read = client.get(f"{path}{part}", headers=ELSEWHERE)
    for answer in (asked, read):
        assert not [name for name in answer.headers if name.startswith("Access-Control-")]
    assert asked.status_code == 405


def test_a_link_tells_who_owns_it_and_a_session_tells_nothing(
    path: str, as_ben: Client, ada: User, ben: User
) -> None:
    assert results(send(path, sighting(), client=as_ben)) == ["new"]
    as_ben.post(path, {"place": "foot", "owner": str(ben.pk)})
    assert Sighting.objects.of(ada).count() == 2
    assert not Sighting.objects.of(ben).exists()


def test_forms_are_bounded_as_lists_are(
    path: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_A_NIGHT", 1)
    assert client.post(path, {"place": "foot"}).status_code == 302
    answer = client.post(path, {"place": "leg"})
    assert answer.status_code == 422
    assert "This night holds as many as it can." in answer.content.decode()
    assert Sighting.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        gzip.compress(json.dumps({"sightings": [sighting()]}).encode()),
        b'{"sightings": [' + b"9" * 5_000 + b"]}",
        b'{"sightings": "leg", "sightings": {}}',
    ],
    ids=["packed", "a number without end", "named twice"],
)
def test_a_body_that_is_no_plain_list_is_refused(path: str, client: Client, body: bytes) -> None:
    answer = client.post(f"{path}sightings", body, content_type="application/json")
    assert answer.status_code == 400
    assert not Sighting.objects.exists()


@pytest.mark.parametrize("length", ["", "-1", "abc", "1e9"])
def test_a_length_that_is_none_breaks_nothing(path: str, client: Client, length: str) -> None:
    body = json.dumps({"sightings": [sighting()]})
    there = f"{path}sightings"
    answer = client.post(there, body, content_type="application/json", CONTENT_LENGTH=length)
    assert answer.status_code in (200, 400, 413)


@pytest.mark.parametrize(
    "wrong",
    [{"id": "\ud800"}, {"time_zone": "\ud800"}, {"place": "\ud800"}, {"\ud800": 1}],
    ids=["id", "time_zone", "place", "name"],
)
def test_half_a_letter_is_refused_and_keeps_no_other_out(
    path: str, wrong: dict[str, object]
) -> None:
    answer = send(path, sighting(**wrong), sighting())
    assert results(answer) == ["refused", "new"]
    assert Sighting.objects.count() == 1
