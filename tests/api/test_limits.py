"""A brake on what has run away, that a phone with a week of entries never meets."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from journal import request_limits
from journal.models.api_token import Scope
from tests.api.conftest import Caller
from tests.api.told_episodes import sending, told

NOON = datetime(2026, 7, 7, 12, 0, 20, tzinfo=UTC)


@pytest.fixture
def three_a_minute(settings: Any) -> None:
    """A brake that is soon reached."""
    settings.API_REQUESTS_A_MINUTE = 3


@pytest.mark.usefixtures("three_a_minute")
def test_one_too_many_waits_for_the_next_minute(program: Callable[[Scope], Caller]) -> None:
    adding, other = program(Scope.ADD), program(Scope.ALL)
    with time_machine.travel(NOON, tick=False) as clock:
        assert [adding.post(told(f"n-{one}")).status_code for one in range(4)] == [
            200,
            200,
            200,
            429,
        ]
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
        guesses = [_guess(number) for number in range(request_limits.FAILURES_A_MINUTE + 1)]
        assert guesses == [401] * request_limits.FAILURES_A_MINUTE + [429]
        assert adding.post(told()).status_code == 200


@pytest.mark.django_db
def test_wrong_tokens_from_elsewhere_are_counted_apart() -> None:
    with time_machine.travel(NOON, tick=False):
        for number in range(request_limits.FAILURES_A_MINUTE + 1):
            _guess(number)
        assert _guess(0, "192.0.2.7") == 401


@pytest.mark.django_db
def test_guesses_without_an_address_are_counted_together() -> None:
    """Through a socket file there is none."""
    with time_machine.travel(NOON, tick=False):
        guesses = [_guess(number, "") for number in range(request_limits.FAILURES_A_MINUTE + 1)]
        assert guesses == [401] * request_limits.FAILURES_A_MINUTE + [429]


def _guess(number: int, address: str = "192.0.2.6") -> int:
    guesser = Client(REMOTE_ADDR=address)
    return guesser.get(
        "/api/episodes", headers={"Authorization": f"Bearer tw_{number}"}
    ).status_code


def _spend_fifty(folder: str) -> None:
    for _ in range(50):
        request_limits._count("ada", 7, Path(folder))


def test_processes_count_together_and_miss_none(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    workers = [
        context.Process(target=_spend_fifty, args=(str(tmp_path / "counts"),)) for _ in range(2)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert request_limits._count("ada", 7, tmp_path / "counts") == 101


def test_old_counts_are_cleaned_up_and_name_nobody(tmp_path: Path) -> None:
    request_limits._count("session:abcdef", 7, tmp_path)
    request_limits._count("session:abcdef", 8, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["8"]
    assert not [path for path in tmp_path.rglob("*") if "abcdef" in path.name]


def test_what_lies_beside_the_counts_is_left_and_the_release_befores_go(tmp_path: Path) -> None:
    for name in ("days/2026-07-07-a", "days-1", "limits.sqlite3", "7-abcdef", "9/b", "6/c"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    request_limits._count("ada", 8, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "days",
        "days-1",
        "limits.sqlite3",
        "8",
        "9",
    }


def test_nobody_pays_for_how_many_others_ask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each visitor looks at a bounded number of names, and whatever a crowd left is gone after a
    smaller one.
    """
    seen, scandir = [0], os.scandir

    class Names:
        def __init__(self, path: Any) -> None:
            self.names = scandir(path)

        def __enter__(self) -> Iterator[os.DirEntry[str]]:
            return self._each()

        __iter__ = __enter__

        def __exit__(self, *_why: object) -> None:
            self.names.close()

        def _each(self) -> Iterator[os.DirEntry[str]]:
            for name in self.names:
                seen[0] += 1
                yield name

    monkeypatch.setattr(os, "scandir", Names)
    for window, crowd in ((7, 400), (8, 150)):
        for number in range(crowd):
            request_limits._count(f"visitor {number}", window, tmp_path)
    assert seen[0] < 550 * 10
    assert [path.name for path in tmp_path.iterdir()] == ["8"]


def test_a_disk_that_takes_no_more_files_keeps_no_touch_out(
    program: Callable[[Scope], Caller],
    settings: Any,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """As where all inodes are used up: nothing can be made there, also by root."""
    (tmp_path / "file").touch()
    settings.API_COUNTS = tmp_path / "file" / "counts"
    assert program(Scope.ADD).post(told()).status_code == 200
    assert "requests are not counted" in caplog.text
    assert _guess(1) == 401
