"""POST /api/episodes: what is stored, what is refused, and that it is stored once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError

from journal.models import Episode
from journal.models import recording as recording_module
from journal.models.episode import Source
from tests.api.conftest import Caller

WHEN = "2026-07-07T02:15:00+02:00"


def told(key: str = "a-1", **fields: Any) -> dict[str, Any]:
    """A sound episode as it is sent."""
    return {"id": key, "happened_at": WHEN, "time_zone": "Europe/Berlin", **fields}


def sending(*episodes: object, **fields: Any) -> dict[str, Any]:
    """The pad's envelope."""
    return {"episodes": list(episodes), **fields}


def statuses(answer: Any) -> list[str]:
    """The statuses of an answer's results, in order."""
    return [one["status"] for one in answer.json()["results"]]


def refusal(answer: Any) -> dict[str, str]:
    """Field and message of the first result's problems."""
    return {one["field"]: one["message"] for one in answer.json()["results"][0]["problems"]}


def test_every_field_is_kept(ada_online: Caller, ada: User) -> None:
    full = told(
        movement="jerk",
        muscle="calf",
        side="left",
        phase="asleep",
        woke="asleep",
        duration_seconds=40,
        count=12,
        noticed_by="partner",
        called_back="no",
        intensity=7,
        note="Half dreaming.",
    )
    answer = ada_online.post(sending(full, source="pad"))
    assert answer.status_code == 200
    assert answer.json() == {"results": [{"id": "a-1", "status": "new", "problems": []}]}
    stored = Episode.objects.of(ada).get()
    assert stored.source == Source.PAD
    assert stored.happened_at == datetime(2026, 7, 7, 0, 15, tzinfo=UTC)
    kept = {name: getattr(stored, name) for name in full if name not in {"id", "happened_at"}}
    assert kept == {name: value for name, value in full.items() if name not in {"id", "happened_at"}}
    assert stored.device_happened_at is None


def test_what_is_left_out_null_or_empty_is_not_recorded(ada_online: Caller, ada: User) -> None:
    empty = dict.fromkeys(("movement", "muscle", "side", "phase", "woke", "called_back"), "")
    nothing = dict.fromkeys(("movement", "muscle", "duration_seconds", "count", "noticed_by", "note", "intensity"))
    assert statuses(ada_online.post(sending(told("a"), told("b", **empty), told("c", **nothing)))) == ["new"] * 3
    first, second, third = (one.entry for one in Episode.objects.of(ada).order_by("pk"))
    for other in (second, third):
        assert {**_fields(other), "id": "a"} == _fields(first)
    assert (first.movement, first.count, first.noticed_by, first.note) == (None, 1, "self", "")


def _fields(entry: Any) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in entry.__dataclass_fields__}


def test_sent_twice_stored_once_also_from_the_trash(ada_online: Caller, ada: User) -> None:
    ada_online.post(sending(told()))
    Episode.objects.of(ada).update(deleted_at=datetime(2026, 7, 8, tzinfo=UTC))
    answer = ada_online.post(sending(told(note="changed"), told("a-2"), told("a-2")))
    assert statuses(answer) == ["known", "new", "known"]
    assert answer.status_code == 200
    assert sorted(Episode.objects.of(ada).values_list("client_id", "note")) == [("a-1", ""), ("a-2", "")]


def test_the_same_id_of_two_people_is_two_entries(ada_online: Caller, ben_online: Caller) -> None:
    assert statuses(ada_online.post(sending(told()))) == statuses(ben_online.post(sending(told()))) == ["new"]


def test_the_sound_are_stored_beside_the_refused(ada_online: Caller, ada: User) -> None:
    answer = ada_online.post(
        sending(told("good"), told("bad", count=0, side="left", muscle="tongue"), "no episode", told("late"))
    )
    assert answer.status_code == 422
    assert statuses(answer) == ["new", "refused", "refused", "new"]
    assert [one["id"] for one in answer.json()["results"]] == ["good", "bad", None, "late"]
    assert [one["field"] for one in answer.json()["results"][1]["problems"]] == ["side", "count"]
    assert answer.json()["results"][2]["problems"][0]["field"] == ""
    assert set(Episode.objects.of(ada).values_list("client_id", flat=True)) == {"good", "late"}


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


def test_a_week_of_touches_in_one_request(ada_online: Caller, ada: User) -> None:
    assert statuses(ada_online.post(sending(*[told(f"n-{number}") for number in range(200)]))) == ["new"] * 200
    assert Episode.objects.of(ada).count() == 200


def test_only_json(ada_online: Caller) -> None:
    answer = ada_online.client.post("/api/episodes", {"id": "a"}, headers=ada_online.headers)
    assert answer.status_code == 415
    assert "Content-Type: application/json" in answer.json()["message"]


def test_one_on_its_own_needs_nothing(ada_online: Caller, ada: User) -> None:
    before = datetime.now(UTC)
    answer = ada_online.post({"movement": "twitch", "muscle": "calf"})
    assert statuses(answer) == ["new"]
    stored = Episode.objects.of(ada).get()
    assert before <= stored.happened_at == stored.recorded_at <= datetime.now(UTC)
    assert stored.time_zone == "UTC"
    assert stored.source == Source.API
    assert answer.json()["results"][0]["id"] == stored.client_id


def test_one_on_its_own_can_say_everything(ada_online: Caller) -> None:
    assert statuses(ada_online.post(told())) == ["new"]
    assert statuses(ada_online.post(told())) == ["known"]
    answer = ada_online.post({"muscles": "calf"})
    assert answer.status_code == 422
    assert refusal(answer) == {"muscles": "There is no field of this name."}


def test_one_entry_costs_at_most_five_queries(ada_online: Caller, django_assert_max_num_queries: Any) -> None:
    ada_online.post(sending())  # the day's first POST also renews the session
    with django_assert_max_num_queries(5) as seen:
        assert statuses(ada_online.post(sending(told()))) == ["new"]
    writes = [query["sql"] for query in seen.captured_queries if query["sql"].startswith(("INSERT", "UPDATE"))]
    assert len(writes) == 1


@pytest.mark.parametrize("number", [3, 40])
def test_queries_do_not_grow_with_the_entries(ada_online: Caller, django_assert_num_queries: Any, number: int) -> None:
    """One INSERT holds as many rows as SQLite takes, about forty-five; two hundred need five."""
    ada_online.post(sending())
    with django_assert_num_queries(5):
        ada_online.post(sending(*[told(f"n-{one}") for one in range(number)]))


def test_what_was_known_costs_one_look_more(ada_online: Caller, django_assert_max_num_queries: Any) -> None:
    """The first try fails whole, the second looks; in tests, savepoints stand for transactions."""
    ada_online.post(sending(told()))
    with django_assert_max_num_queries(9):
        assert statuses(ada_online.post(sending(told()))) == ["known"]


def test_a_database_that_keeps_refusing_is_an_error_not_a_success(
    ada_online: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada_online.post(sending(told()))
    monkeypatch.setattr(recording_module, "known_ids", lambda owner, ids: set())
    with pytest.raises(IntegrityError):
        ada_online.post(sending(told(), told("a-2")))
    assert Episode.objects.count() == 1


def test_the_answer_is_json_that_any_reader_takes(ada_online: Caller) -> None:
    answer = ada_online.post(sending(told(note="half \ud83d")))
    assert answer.headers["Content-Type"].startswith("application/json")
    assert json.loads(answer.content)["results"][0]["status"] == "refused"
    assert "no-store" in answer.headers["Cache-Control"]
