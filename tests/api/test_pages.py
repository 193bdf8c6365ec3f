"""Reading one's own through the door: pages, filters, nights, muscles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User

from journal.anatomy import MUSCLES
from journal.models import Episode, NightRecord
from tests import builders
from tests.api.conftest import Caller

TODAY = datetime(2026, 7, 10, 9, tzinfo=UTC)


def diary(owner: User, number: int) -> list[str]:
    """Ids of that many episodes, a day apart, newest first; two at each instant, to try the order."""
    made = [
        builders.episode(owner, id=f"e-{one:03}", happened_at=builders.WHEN - timedelta(days=one // 2))
        for one in range(number)
    ]
    return [one.client_id for one in sorted(made, key=lambda one: (one.happened_at, one.pk), reverse=True)]


def read(caller: Caller, query: str = "") -> tuple[list[str], str | None]:
    """The ids of a page and its cursor."""
    answer = caller.ask("GET", f"/api/episodes?{query}")
    assert answer.status_code == 200, answer.json()
    return [one["id"] for one in answer.json()["episodes"]], answer.json()["next"]


@pytest.mark.parametrize("limit", [1, 3, 5, 200])
def test_pages_hold_every_entry_once(ada_online: Caller, ada: User, limit: int) -> None:
    expected, seen, cursor = diary(ada, 10), [], ""
    while True:
        page, following = read(ada_online, f"limit={limit}{cursor}")
        seen += page
        if following is None:
            break
        cursor = f"&cursor={following}"
    assert seen == expected


def test_an_entry_made_meanwhile_does_not_shift_the_pages(ada_online: Caller, ada: User) -> None:
    expected = diary(ada, 6)
    first, cursor = read(ada_online, "limit=3")
    builders.episode(ada)
    assert first + read(ada_online, f"cursor={cursor}")[0] == expected


def test_an_episode_reads_as_it_was_told(ada_online: Caller, ada: User) -> None:
    stored = builders.episode(ada, id="full", movement="jerk", muscle="calf", side="left", note="Hm.", count=3)
    stored.device_happened_at = builders.WHEN + timedelta(hours=1)
    stored.save()
    (one,) = ada_online.ask("GET", "/api/episodes").json()["episodes"]
    assert one == {
        "id": "full",
        "happened_at": "2026-07-07T02:15:00+02:00",
        "time_zone": "Europe/Berlin",
        "night_of": "2026-07-06",
        "movement": "jerk",
        "muscle": "calf",
        "side": "left",
        "phase": None,
        "woke": None,
        "duration_seconds": None,
        "count": 3,
        "noticed_by": "self",
        "called_back": None,
        "intensity": None,
        "note": "Hm.",
        "source": "form",
        "recorded_at": stored.recorded_at.isoformat(),
        "device_happened_at": "2026-07-07T01:15:00+00:00",
        "device_recorded_at": None,
    }


def test_filters_by_night_and_leaves_out_the_trash(ada_online: Caller, ada: User) -> None:
    ids = diary(ada, 8)
    assert read(ada_online, "from=2026-07-05")[0] == ids[:4]
    assert read(ada_online, "to=2026-07-04")[0] == ids[4:]
    assert read(ada_online, "from=2026-07-05&to=2026-07-05")[0] == ids[2:4]
    Episode.objects.filter(client_id=ids[0]).update(deleted_at=TODAY)
    assert read(ada_online)[0] == ids[1:]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=1_0", "limit"),
        ("limit=1.0", "limit"),
        ("limit=%EF%BC%95", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("from=yesterday", "from"),
        ("from=2026-02-30", "from"),
        ("to=0", "to"),
        ("since=2026-07-05", "since"),
    ],
)
def test_a_filter_that_cannot_be_read_is_named(ada_online: Caller, query: str, field: str) -> None:
    answer = ada_online.ask("GET", f"/api/episodes?{query}")
    assert answer.status_code == 400
    assert [one["field"] for one in answer.json()["problems"]] == [field]


@pytest.mark.parametrize("cursor", ["", "x", "%00", "MjAyNi0wNy0wNw==", "Zm9vIDE=", "MjAyNi0wNy0wN1QwMDoxNTowMCAx"])
def test_a_cursor_of_ones_own_making_is_refused(ada_online: Caller, cursor: str) -> None:
    answer = ada_online.ask("GET", f"/api/episodes?cursor={cursor}")
    assert answer.status_code == 400
    assert "Begin without one" in answer.json()["message"]


@pytest.mark.parametrize("number", [3, 60])
def test_a_page_costs_the_same_whatever_the_diarys_length(
    ada_online: Caller, ada: User, number: int, django_assert_num_queries: Any
) -> None:
    diary(ada, number)
    with django_assert_num_queries(3):
        read(ada_online, "limit=200")
    with django_assert_num_queries(4):
        ada_online.ask("GET", "/api/nights")


def nights(caller: Caller, query: str = "") -> dict[str, str]:
    """The states of the nights asked for."""
    answer = caller.ask("GET", f"/api/nights?{query}")
    assert answer.status_code == 200, answer.json()
    return {one["night_of"]: one["state"] for one in answer.json()["nights"]}


def test_a_night_is_told_apart_in_three_states(ada_online: Caller, ada: User) -> None:
    builders.episode(ada)
    NightRecord.objects.create(owner=ada, night_of="2026-07-07", recorded_at=TODAY)
    assert nights(ada_online, "from=2026-07-06&to=2026-07-08") == {
        "2026-07-06": "episodes",
        "2026-07-07": "none",
        "2026-07-08": "not_recorded",
    }


@time_machine.travel(TODAY, tick=False)
def test_four_weeks_of_nights_unless_said_otherwise(ada_online: Caller) -> None:
    told = nights(ada_online)
    assert (len(told), min(told), max(told)) == (28, "2026-06-12", "2026-07-09")
    assert len(nights(ada_online, "to=0001-01-05")) == 5
    assert nights(ada_online, "from=2026-07-02&to=2026-07-01") == {}


def test_a_year_of_nights_at_most(ada_online: Caller) -> None:
    answer = ada_online.ask("GET", "/api/nights?from=2024-01-01&to=2026-01-01")
    assert answer.status_code == 400
    assert answer.json()["message"] == "At most 366 nights at once."


@time_machine.travel(TODAY, tick=False)
def test_a_quiet_night_is_said_and_taken_back(ada_online: Caller, ada: User) -> None:
    for _twice in range(2):
        answer = ada_online.ask("PUT", "/api/nights/2026-07-08")
        assert (answer.status_code, answer.json()) == (200, {"night_of": "2026-07-08", "state": "none"})
    assert NightRecord.objects.of(ada).count() == 1
    for _twice in range(2):
        answer = ada_online.ask("DELETE", "/api/nights/2026-07-08")
        assert (answer.status_code, answer.content) == (204, b"")
    assert not NightRecord.objects.exists()


@time_machine.travel(TODAY, tick=False)
def test_a_night_that_was_not_quiet_or_is_still_to_come(ada_online: Caller, ada: User) -> None:
    builders.episode(ada)
    for night, says in (("2026-07-06", "has entries"), ("2026-07-10", "still to come"), ("2020-01-01", "last week")):
        answer = ada_online.ask("PUT", f"/api/nights/{night}")
        assert answer.status_code == 422
        assert says in answer.json()["problems"][0]["message"]
    assert ada_online.ask("PUT", "/api/nights/monday").status_code == 400
    assert not NightRecord.objects.exists()


def test_taking_back_leaves_other_peoples_nights(ada_online: Caller, ben_online: Caller, ben: User) -> None:
    NightRecord.objects.create(owner=ben, night_of="2026-07-07", recorded_at=TODAY)
    assert ada_online.ask("DELETE", "/api/nights/2026-07-07").status_code == 204
    assert nights(ben_online, "from=2026-07-07&to=2026-07-07") == {"2026-07-07": "none"}


def test_all_muscles_with_their_names(ada_online: Caller) -> None:
    told = ada_online.ask("GET", "/api/muscles").json()["muscles"]
    assert [one["id"] for one in told] == [one.id for one in MUSCLES]
    assert told[0] == {
        "id": "eyelid",
        "name": "Eyelid",
        "anatomical_name": "orbicularis oculi",
        "region": "face",
        "back": "no",
        "midline": False,
    }
