"""The file in which limits count, and the memory that stands in for it (docs/adr/0152)."""

from __future__ import annotations

import logging
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
# Some 40 MB. Beyond it those that end soonest are forgotten first.
MOST_COUNTS = 200_000
CLEAN_EVERY = 500  # writes of a process
FILE_AGAIN_AFTER = 60  # seconds, after it could not be used
COUNTS_LOCK_SECONDS = 1  # that a lock of the file is waited for
LOCK_AGAIN_AFTER = 1  # seconds, after it was locked for longer
_TABLE = """
CREATE TABLE IF NOT EXISTS counts
(key BLOB PRIMARY KEY, value TEXT NOT NULL, ends REAL NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS counts_end ON counts (ends);
"""
_FORGET = """DELETE FROM counts WHERE key IN
(SELECT key FROM counts ORDER BY ends LIMIT max((SELECT count(*) FROM counts) - ?, 0))"""


class CountsFile:
    """A SQLite file for all processes of this machine; each thread has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._here = threading.local()

    def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do the work in one transaction, in memory if the file cannot be used."""
        try:
            with (database := self._connection()):
                database.execute("BEGIN IMMEDIATE")
                self._clean(database)
                return work(database)
        except (sqlite3.Error, OSError) as error:
            return work(self._without_file(error))

    def _clean(self, database: sqlite3.Connection) -> None:
        self._here.writes = getattr(self._here, "writes", 0) + 1
        if self._here.writes % CLEAN_EVERY:
            return
        database.execute("DELETE FROM counts WHERE ends <= ?", (time.time(),))
        database.execute(_FORGET, (MOST_COUNTS,))

    def _connection(self) -> sqlite3.Connection:
        """This thread's connection, made anew after a fork; memory's, while the file cannot be
        used.
        """
        here = self._here
        if getattr(here, "forks", -1) != _forks:
            here.file, here.forks, here.until = None, _forks, 0.0
        if time.monotonic() < here.until:
            return cast("sqlite3.Connection", here.memory)
        here.file = here.file or self._opened()
        return cast("sqlite3.Connection", here.file)

    def _opened(self) -> sqlite3.Connection:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        database = sqlite3.connect(
            self._path, timeout=COUNTS_LOCK_SECONDS, isolation_level=None, check_same_thread=False
        )
        # A process that is killed loses nothing so, and nothing waits for the disk. (The last one
        # to close a log of SQLite's other way, WAL, turns away whoever opens it at that moment.)
        database.execute("PRAGMA journal_mode = PERSIST")
        database.execute("PRAGMA synchronous = OFF")
        database.executescript(_TABLE)
        _open.append(database)
        return database

    def _without_file(self, error: Exception) -> sqlite3.Connection:
        """Go on in memory for a while; a damaged file is removed, so that the next try makes
        another.

        One that was only locked is tried again at once: what all processes have counted is not to
        be forgotten for it.
        """
        here = self._here
        logger.error(
            "Limits are counted in memory for a while: %s cannot be used (%s).", self._path, error
        )
        if not _is_locked(error):
            _forget(here.file)
            here.file = None
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.OperationalError
        ):
            for part in ("", "-journal"):
                self._path.with_name(self._path.name + part).unlink(missing_ok=True)
        # kept: a file that is locked now and then makes nobody forget
        if getattr(here, "memory", None) is None:
            here.memory = sqlite3.connect(":memory:", isolation_level=None)
            here.memory.executescript(_TABLE)
        seconds = LOCK_AGAIN_AFTER if _is_locked(error) else FILE_AGAIN_AFTER
        here.until = time.monotonic() + seconds
        return cast("sqlite3.Connection", here.memory)


def _is_locked(error: Exception) -> bool:
    """Somebody else was using the file for longer than it is waited for."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY


# A fork that is born with an open connection takes the locks of its parent's for its own.
_open: list[sqlite3.Connection] = []
_forks = 0


def _forget(database: sqlite3.Connection | None) -> None:
    if database is not None:
        database.close()
        _open[:] = [other for other in _open if other is not database]


def _before_fork() -> None:
    global _forks  # noqa: PLW0603
    _forks += 1
    while _open:
        _open.pop().close()


os.register_at_fork(before=_before_fork)
