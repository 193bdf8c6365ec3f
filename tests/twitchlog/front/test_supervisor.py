"""Nothing that happens to its processes ends the server, and its own end leaves nothing behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.servers import free_port
from tests.browser.site import PATIENCE, ROOT
from tests.twitchlog.front.conftest import Front, read_all, running, until
from tests.twitchlog.front.test_lanes_at_work import HEAVY, asking, begun, gate, status_of

__all__ = ["gate"]


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """One for each test; a worker hangs after three seconds."""
    with running(tmp_path, HUNG_AFTER=3.0) as started:
        yield started


def both(front: Front, *, but: set[int] = frozenset()) -> set[int]:  # type: ignore[assignment]
    """The light workers, when two others than those are there."""

    def others() -> set[int]:
        found = front.workers() - but
        return found if len(found) == 2 else set()

    seen: set[int] = until(others)
    return seen


def test_workers_that_are_killed_again_and_again_are_replaced_each_time(front: Front) -> None:
    gone: set[int] = set()
    for _turn in range(4):
        now = both(front, but=gone)
        for worker in now:
            os.kill(worker, signal.SIGKILL)
        gone |= now
    assert both(front, but=gone)
    assert front.get()[0] == 200
    assert front.process.poll() is None


def test_with_one_worker_gone_the_other_answers(front: Front) -> None:
    for _turn in range(3):
        os.kill(min(both(front)), signal.SIGKILL)
        assert [front.get()[0] for _turn in range(10)] == [200] * 10


def test_a_worker_that_hangs_is_replaced_and_the_other_answers_meanwhile(front: Front) -> None:
    stopped = min(both(front))
    os.kill(stopped, signal.SIGSTOP)
    assert [front.get()[0] for _turn in range(20)] == [200] * 20
    assert both(front, but={stopped})
    assert stopped not in front.children()


def test_a_worker_that_computes_without_end_is_replaced(front: Front) -> None:
    with front.connect() as client:
        client.sendall(b"GET /?seconds=1000 HTTP/1.1\r\nHost: here\r\n\r\n")
        assert read_all(client) in (b"", b"(reset)")
    assert both(front)
    assert front.get()[0] == 200


def test_a_server_that_was_held_up_as_a_whole_kills_nobody(front: Front) -> None:
    before = both(front)
    everybody = [front.process.pid, *before]
    for pid in everybody:
        os.kill(pid, signal.SIGSTOP)
    until(lambda: all(_state(pid) == "T" for pid in everybody))
    with (
        front.connect() as client
    ):  # time passes: as long as it takes to be sure that a beat is overdue
        client.settimeout(5)
        with pytest.raises(TimeoutError):
            client.recv(1)
    for pid in everybody:
        os.kill(pid, signal.SIGCONT)
    assert [front.get()[0] for _turn in range(10)] == [200] * 10
    assert front.workers() == before


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]


def test_a_request_under_way_is_answered_when_the_server_ends(front: Front, gate: Path) -> None:
    with (
        asking(front, f"{HEAVY}?wait={gate}") as heavy,
        asking(front, "/pad/?seconds=0.5") as light,
    ):
        until(lambda: begun(gate))
        front.process.send_signal(signal.SIGTERM)
        until(lambda: _refuses(front))
        gate.touch()
        assert [status_of(client) for client in (heavy, light)] == [200, 200]
    assert front.process.wait(PATIENCE) == 0


def test_it_ends_as_quietly_when_each_process_is_told_as_well(front: Front, gate: Path) -> None:
    with asking(front, f"{HEAVY}?wait={gate}") as heavy:
        until(lambda: begun(gate))
        for pid in [*front.children(), front.process.pid]:  # as service managers do
            os.kill(pid, signal.SIGTERM)
        until(lambda: _refuses(front))
        gate.touch()
        assert status_of(heavy) == 200
    assert front.process.wait(PATIENCE) == 0
    assert "Traceback" not in front.log.read_text(encoding="utf-8")


def _refuses(front: Front) -> bool:
    try:
        front.connect().close()
    except ConnectionRefusedError:
        return True
    return False


def test_what_does_not_end_in_time_does_not_keep_the_server(tmp_path: Path, gate: Path) -> None:
    with (
        running(tmp_path, END_SECONDS=1.0) as front,
        asking(front, f"/import/?wait={gate}", method="POST"),
    ):
        until(lambda: begun(gate))
        idle = [front.connect() for _turn in range(20)]
        front.process.send_signal(signal.SIGTERM)
        assert front.process.wait(PATIENCE) == 0
        for one in idle:
            one.close()


@pytest.mark.parametrize("whom", ["the parent", "the group"])
def test_when_the_server_is_killed_nothing_is_left_and_it_starts_at_once(
    tmp_path: Path, gate: Path, whom: str
) -> None:
    with running(tmp_path) as front, asking(front, f"/import/?wait={gate}", method="POST"):
        until(lambda: begun(gate))
        children = list(front.children())
        (os.killpg if whom == "the group" else os.kill)(front.process.pid, signal.SIGKILL)
        front.process.wait()
        until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in children))
        with socket.socket() as again:
            again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            again.bind(("127.0.0.1", front.port))


def test_a_server_that_was_told_to_end_while_it_loaded_ends(tmp_path: Path) -> None:
    """Ctrl-C that came where Python passes over it is not lost."""
    code = (
        "import os, signal, weakref\n"
        "from twitchlog.server import start\n"
        "class Thing: pass\n"
        "start.hear_from_the_start()\n"
        "thing = Thing()\n"
        "gone = weakref.ref(thing, lambda _ref: os.kill(os.getpid(), signal.SIGINT))\n"
        "del thing\n"
        f"start.run('127.0.0.1', {free_port()}, 'tests.twitchlog.front.small:application')"
    )
    environment = {
        **os.environ,
        "TMPDIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
    }
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode == 0
    assert b"KeyboardInterrupt" in ran.stderr  # it was passed over
