"""The besieged server: ``manage.py serve`` of a release, on a copy of the made-up database."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from bench.servers import answers, free_port, pss

HERE = Path(__file__).resolve().parent
HOME = HERE.parent
SECRET_KEY = "besieged on loopback only"  # noqa: S105
START_PATIENCE = 60.0  # seconds, for a start on a busy machine


@dataclass(frozen=True)
class Release:
    """The folder of a release, and the one in which its made-up database is kept between runs."""

    root: Path
    store: Path
    groups: tuple[str, ...] = ("mid:10:10000", "long:3:100000")

    def environment(self, data: Path, **more: str) -> dict[str, str]:
        """For its server and for its commands."""
        own = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TWITCHLOG_", "EMAIL_"))
        }
        return {
            **own,
            "DATA_DIR": str(data),
            "STATIC_ROOT": str(self.store / "static"),
            "SECRET_KEY": SECRET_KEY,
            "DJANGO_SETTINGS_MODULE": "twitchlog.settings",
            "PYTHONPATH": str(self.root),
            **more,
        }

    @cached_property
    def database(self) -> Path:
        """Built once a day for each state of tables and of ``seeded_people.py``."""
        migrations = sorted(path.name for path in self.root.glob("journal/migrations/0*.py"))
        key = repr(
            (
                self.groups,
                migrations,
                (HERE / "seeded_people.py").read_text(encoding="utf-8"),
                datetime.now(UTC).date(),
            )
        )
        return self.store / hashlib.sha256(key.encode()).hexdigest()[:16] / "twitchlog.sqlite3"

    def build(self) -> None:
        """Make the database unless it is there; what is left of other days goes."""
        if self.database.exists():
            return
        for old in self.store.glob("*/twitchlog.sqlite3"):
            shutil.rmtree(old.parent)
        under_way = self.store / "under-way"
        shutil.rmtree(under_way, ignore_errors=True)
        under_way.mkdir(parents=True, mode=0o700)
        self.run(["build", *self.groups], under_way)
        under_way.rename(self.database.parent)

    def run(self, arguments: list[str], data: Path) -> str:
        """Have ``seeded_people.py`` do something in a database of this release."""
        done = subprocess.run(  # noqa: S603 - our own script
            [sys.executable, str(HERE / "seeded_people.py"), *arguments],
            cwd=self.root,
            env=self.environment(data),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout


@dataclass(frozen=True)
class BesiegedServer:
    """A running server; ``cast`` is what ``seeded_people.py`` printed of who lives there."""

    release: Release
    data: Path
    port: int
    process: subprocess.Popen[bytes]
    cast: dict[str, Any]
    first_answer: float

    @property
    def log(self) -> str:
        """What it has written so far."""
        return (self.data.parent / "server.log").read_text(encoding="utf-8", errors="replace")

    @property
    def megabytes(self) -> float:
        """Memory of all its processes (PSS)."""
        return sum(map(pss_or_nothing, family(self.process.pid))) / 1024

    @property
    def outside(self) -> Path:
        """Its processes' folder for temporary files, where nothing of a diary belongs."""
        return self.data.parent / "tmp"

    def stored(self, pk: int) -> list[str]:
        """The ids of an account's entries, as they lie in the database."""
        with contextlib.closing(
            sqlite3.connect(self.data / "twitchlog.sqlite3", timeout=30)
        ) as database:
            return [
                row[0]
                for row in database.execute(
                    "SELECT client_id FROM journal_episode WHERE owner_id = ?", [pk]
                )
            ]


def family(pid: int) -> list[int]:
    """A process, its children and theirs, as far as they are still there."""
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
        return [pid, *(member for child in text.split() for member in family(int(child)))]
    return []


def pss_or_nothing(pid: int) -> int:
    """In kilobytes; 0 for a process that has ended by now."""
    try:
        return pss(pid)
    except (OSError, StopIteration):
        return 0


@contextlib.contextmanager
def besieged(
    release: Release, folder: Path, preparations: list[str], **settings: str
) -> Iterator[BesiegedServer]:
    """The server for as long as the block lasts, on a copy of its own."""
    data = folder / "data"
    for new_folder in (data, folder / "tmp"):
        new_folder.mkdir(mode=0o700)
    shutil.copy(release.database, data)
    port = free_port()
    usual = {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "TWITCHLOG_PROXIES": "1",
        "TWITCHLOG_SIGN_UP_OPEN": "1",
    }
    environment = release.environment(data, TMPDIR=str(folder / "tmp"), **usual, **settings)
    begun = time.perf_counter()
    process = serve(release, environment, folder / "server.log")
    try:
        wait_for(port, process, begun + START_PATIENCE)
        first_answer = time.perf_counter() - begun
        people = json.loads(release.run(["move_in", *preparations], data))
        yield BesiegedServer(release, data, port, process, people, first_answer)
    finally:
        stop(process)


def serve(release: Release, environment: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start the server, as the leader of a process group; what it says is added to ``log``."""
    with log.open("ab") as file:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=release.root,
            env=environment,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    share_of_processor("self", process.pid)
    return process


def share_of_processor(source: int | str, target: int | str, change: int = 0) -> None:
    """Give one session's processes the niceness of another's, ``change`` added, where there is one.

    Linux shares the processor among sessions first (sched(7), autogroup): niceness counts within
    each alone.
    """
    with contextlib.suppress(OSError):
        own = niceness_of_session(Path(f"/proc/{source}/autogroup").read_text(encoding="ascii"))
        if own is not None and own + change:
            Path(f"/proc/{target}/autogroup").write_text(
                str(max(-20, min(19, own + change))), encoding="ascii"
            )


def niceness_of_session(autogroup: str) -> int | None:
    """From the text of such a file; None where it is empty, in a container with its own cgroup."""
    _name, separator, niceness = autogroup.partition(" nice ")
    if not separator:
        return None
    return int(niceness)


def wait_for(port: int, process: subprocess.Popen[bytes], until: float) -> None:
    """Wait until somebody answers on the port.

    Raises RuntimeError if the server ends before, or takes too long.
    """
    while not answers(port, "/help/"):
        if process.poll() is not None or time.perf_counter() > until:
            raise RuntimeError(f"The server did not start (exit code {process.poll()})")
        time.sleep(0.02)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end; a server that does not within a while is killed with all its processes."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, 9)
        process.wait()
