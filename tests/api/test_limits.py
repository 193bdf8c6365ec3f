"""A brake on what has run away, that a phone with a week of entries never meets."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from journal import limits
from journal.models.token import Scope
from tests.api.conftest import Caller
from tests.api.test_episodes import sending, told

NOON = datetime(2026, 7, 7, 12, 0, 20, tzinfo=UTC)


@pytest.fixture
def three_a_minute(settings: Any) -> None:
    """A brake that is soon reached."""
    settings.API_REQUESTS_A_MINUTE = 3


@pytest.mark.usefixtures("three_a_minute")
def test_one_too_many_waits_for_the_next_minute(program: Callable[[Scope], Caller]) -> None:
    adding, other = program(Scope.ADD), program(Scope.ALL)
    with time_machine.travel(NOON, tick=False) as clock:
        assert [adding.post(told(f"n-{one}")).status_code for one in range(4)] == [200, 200, 200, 429]
        answer = adding.post(told())
        assert answer.headers["Retry-After"] == "40"
        assert "nothing was stored this time" in answer.json()["message"]
        assert other.post(told()).status_code == 200
        clock.shift(40)
        assert adding.post(told()).status_code == 200


@pytest.mark.usefixtures("three_a_minute")
def test_zero_lifts_the_limit(ada_online: Caller, settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 0
    assert {ada_online.post(sending()).status_code for _ in range(9)} == {200}


def test_guessing_is_slowed_down_but_the_owner_is_not(program: Callable[[Scope], Caller]) -> None:
    adding = program(Scope.ADD)
    with time_machine.travel(NOON, tick=False):
        guesses = [_guess(number) for number in range(limits.FAILURES_A_MINUTE + 1)]
        assert guesses == [401] * limits.FAILURES_A_MINUTE + [429]
        assert adding.post(told()).status_code == 200


@pytest.mark.django_db
def test_wrong_tokens_from_elsewhere_are_counted_apart() -> None:
    with time_machine.travel(NOON, tick=False):
        for number in range(limits.FAILURES_A_MINUTE + 1):
            _guess(number)
        assert _guess(0, "192.0.2.7") == 401


@pytest.mark.django_db
def test_guesses_without_an_address_are_counted_together() -> None:
    """Through a socket file there is none."""
    with time_machine.travel(NOON, tick=False):
        guesses = [_guess(number, "") for number in range(limits.FAILURES_A_MINUTE + 1)]
        assert guesses == [401] * limits.FAILURES_A_MINUTE + [429]


def _guess(number: int, address: str = "192.0.2.6") -> int:
    guesser = Client(REMOTE_ADDR=address)
    return guesser.get("/api/episodes", headers={"Authorization": f"Bearer tw_{number}"}).status_code


def _spend_fifty(folder: str) -> None:
    for _ in range(50):
        limits._count("ada", 7, Path(folder))


def test_processes_count_together_and_miss_none(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    workers = [context.Process(target=_spend_fifty, args=(str(tmp_path / "counts"),)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert limits._count("ada", 7, tmp_path / "counts") == 101


def test_old_counts_are_cleaned_up_and_name_nobody(tmp_path: Path) -> None:
    limits._count("session:abcdef", 7, tmp_path)
    limits._count("session:abcdef", 8, tmp_path)
    assert [path.name.startswith("8-") for path in tmp_path.iterdir()] == [True]
    assert not [path for path in tmp_path.iterdir() if "abcdef" in path.name]
