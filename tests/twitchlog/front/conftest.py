"""The front as it is, around a small application, with shorter deadlines."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bench.servers import free_port
from tests.browser.site import PATIENCE, ROOT

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for a front has a server started."""
    for item in items:
        if item.path.is_relative_to(HERE) and {"front", "running"} & {
            *getattr(item, "fixturenames", ()),
            *getattr(item, "module", object).__dict__,
        }:
            item.add_marker(pytest.mark.server)


# Shorter than in earnest, so that nobody waits for them; the ones under test are set by the tests.
STARTER = """
import sys
from twitchlog import lanes
from twitchlog.front import bounds
for name, value in {bounds!r}.items():
    setattr(next(module for module in (bounds, lanes) if hasattr(module, name)), name, value)
import django
django.setup()
from twitchlog.server import readiness, start
from twitchlog.front import requester
requester.HOLDER = "tests.twitchlog.front.small.holder_of"
readiness.load()
start.run("127.0.0.1", {port}, "tests.twitchlog.front.small:application")
"""


class Front:
    """A running server on ``port``."""

    def __init__(self, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
        self.port, self.process, self.log = port, process, log

    def connect(self) -> socket.socket:
        """A new connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def say(self, text: bytes) -> bytes:
        """Send this, and read all that comes until the server hangs up."""
        with self.connect() as client:
            client.sendall(text)
            return read_all(client)

    def get(
        self, path: str = "/", *headers: str, method: str = "GET", body: bytes = b""
    ) -> tuple[int, bytes]:
        """Status and body of one request."""
        head = [f"{method} {path} HTTP/1.1", "Host: here", "Connection: close", *headers]
        if body:
            head.append(f"Content-Length: {len(body)}")
        answer = self.say("\r\n".join([*head, "\r\n"]).encode("latin-1") + body)
        top, _gap, rest = answer.partition(b"\r\n\r\n")
        return int(top.split()[1]), rest

    def told(self, path: str = "/", *headers: str, **more: Any) -> dict[str, Any]:
        """What the application was asked."""
        status, body = self.get(path, *headers, **more)
        assert status == 200, body
        told: dict[str, Any] = json.loads(body)
        return told

    def children(self) -> dict[int, str]:
        """Its processes, by what they are called."""
        found = {}
        pid = self.process.pid
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
            try:
                name = Path(f"/proc/{child}/comm").read_text(encoding="ascii").strip()
            except OSError:  # it has just ended
                continue
            found[int(child)] = name.removeprefix("twitchlog-")
        return found

    def workers(self) -> set[int]:
        """The light ones."""
        return {pid for pid, name in self.children().items() if name.startswith("light")}


def read_all(client: socket.socket) -> bytes:
    """What comes until the other side hangs up."""
    parts = []
    try:
        while part := client.recv(65_536):
            parts.append(part)
    except ConnectionResetError:
        parts.append(b"(reset)")
    return b"".join(parts)


def until(condition: Callable[[], Any], patience: float = PATIENCE) -> Any:
    """Wait for a state, however long a busy machine takes; what the condition gave."""
    end = time.monotonic() + patience
    while not (seen := condition()):
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)
    return seen


@contextmanager
def running(folder: Path, **bounds: float) -> Iterator[Front]:
    """A front for as long as the block lasts, which must end cleanly."""
    port, log = free_port(), folder / "front.log"
    environment = {
        **os.environ,
        "TMPDIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
    }
    environment["TWITCHLOG_PROXIES"] = "1"  # so that a test may come from several addresses
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-c", STARTER.format(bounds=bounds, port=port)],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    front = Front(port, process, log)
    try:
        until(lambda: _answers(front))
        yield front
        if process.poll() is None:  # else the test has ended it
            process.send_signal(signal.SIGTERM)
            assert process.wait(PATIENCE) == 0, log.read_text()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _answers(front: Front) -> bool:
    assert front.process.poll() is None, front.log.read_text()
    try:
        return front.get()[0] == 200
    except OSError:
        return False


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """One for all tests of a file."""
    with running(tmp_path_factory.mktemp("front")) as started:
        yield started
