"""POST /api/episodes: what is stored, what is refused, and that it is stored once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User

from journal.models import Episode
from journal.models.episode import Source
from tests.api.conftest import Caller
from tests.api.told_episodes import refusal, sending, statuses, told


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
    assert kept == {
        name: value for name, value in full.items() if name not in {"id", "happened_at"}
    }
    assert stored.device_happened_at is None


def test_what_is_left_out_null_or_empty_is_not_recorded(ada_online: Caller, ada: User) -> None:
    empty = dict.fromkeys(("movement", "muscle", "side", "phase", "woke", "called_back"), "")
    nothing = dict.fromkeys(
        ("movement", "muscle", "duration_seconds", "count", "noticed_by", "note", "intensity")
    )
    assert (
        statuses(ada_online.post(sending(told("a"), told("b", **empty), told("c", **nothing))))
        == ["new"] * 3
    )
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
    assert sorted(Episode.objects.of(ada).values_list("client_id", "note")) == [
        ("a-1", ""),
        ("a-2", ""),
    ]


def test_the_same_id_of_two_people_is_two_entries(ada_online: Caller, ben_online: Caller) -> None:
    assert (
        statuses(ada_online.post(sending(told())))
        == statuses(ben_online.post(sending(told())))
        == ["new"]
    )


def test_the_sound_are_stored_beside_the_refused(ada_online: Caller, ada: User) -> None:
    answer = ada_online.post(
        sending(
            told("good"),
            told("bad", count=0, side="left", muscle="tongue"),
            "no episode",
            told("late"),
        )
    )
    assert answer.status_code == 422
    assert statuses(answer) == ["new", "refused", "refused", "new"]
    assert [one["id"] for one in answer.json()["results"]] == ["good", "bad", None, "late"]
    assert [one["field"] for one in answer.json()["results"][1]["problems"]] == ["side", "count"]
    assert answer.json()["results"][2]["problems"][0]["field"] == ""
    assert set(Episode.objects.of(ada).values_list("client_id", flat=True)) == {"good", "late"}


def test_a_week_of_touches_in_one_request(ada_online: Caller, ada: User) -> None:
    assert (
        statuses(ada_online.post(sending(*[told(f"n-{number}") for number in range(200)])))
        == ["new"] * 200
    )
    assert Episode.objects.of(ada).count() == 200


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


def test_one_entry_costs_at_most_five_queries(
    ada_online: Caller, django_assert_max_num_queries: Any
) -> None:
    ada_online.post(sending())  # the day's first POST also renews the session
    with django_assert_max_num_queries(5) as seen:
        assert statuses(ada_online.post(sending(told()))) == ["new"]
    writes = [
        query["sql"]
        for query in seen.captured_queries
        if query["sql"].startswith(("INSERT", "UPDATE"))
    ]
    assert len(writes) == 1


# A statement holds 999 values: 37 rows are stored at once.
@pytest.mark.parametrize("number", [3, 37])
def test_queries_do_not_grow_with_the_entries(
    ada_online: Caller, django_assert_num_queries: Any, number: int
) -> None:
    """One INSERT holds as many rows as SQLite takes, 37; two hundred need six."""
    ada_online.post(sending())
    with django_assert_num_queries(5):
        ada_online.post(sending(*[told(f"n-{one}") for one in range(number)]))


def test_what_was_known_costs_one_look_more(
    ada_online: Caller, django_assert_max_num_queries: Any
) -> None:
    """The first try fails whole, the second looks; in tests, savepoints stand for transactions."""
    ada_online.post(sending(told()))
    with django_assert_max_num_queries(9):
        assert statuses(ada_online.post(sending(told()))) == ["known"]


def test_the_answer_is_json_that_any_reader_takes(ada_online: Caller) -> None:
    answer = ada_online.post(sending(told(note="half \ud83d")))
    assert answer.headers["Content-Type"].startswith("application/json")
    assert json.loads(answer.content)["results"][0]["status"] == "refused"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (["moving", "pressing"], ("moving", "pressing")),
        (["pressing", " MOVING ", "moving"], ("moving", "pressing")),
        ("pressing moving", ("moving", "pressing")),
        (["not_tried"], ("not_tried",)),
        ([], ()),
        ("", ()),
        (None, ()),
    ],
)
def test_several_answers_are_a_list(ada_online: Caller, sent: object, stored: object) -> None:
    assert ada_online.post({"eased_by": sent}).status_code == 200
    assert Episode.objects.get().entry.eased_by == stored


def test_a_program_that_does_not_know_a_field_wipes_nothing(ada: User, ada_online: Caller) -> None:
    answers = {"perceived": "felt_only", "spread": "one_spot", "eased_by": ["moving"]}
    known = {"id": "a", "happened_at": "2026-07-07T02:15:00+02:00", "time_zone": "Europe/Berlin"}
    ada_online.post({**known, **answers})
    again = ada_online.post(known)
    assert again.json()["results"][0]["status"] == "known"
    entry = Episode.objects.get().entry
    assert (entry.perceived, entry.spread, entry.eased_by) == ("felt_only", "one_spot", ("moving",))
