"""The real thing under test: ``manage.py serve`` on a free port, with a data folder of its own."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from datetime import time as time_of_day
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bench.servers import free_port
from twitchlog.http.cookie_names import cookie_names

# Fixed, so that this process knows what the server calls its cookies.
SECRET_KEY = "of the browser tests, and of nobody else"
COOKIES = cookie_names(SECRET_KEY, https=False)
ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "a-quiet-night-4"
ZONE = "Europe/Berlin"
WORKERS = 2
PATIENCE = 180  # seconds, for whatever comes late on a busy machine and still comes

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
            **{
                name: value
                for name, value in os.environ.items()
                if not name.startswith(("TWITCHLOG_", "COV_"))
            },
            "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
            "DATA_DIR": str(folder / "data"),
            "SECRET_KEY": SECRET_KEY,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            **settings,
        }
        self.begin()

    def begin(self) -> None:
        """Serve, and open the process that seeds its database."""
        self.server = self._serve()
        self.server_seed: subprocess.Popen[str] | None = None
        try:
            self._wait_until_it_listens()
            self.server_seed = self._start(
                "-m",
                "tests.browser.server_seed",
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        except BaseException:
            self._clear_away()
            raise

    def _serve(self) -> subprocess.Popen[Any]:
        with self.log.open("wb") as log:
            return self._start(
                "manage.py", "serve", stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def command(self, *arguments: str) -> str:
        """Run a command of ``manage.py`` on the same data; what it says."""
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return done.stdout

    def restart(self, *arguments: str) -> None:
        """End all that holds the data, run that command meanwhile, and begin again."""
        self.stop()
        self.command(*arguments)
        self.begin()

    def _start(self, *arguments: str, **streams: Any) -> subprocess.Popen[Any]:
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            **streams,
        )

    def _wait_until_it_listens(self) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self.server.poll() is None:
            if listeners(self.port) and self.url in self.log.read_text(encoding="utf-8"):
                return
            time.sleep(0.05)
        raise AssertionError(f"The server did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        """Ask the server and that process to end, and wait for it; neither outlives this."""
        try:
            assert self.server_seed
            self.server_seed.communicate(timeout=PATIENCE)
            if self.server.poll() is None:
                self.server.terminate()
            ended = self.server.wait(PATIENCE)
            assert ended == 0, self.complaints()
            assert self.server_seed.returncode == 0
        finally:
            self._clear_away()

    def _clear_away(self) -> None:
        """End what still runs, and whatever it has started: the next test begins with nothing."""
        for process in filter(None, (self.server_seed, self.server)):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            for stream in filter(None, (process.stdin, process.stdout)):
                stream.close()
            process.wait()

    def do(self, job: str, **arguments: Any) -> Any:
        """Have the database seeded, see ``tests.browser.server_seed``."""
        assert self.server_seed
        assert self.server_seed.stdin
        assert self.server_seed.stdout
        self.server_seed.stdin.write(json.dumps([job, arguments]) + "\n")
        self.server_seed.stdin.flush()
        answer = self.server_seed.stdout.readline()
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
        """An entry at 23:30 in ``ZONE`` of the day so many days ago; its primary key.

        The zone's own day, at whatever hour this runs; for two hours UTC's is another.
        """
        day = datetime.now(ZoneInfo(ZONE)).date() - timedelta(days=nights_ago)
        at = datetime.combine(day, time_of_day(23, 30), ZoneInfo(ZONE))
        entry = {
            "id": f"entry-{next(_numbers)}",
            "happened_at": at.isoformat(),
            "time_zone": ZONE,
            **fields,
        }
        key: int = self.do("episode", owner=owner.name, **entry)
        return key

    def complaints(self) -> str:
        """The end of what the server wrote to its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-3000:]


def listeners(port: int) -> list[int]:
    """The sockets that listen on that port of 127.0.0.1: how many visitors wait at each."""
    rows = [
        row.split() for row in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]
    ]
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
