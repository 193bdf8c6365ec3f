"""Reading one's nights through the API: three states, and a quiet night said and taken back."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import User

from journal.models import Episode, NightRecord
from tests import builders
from tests.api.conftest import Caller
from tests.api.read_diary import TODAY, diary, read


@pytest.mark.parametrize(
    "days", ["from=0001-01-01", "to=9999-12-31", "from=0001-01-01&to=9999-12-31"]
)
def test_nights_at_the_calendars_ends_are_days_like_others(
    ada_online: Caller, ada: User, days: str
) -> None:
    ids = diary(ada, 2)
    assert read(ada_online, days)[0] == ids


@pytest.mark.sqlite
def test_a_page_of_nights_reads_no_more_than_it_shows(ada: User) -> None:
    """SQLite took the index by night, and sorted a whole diary for each page."""
    episodes = Episode.objects.of(ada).kept()
    plan = episodes.newest_first_of_nights(date(1900, 1, 1), date(2026, 12, 31))[:51].explain()
    assert "episode_diary" in plan
    assert "TEMP B-TREE" not in plan


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
        assert (answer.status_code, answer.json()) == (
            200,
            {"night_of": "2026-07-08", "state": "none", "constant": []},
        )
    assert NightRecord.objects.of(ada).count() == 1
    for _twice in range(2):
        answer = ada_online.ask("DELETE", "/api/nights/2026-07-08")
        assert (answer.status_code, answer.content) == (204, b"")
    assert not NightRecord.objects.exists()


@time_machine.travel(TODAY, tick=False)
def test_a_night_that_was_not_quiet_or_is_still_to_come(ada_online: Caller, ada: User) -> None:
    builders.episode(ada)
    for night, says in (
        ("2026-07-06", "has entries"),
        ("2026-07-10", "still to come"),
        ("2020-01-01", "last week"),
    ):
        answer = ada_online.ask("PUT", f"/api/nights/{night}")
        assert answer.status_code == 422
        assert says in answer.json()["problems"][0]["message"]
    assert ada_online.ask("PUT", "/api/nights/monday").status_code == 400
    assert not NightRecord.objects.exists()


def test_taking_back_leaves_other_peoples_nights(
    ada_online: Caller, ben_online: Caller, ben: User
) -> None:
    NightRecord.objects.create(owner=ben, night_of="2026-07-07", recorded_at=TODAY)
    assert ada_online.ask("DELETE", "/api/nights/2026-07-07").status_code == 204
    assert nights(ben_online, "from=2026-07-07&to=2026-07-07") == {"2026-07-07": "none"}
