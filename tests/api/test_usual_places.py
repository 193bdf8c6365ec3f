"""The places that the night pad offers on its first visit."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from tests import builders
from tests.api.conftest import Caller


def twitches(person: User, number: int, last: datetime, **place: Any) -> None:
    """So many entries at a place, a minute apart."""
    for minutes in range(number):
        at = last - timedelta(minutes=minutes)
        builders.episode(person, happened_at=at, movement="twitch", **place)


def places(caller: Caller) -> list[tuple[str, str, int]]:
    """Muscle, side and entries, as they are told."""
    told = caller.ask("GET", "/api/places").json()["places"]
    return [(one["muscle"], one["side"], one["times"]) for one in told]


def test_the_most_usual_place_comes_first(
    ada_online: Caller, ben_online: Caller, ada: User
) -> None:
    now = timezone.now().replace(microsecond=0) - timedelta(hours=1)
    twitches(ada, 2, now, muscle="eyelid")
    twitches(ada, 3, now - timedelta(days=20), muscle="lower_back", side="left")
    twitches(ada, 1, now - timedelta(hours=1), muscle="calf", side="right")
    assert places(ada_online) == [
        ("lower_back", "left", 3),
        ("eyelid", "", 2),
        ("calf", "right", 1),
    ]
    assert places(ben_online) == []
    told = ada_online.ask("GET", "/api/places").json()["places"][0]
    assert (told["name"], told["side_word"], told["muscle_word"]) == (
        "Lower back, left",
        "Left",
        "Lower back",
    )
    assert datetime.fromisoformat(told["last"]) == now - timedelta(days=20)


def test_no_zone_is_spent_on_a_place_of_no_side_beside_its_sides(
    ada_online: Caller, ada: User
) -> None:
    now = timezone.now() - timedelta(hours=1)
    twitches(ada, 3, now, muscle="eyelid")
    twitches(ada, 2, now - timedelta(hours=1), muscle="eyelid", side="left")
    twitches(ada, 1, now - timedelta(hours=2), muscle="lips")
    assert places(ada_online) == [("eyelid", "left", 2), ("lips", "", 1)]


def test_what_the_pad_has_no_zone_for_is_left_out(ada_online: Caller, ada: User) -> None:
    now = timezone.now() - timedelta(hours=1)
    twitches(ada, 1, now, muscle="calf", side="both")
    twitches(ada, 1, now, muscle="calf")
    twitches(ada, 1, now, muscle="not_sure_where")
    twitches(ada, 1, now)
    twitches(ada, 1, now - timedelta(weeks=9), muscle="calf", side="left")
    builders.episode(ada, happened_at=now, movement="jerk", muscle="calf", side="left")
    assert places(ada_online) == []


def test_one_query_beside_who_is_asking(
    ada_online: Caller, ada: User, django_assert_num_queries: Any
) -> None:
    twitches(ada, 2, timezone.now() - timedelta(hours=1), muscle="calf", side="left")
    with django_assert_num_queries(3):
        ada_online.ask("GET", "/api/places")
