"""What takes long is done elsewhere, in turn; whoever goes is forgotten, and what dies is begun
again.
"""

from __future__ import annotations

import json
import os
import select
import signal
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from tests.twitchlog.front.conftest import Front, read_all, running, until
from twitchlog.front.bounds import JOBS_OF_ONE

ADA = f"Cookie: {settings.SESSION_COOKIE_NAME}=ada"
HEAVY, LONG, SIGN_IN = "/export/diary.csv", "/dashboard/?weeks=all", "/account/login/"


@pytest.fixture
def gate(tmp_path: Path) -> Path:
    """A job asked to wait for this file ends when it is there."""
    return tmp_path / "gate"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """One for all tests of this file, each of which begins with idle lanes."""
    with running(tmp_path_factory.mktemp("front")) as started:
        yield started


@contextmanager
def asking(
    front: Front, path: str, *, of: str = "ada", method: str = "GET", accept: str = "*/*"
) -> Iterator[socket.socket]:
    """A request of somebody that waits for its answer while the block lasts."""
    cookie = f"Cookie: {settings.SESSION_COOKIE_NAME}={of}"
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: here\r\n{cookie}\r\nAccept: {accept}\r\n"
        f"Connection: close\r\n"
    )
    with front.connect() as client:
        client.sendall(
            f"{head}Content-Length: 0\r\n\r\n".encode()
            if method == "POST"
            else f"{head}\r\n".encode()
        )
        yield client


def begun(gate: Path) -> list[str]:
    """What has begun so far: process and query of each."""
    file = Path(f"{gate}.begun")
    return file.read_text(encoding="ascii").splitlines() if file.exists() else []


def status_of(client: socket.socket) -> int:
    """Of its answer, when it comes."""
    return int(read_all(client).split()[1])


@pytest.mark.parametrize(
    ("path", "method", "process"),
    [
        ("/pad/", "GET", "light"),
        (HEAVY, "GET", "heavy"),
        (HEAVY, "HEAD", "heavy"),
        ("/import/", "GET", "light"),
        ("/import/", "POST", "heavy"),
        (LONG, "GET", "long"),
        ("/dashboard/?weeks=4", "GET", "light"),
        (SIGN_IN, "GET", "light"),
        (SIGN_IN, "POST", "sign-in"),
        ("/s/TOKEN/", "POST", "sign-in"),
        ("/%65xport/diary.csv", "GET", "heavy"),
        ("/export/diary.csv/", "GET", "light"),
    ],
)
def test_each_request_is_answered_where_the_table_says(
    front: Front, path: str, method: str, process: str
) -> None:
    status, body = front.get(path, ADA, method=method, body=b"abc" if method == "POST" else b"")
    assert status == 200
    if method != "HEAD":
        told = json.loads(body)
        assert told["process"] == f"twitchlog-{process}"[:15]  # the system keeps no more of a name
        assert told["in_lane"] == (process != "light")
        assert (told["REQUEST_METHOD"], told["body"]) == (method, 3 if method == "POST" else 0)


def test_what_finds_on_the_way_that_it_takes_long_is_begun_anew_in_its_lane(front: Front) -> None:
    assert front.told("/pad/?move=long")["process"] == "twitchlog-long"
    assert front.told("/pad/?move=heavy")["process"] == "twitchlog-heavy"
    with_body = front.told("/pad/?move=heavy", method="POST", body=b"x" * 300_000)
    assert (with_body["process"], with_body["body"]) == (
        "twitchlog-light",
        300_000,
    )  # it may have written already


def test_others_are_answered_while_a_lane_works(front: Front, gate: Path) -> None:
    with asking(front, f"{HEAVY}?wait={gate}"):
        until(lambda: begun(gate))
        assert front.told("/pad/")["process"] == "twitchlog-light"
        assert front.told(LONG, ADA)["process"] == "twitchlog-long"
        gate.touch()


def test_one_job_a_person_and_persons_in_turn(front: Front, gate: Path) -> None:
    with (
        asking(front, f"{HEAVY}?wait={gate}&job=1") as first,
        asking(front, f"{HEAVY}?wait={gate}&job=2") as second,
    ):
        until(lambda: begun(gate))
        with asking(front, f"{HEAVY}?wait={gate}&job=3", of="ben") as third:
            assert len(begun(gate)) == 1
            gate.touch()
            assert [status_of(one) for one in (first, second, third)] == [200] * 3
    jobs = [line[-1] for line in begun(gate)]
    assert jobs[-1] != jobs[0]
    assert sorted(jobs) == ["1", "2", "3"]


