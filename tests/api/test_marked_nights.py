"""A program is told that its episode outweighs a night marked “no twitches”."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib.auth.models import User
from django.utils import timezone

from journal.models import NightRecord
from journal.models.api_token import Scope
from tests.api.conftest import Caller
from tests.api.told_episodes import sending, told

NIGHT = date(2026, 7, 6)


def mark(person: User) -> None:
    NightRecord.objects.create(owner=person, night_of=NIGHT, recorded_at=timezone.now())


def test_a_program_is_told_with_each_new_episode(
    ada: User, ben: User, program: Callable[[Scope], Caller]
) -> None:
    mark(ada)
    program_with_token = program(Scope.ADD)
    answer = program_with_token.post(
        sending(
            told("a-1"), told("a-2", happened_at="2026-07-05T02:00:00+02:00"), told("a-3", count=0)
        )
    )
    assert [one.get("quiet_night") for one in answer.json()["results"]] == [
        "2026-07-06",
        None,
        None,
    ]
    assert "quiet_night" not in answer.json()["results"][1]
    assert program_with_token.post(told("a-1")).json()["results"] == [
        {"id": "a-1", "status": "known", "problems": []}
    ]


def test_of_a_night_that_was_not_marked_nothing_is_said(
    ada: User, ben: User, program: Callable[[Scope], Caller]
) -> None:
    mark(ben)
    answer = program(Scope.ADD).post(told())
    assert answer.json() == {"results": [{"id": "a-1", "status": "new", "problems": []}]}


def test_a_touch_does_not_wait_for_it(ada: User, ada_online: Caller) -> None:
    mark(ada)
    assert "quiet_night" not in ada_online.post(sending(told(), source="pad")).json()["results"][0]
