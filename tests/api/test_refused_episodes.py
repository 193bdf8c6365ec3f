"""POST /api/episodes: what is refused, and with which reason."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from journal.actions import record as recording_module
from journal.api.schemas_in import EpisodeIn
from journal.entries import DEFAULTS
from journal.models import Episode
from tests.api.conftest import Caller
from tests.api.told_episodes import refusal, sending, statuses, told


@pytest.mark.parametrize("nothing", ["", None])
@pytest.mark.parametrize("field", sorted(EpisodeIn.model_fields))
def test_nothing_is_taken_as_left_out_in_every_field_but_times_and_the_needed(
    ada_online: Caller, ada: User, field: str, nothing: str | None
) -> None:
    answer = ada_online.post(sending({**told(), field: nothing}))
    needed = EpisodeIn.model_fields[field].is_required()
    if needed or (field == "logged_at" and nothing is not None):
        assert list(refusal(answer)) == [field]
        return
    assert statuses(answer) == ["new"]
    stored = Episode.objects.of(ada).get()
    assert stored.device_recorded_at is None
    assert getattr(stored.entry, field, None) == DEFAULTS.get(field)


def test_one_on_its_own_leaves_out_what_is_null_and_never_what_is_empty(
    ada_online: Caller,
) -> None:
    needed = [name for name, field in EpisodeIn.model_fields.items() if field.is_required()]
    assert statuses(ada_online.post(dict.fromkeys(needed))) == ["new"]
    for field in needed:
        assert list(refusal(ada_online.post({field: ""}))) == [field]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("happened_at", "2026-07-07T02:15:00", "difference to UTC"),
        ("happened_at", "yesterday", "difference to UTC"),
        ("happened_at", 1783383300, "difference to UTC"),
        ("happened_at", "2026-02-30T02:15:00Z", "difference to UTC"),
        ("happened_at", "0001-01-01T00:00:00+14:00", "difference to UTC"),
        ("happened_at", "1850-07-07T02:15:00Z", "1900"),
        ("happened_at", "2999-07-07T02:15:00Z", "future"),
        ("time_zone", "Europe/Atlantis", "no time zone “Europe/Atlantis”"),
        ("movement", "wobble", "'twitch'"),
        ("muscle", "gizzard", "not in the list"),
        ("count", "3", "whole number"),
        ("count", True, "whole number"),
        ("count", 2.5, "whole number"),
        ("count", 1e300, "at most"),
        ("duration_seconds", -1, "below zero"),
        ("intensity", 11, "0 to 10"),
        ("note", "x" * 2001, "2000"),
        ("note", "half \ud83d", "cannot be stored"),
        ("note", "nul \0", "cannot be stored"),
        ("id", "", "visible characters"),
        ("id", "x" * 65, "visible characters"),
        ("id", "\ud800", "visible characters"),
        ("id", 7, "text"),
        ("colour", "red", "no field of this name"),
    ],
)
def test_a_bad_field_is_named_with_its_reason(
    ada_online: Caller, ada: User, field: str, value: object, says: str
) -> None:
    answer = ada_online.post(sending({**told(), field: value}))
    assert answer.status_code == 422
    assert list(refusal(answer)) == [field]
    assert says in refusal(answer)[field]
    assert not Episode.objects.of(ada).exists()


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b" ", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b'{"count": NaN}', "not JSON"),
        (b'{"count": 5, "count": 7}', "names a field twice"),
        (b'{"episodes": [{"id": "a", "id": "b"}]}', "names a field twice"),
        (b"[" * 100_000, "not JSON"),
        (b'{"count": ' + b"9" * 5000 + b"}", "not JSON"),
        (b"[]", "Send an object"),
        (b"null", "Send an object"),
        (b'{"episodes": 3}', "nothing was stored"),
        (b'{"episodes": [], "sent_at": "noon"}', "nothing was stored"),
        (b'{"episodes": [], "source": "form"}', "nothing was stored"),
        (b'{"episodes": [], "extra": 1}', "nothing was stored"),
    ],
)
def test_a_malformed_body_is_refused_as_a_whole(ada_online: Caller, body: bytes, says: str) -> None:
    answer = ada_online.post(body)
    assert answer.status_code == 400
    assert says in answer.json()["message"]


def test_too_much_at_once(ada_online: Caller, ada: User) -> None:
    answer = ada_online.post(sending(*[told(f"n-{number}") for number in range(201)]))
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["message"] == "At most 200 at once; these are 201."
    assert ada_online.post(b" " * (2 * 1024 * 1024 + 1)).status_code == 413
    assert not Episode.objects.of(ada).exists()


def test_only_json(ada_online: Caller) -> None:
    answer = ada_online.client.post("/api/episodes", {"id": "a"}, headers=ada_online.headers)
    assert answer.status_code == 415
    assert "Content-Type: application/json" in answer.json()["message"]


def test_a_database_that_keeps_refusing_is_an_error_not_a_success(
    ada_online: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada_online.post(sending(told()))
    monkeypatch.setattr(recording_module, "known_ids", lambda owner, ids: set())
    with pytest.raises(IntegrityError):
        ada_online.post(sending(told(), told("a-2")))
    assert Episode.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        (
            ["moving", "nothing"],
            "eased_by",
            "“Nothing did” and “Not tried” stand alone. Take them away, or the others.",
        ),
        (
            ["moving", "prayer"],
            "eased_by.1",
            "Choose one of: 'moving', 'stretching', 'pressing', 'nothing' or 'not_tried'.",
        ),
        (5, "eased_by", "This needs to be a list."),
    ],
)
def test_several_answers_that_do_not_go_are_said_by_field(
    ada_online: Caller, sent: object, field: str, message: str
) -> None:
    answer = ada_online.post({"eased_by": sent})
    assert answer.status_code == 422
    assert answer.json()["results"][0]["problems"] == [{"field": field, "message": message}]
    assert not Episode.objects.exists()
