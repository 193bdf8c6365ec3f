"""Reading one's own through the API: pages, filters, nights, muscles."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User

from journal.anatomy import MUSCLES
from journal.entries import FIELDS, SEVERAL
from journal.models import Episode
from tests import builders
from tests.api.conftest import Caller
from tests.api.read_diary import TODAY, diary, read


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
    stored = builders.episode(
        ada, id="full", movement="jerk", muscle="calf", side="left", note="Hm.", count=3
    )
    stored.device_happened_at = builders.WHEN + timedelta(hours=1)
    stored.save()
    (one,) = ada_online.ask("GET", "/api/episodes").json()["episodes"]
    silent: dict[str, Any] = {name: [] if name in SEVERAL else None for name in FIELDS}
    assert one == silent | {
        "id": "full",
        "happened_at": "2026-07-07T02:15:00+02:00",
        "time_zone": "Europe/Berlin",
        "night_of": "2026-07-06",
        "movement": "jerk",
        "muscle": "calf",
        "side": "left",
        "count": 3,
        "noticed_by": "self",
        "note": "Hm.",
        "source": "form",
        "recorded_at": stored.recorded_at.isoformat(),
        "device_happened_at": "2026-07-07T01:15:00+00:00",
        "device_recorded_at": None,
    }


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin"])
@pytest.mark.parametrize("hour", [0, 11, 12, 23])
def test_a_night_is_found_whatever_the_time_zone(
    ada_online: Caller, ada: User, zone: str, hour: int
) -> None:
    happened_at = datetime(2026, 7, 6, hour, 30, tzinfo=ZoneInfo(zone))
    episode = builders.episode(ada, happened_at=happened_at, time_zone=zone)
    night = episode.night_of.isoformat()
    assert read(ada_online, f"from={night}&to={night}")[0] == [episode.client_id]


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


@pytest.mark.parametrize(
    "cursor", ["", "x", "%00", "MjAyNi0wNy0wNw==", "Zm9vIDE=", "MjAyNi0wNy0wN1QwMDoxNTowMCAx"]
)
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
