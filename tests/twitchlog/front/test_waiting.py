"""A page that is waited for long says so and finds its place again; a job that takes too long is
given up.
"""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.twitchlog.front.conftest import Front, read_all, running, until
from tests.twitchlog.front.test_lanes_at_work import (
    ADA,
    HEAVY,
    LONG,
    asking,
    begun,
    gate,
    status_of,
)

__all__ = ["gate"]
PAGE = "text/html,*/*"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """Impatient."""
    short = {
        "LANE_PATIENCE": 0.3,
        "PLACE_KEPT_SECONDS": 2.0,
        "READ_SECONDS": 4.0,
        "WRITE_SECONDS": 4.0,
        "LANE_IDLE_SECONDS": 1.0,
    }
    with running(tmp_path_factory.mktemp("front"), **short) as started:
        yield started


def shown(front: Front, address: str, *, of: str = "ada") -> bytes:
    """The page, asked for again as often as it says that it waits."""

    def there() -> bytes:
        with asking(front, address, of=of, accept=PAGE) as client:
            head, _gap, body = read_all(client).partition(b"\r\n\r\n")
        return body if head.startswith(b"HTTP/1.1 200 ") else b""

    page: bytes = until(there)
    return page


def test_a_page_says_that_it_waits_and_finds_its_place_again(front: Front, gate: Path) -> None:
    address = f"{LONG}&wait={gate}"
    with asking(front, address, accept=PAGE) as client:
        answer = read_all(client)
    assert answer.startswith(b"HTTP/1.1 503 ")
    assert b"Retry-After" in answer
    gate.touch()
    told = json.loads(shown(front, address))
    assert begun(gate) == [f"{told['pid']} {told['QUERY_STRING']}"]


def test_a_program_waits_for_its_answer(front: Front, gate: Path) -> None:
    with (
        asking(front, f"{LONG}&wait={gate}") as program,
        asking(front, f"{LONG}&wait={gate}", accept=PAGE) as page,
    ):
        assert status_of(page) == 503
        gate.touch()
        assert status_of(program) == 200


def test_what_is_not_asked_for_again_is_broken_off(front: Front, gate: Path) -> None:
    with asking(front, f"{LONG}&wait={gate}", accept=PAGE) as client:
        assert status_of(client) == 503
    pid = int(begun(gate)[0].split()[0])
    until(lambda: pid not in front.children())


def test_others_get_nobodys_answer(front: Front, gate: Path) -> None:
    with asking(front, f"{LONG}&wait={gate}", accept=PAGE) as client:
        assert status_of(client) == 503
    gate.touch()
    shown(front, f"{LONG}&wait={gate}", of="ben")
    assert len(begun(gate)) == 2


@pytest.mark.parametrize(("path", "method"), [(HEAVY, "GET"), ("/import/", "POST")])
def test_a_job_that_takes_too_long_is_given_up(
    front: Front, gate: Path, path: str, method: str
) -> None:
    with asking(front, f"{path}?wait={gate}", method=method) as client:
        pid = int(until(lambda: begun(gate))[0].split()[0])
        os.kill(pid, signal.SIGSTOP)
        assert status_of(client) == 503
    until(lambda: pid not in front.children())
    assert front.told(HEAVY, ADA)["process"] == "twitchlog-heavy"


def test_a_lane_that_nobody_asks_for_has_no_process(front: Front) -> None:
    pid = front.told(HEAVY, ADA)["pid"]
    assert pid in front.children()
    until(lambda: set(front.children().values()) == {"light"})
    assert front.told(HEAVY, ADA)["pid"] != pid