def test_the_same_page_asked_for_twice_is_made_once(front: Front, gate: Path) -> None:
    with (
        asking(front, f"{LONG}&wait={gate}") as first,
        asking(front, f"{LONG}&wait={gate}") as second,
    ):
        until(lambda: begun(gate))
        gate.touch()
        answers = [read_all(one).partition(b"\r\n\r\n")[2] for one in (first, second)]
    assert answers[0] == answers[1] != b""
    assert len(begun(gate)) == 1


def test_what_nobody_waits_for_is_broken_off_if_it_only_reads(front: Front, gate: Path) -> None:
    with asking(front, f"{HEAVY}?wait={gate}"):
        pid = int(until(lambda: begun(gate))[0].split()[0])
    until(lambda: pid not in front.children())
    assert front.told(HEAVY, ADA)["process"] == "twitchlog-heavy"


def test_what_writes_is_done_to_its_end_though_its_client_has_gone(
    front: Front, gate: Path
) -> None:
    with asking(front, f"/import/?wait={gate}&job=w", method="POST"):
        pid = int(until(lambda: begun(gate))[0].split()[0])
    assert front.told("/pad/")["process"] == "twitchlog-light"
    gate.touch()
    assert front.told(HEAVY, ADA)["pid"] == pid


def test_what_waited_for_somebody_who_has_gone_is_never_begun(front: Front, gate: Path) -> None:
    with asking(front, f"{HEAVY}?wait={gate}&job=1") as first:
        until(lambda: begun(gate))
        with asking(front, f"{HEAVY}?wait={gate}&job=2", of="ben"):
            pass
        front.told("/pad/")
        gate.touch()
        assert status_of(first) == 200
    assert front.told(HEAVY, ADA)["process"] == "twitchlog-heavy"
    assert [line[-1] for line in begun(gate)] == ["1"]


def test_a_process_that_dies_is_replaced_and_what_only_reads_begins_again(
    front: Front, gate: Path
) -> None:
    with asking(front, f"{HEAVY}?wait={gate}") as client:
        pid = int(until(lambda: begun(gate))[0].split()[0])
        os.kill(pid, signal.SIGKILL)
        until(lambda: len(begun(gate)) == 2)
        gate.touch()
        assert status_of(client) == 200


def test_what_writes_is_not_begun_twice_and_its_client_is_told(front: Front, gate: Path) -> None:
    with asking(front, f"/import/?wait={gate}", method="POST") as client:
        pid = int(until(lambda: begun(gate))[0].split()[0])
        os.kill(pid, signal.SIGKILL)
        assert status_of(client) == 503
    assert len(begun(gate)) == 1
    assert front.told(HEAVY, ADA)["process"] == "twitchlog-heavy"


def test_what_kills_its_process_each_time_is_given_up(front: Front, gate: Path) -> None:
    with asking(front, f"{HEAVY}?wait={gate}") as client:
        for times in (1, 2):
            until(lambda times=times: len(begun(gate)) == times)  # type: ignore[misc]
            os.kill(int(begun(gate)[-1].split()[0]), signal.SIGKILL)
        assert status_of(client) == 503


def test_a_light_worker_that_dies_takes_its_waiting_clients_along_and_no_more(
    front: Front, gate: Path
) -> None:
    with asking(front, f"{HEAVY}?wait={gate}"):
        pid = int(until(lambda: begun(gate))[0].split()[0])
        for worker in front.workers():
            os.kill(worker, signal.SIGKILL)
        until(lambda: pid not in front.children())
    assert until(lambda: len(front.workers()) == 2)
    assert front.told(HEAVY, ADA)["process"] == "twitchlog-heavy"


def test_too_many_jobs_are_refused_with_a_word(front: Front, gate: Path) -> None:
    with ExitStack() as stack:
        first = stack.enter_context(asking(front, f"{HEAVY}?wait={gate}&job=0"))
        until(lambda: begun(gate))
        more = [
            stack.enter_context(asking(front, f"{HEAVY}?wait={gate}&job={number}"))
            for number in range(1, JOBS_OF_ONE + 4)
        ]
        refused = until(lambda: at_least(3, select.select(more, [], [], 0.1)[0]))
        answers = [read_all(client) for client in refused]
        assert all(
            answer.startswith(b"HTTP/1.1 503 ") and b"Retry-After" in answer for answer in answers
        )
        gate.touch()
        others = [client for client in more if client not in refused]
        assert [status_of(client) for client in (first, *others)] == [200] * (JOBS_OF_ONE + 1)


def at_least(number: int, clients: list[socket.socket]) -> list[socket.socket]:
    """The clients, once there are so many."""
    return clients if len(clients) >= number else []
