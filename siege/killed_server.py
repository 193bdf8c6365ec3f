"""The server that is killed: its release, its folder, its starts, and what was missed."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random

from bench.servers import answers, free_port
from siege.besieged_server import HOME, Release, serve, stop

SMALL = ("mid:3:200",)
START = 5.0  # seconds from the start to the first answer: "at once", also on a busy machine


@dataclass
class KillTest:
    """Where it happens, and what was missed so far."""

    release: Release
    data: Path
    port: int
    dice: Random
    bound: float = START
    starts: list[float] = field(default_factory=list)
    kills: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    @property
    def log(self) -> Path:
        """What all servers of the run have written."""
        return self.data.parent / "server.log"

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server, and note how long it took to its first answer."""
        settings = {
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "TWITCHLOG_API_REQUESTS_A_MINUTE": "0",
        }
        settings["TWITCHLOG_ENTRIES_A_DAY"] = "0"
        begun = time.perf_counter()
        process = serve(self.release, self.release.environment(self.data, **settings), self.log)
        while not answers(self.port, "/help/"):
            if process.poll() is not None:
                self.misses.append(
                    f"start {len(self.starts) + 1} was refused: {self.log.read_text()[-400:]}"
                )
                raise RuntimeError(self.misses[-1])
            time.sleep(0.01)
        self.starts.append(time.perf_counter() - begun)
        if self.starts[-1] > self.bound:
            self.misses.append(
                f"start {len(self.starts)} took {self.starts[-1]:.1f} s, bound {START:g} s"
            )
        return process

    def sound(self) -> None:
        """What SQLite itself says of the database."""
        with contextlib.closing(
            sqlite3.connect(self.data / "twitchlog.sqlite3", timeout=30)
        ) as database:
            whole = database.execute("PRAGMA integrity_check").fetchall()
            keys = database.execute("PRAGMA foreign_key_check").fetchall()
        if whole != [("ok",)] or keys:
            after = f"after {self.kills.total()} kills"
            self.misses.append(f"{after} the database is not sound: {whole[:3]} {keys[:3]}")


@contextlib.contextmanager
def prepared(root: Path, seed: int, bound: float) -> Iterator[tuple[KillTest, dict[str, object]]]:
    """A folder with the small database, moved into."""
    release = Release(
        root, HOME / "bench-data" / f"kill-{sha256(str(root).encode()).hexdigest()[:8]}", SMALL
    )
    release.store.parent.mkdir(exist_ok=True, mode=0o700)
    release.build()
    with tempfile.TemporaryDirectory(prefix="kill-", dir=release.store.parent) as folder:
        data = Path(folder) / "data"
        data.mkdir(mode=0o700)
        shutil.copy(release.database, data)
        people = json.loads(release.run(["move_in"], data))
        dice = Random(seed)  # noqa: S311 - reproducible, not secret
        ground = KillTest(release, data, free_port(), dice, bound)
        stop(ground.start())  # style sheets are collected, which is no part of a start after a kill
        ground.starts.clear()
        yield ground, people
