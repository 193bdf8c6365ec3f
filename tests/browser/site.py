"""The real thing under test: ``manage.py serve`` on a free port, with a data folder of its own."""

from __future__ import annotations

import itertools
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from twitchlog.cookies import cookie_names

# Fixed, so that this process knows what the server calls its cookies.
SECRET_KEY = "of the browser tests, and of nobody else"
COOKIES = cookie_names(SECRET_KEY, https=False)
ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "a-quiet-night-4"
ZONE = "Europe/Berlin"
WORKERS = 2
PATIENCE = 60  # seconds, for a start on a busy machine

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Person:
    """Somebody with an account, and a session in which they are signed in."""

    name: str
    session: str


class Site:
    """A running server; ``url`` has no slash at its end."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = folder / "server.log"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("TWITCHLOG_", "COV_"))},
            "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
            "DATA_DIR": str(folder / "data"),
            "SECRET_KEY": SECRET_KEY,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            **settings,
        }
        with self.log.open("wb") as log:
            self.server = self._start("manage.py", "serve", stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            self._wait_until_it_listens()
            self.backstage = self._start(
                "-m", "tests.browser.backstage", stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
        except BaseException:
            self.server.kill()
            raise

    def _start(self, *arguments: str, **streams: Any) -> subprocess.Popen[Any]:
        return subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env=self.environment, start_new_session=True, **streams
        )

    def _wait_until_it_listens(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.server.poll() is None:
            if len(listeners(self.port)) == WORKERS and self.url in self.log.read_text(encoding="utf-8"):
                return
            time.sleep(0.05)
        raise AssertionError(f"The server did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        """Ask server and backstage to end, and wait for it."""
        self.backstage.communicate(timeout=PATIENCE)
        if self.server.poll() is None:
            self.server.terminate()
        try:
            ended = self.server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.server.kill()
            raise
        assert ended == 0, self.complaints()
        assert self.backstage.returncode == 0

    def do(self, job: str, **arguments: Any) -> Any:
        """Have the backstage do something, see ``tests.browser.backstage``."""
        assert self.backstage.stdin
        assert self.backstage.stdout
        self.backstage.stdin.write(json.dumps([job, arguments]) + "\n")
        self.backstage.stdin.flush()
        answer = self.backstage.stdout.readline()
        assert answer, f"{job} {arguments} failed, see the traceback above"
        return json.loads(answer)

    def empty(self) -> None:
        """As on the first visit: no account, no diary."""
        self.do("empty")

    def person(self) -> Person:
        """A new account, signed in."""
        name = f"person-{next(_numbers)}"
        return Person(name, self.do("person", name=name, password=PASSWORD, time_zone=ZONE))

    def episode(self, owner: Person, *, nights_ago: int = 1, **fields: Any) -> int:
        """An entry at 23:30 UTC of the day so many days ago; its primary key."""
        at = datetime.now(UTC).replace(hour=23, minute=30, second=0, microsecond=0) - timedelta(days=nights_ago)
        entry = {"id": f"entry-{next(_numbers)}", "happened_at": at.isoformat(), "time_zone": ZONE, **fields}
        key: int = self.do("episode", owner=owner.name, **entry)
        return key

    def complaints(self) -> str:
        """The end of what the server wrote to its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-3000:]


def listeners(port: int) -> list[int]:
    """The sockets that listen on that port of 127.0.0.1, one a worker: how many visitors wait at each."""
    rows = [row.split() for row in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]]
    wanted = [f"0100007F:{port:04X}", "00000000:0000", "0A"]  # 0A: listening
    return [int(row[4].split(":")[1], 16) for row in rows if row[1:4] == wanted]


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Site]:
    """A server for as long as the block lasts; its end must be a clean one."""
    site = Site(folder, **settings)
    try:
        yield site
    finally:
        site.stop()


def free_port() -> int:
    """A port on the loopback interface that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
