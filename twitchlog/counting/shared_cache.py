"""What limits have counted, in a small database that costs the diary nothing (docs/adr/0152)."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from twitchlog.counting.counts_file import CountsFile

ENDS_NEVER = 1e11  # seconds since 1970
_SET = """INSERT INTO counts VALUES (?, ?, ?)
ON CONFLICT (key) DO UPDATE SET value = excluded.value, ends = excluded.ends"""


class Counts(BaseCache):
    """Django's cache in a SQLite file that all processes share; keys are kept as hashes.

    A power cut may take what was counted, nothing else is in it. Where the file cannot be used (a
    full disk, no inode left), each process counts for itself in memory: nobody is refused for it,
    and nobody may guess without end.
    """

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        self._file = CountsFile(Path(location))

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Store what is not there yet; whether it was stored."""
        row = self._row(key, value, timeout, version)
        return self._run(f"{_SET} WHERE counts.ends <= ?", *row, time.time()) > 0

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """What is stored, until its time is over."""
        living = (self._hash(key, version), time.time())

        def select(database: sqlite3.Connection) -> Any:
            query = "SELECT value FROM counts WHERE key = ? AND ends > ?"
            return database.execute(query, living).fetchone()

        row = self._file.run(select)
        if row is None:
            return default
        return json.loads(row[0])

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Store something that JSON can say."""
        self._run(_SET, *self._row(key, value, timeout, version))

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let it last from now on; whether it is there."""
        living = (self._hash(key, version), time.time())
        query = "UPDATE counts SET ends = ? WHERE key = ? AND ends > ?"
        return self._run(query, self._end(timeout), *living) > 0

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forget it; whether it was there."""
        return self._run("DELETE FROM counts WHERE key = ?", self._hash(key, version)) > 0

    def clear(self) -> None:
        """Forget everything."""
        self._run("DELETE FROM counts")

    def clear_ended(self) -> None:
        """Forget what counts no longer; limits by themselves do so only while they are used."""
        self._run("DELETE FROM counts WHERE ends <= ?", time.time())

    def take(self, key: str, most: int, seconds: float) -> float:
        """Count one of at most ``most`` within ``seconds``.

        Gives 0, or for how many seconds there is none left; then nothing was counted.
        """
        hashed = self._hash(key)

        def counted(database: sqlite3.Connection) -> float:
            # once nobody else writes: a later time is one of a clock that was put back
            now = time.time()
            times = [at for at in _times(database, hashed) if now - seconds < at <= now]
            if len(times) >= most:
                return max(times[-most] + seconds - now, 1)
            database.execute(_SET, (hashed, json.dumps([*times, now]), now + seconds))
            return 0

        return self._file.run(counted)

    def give_back(self, key: str) -> None:
        """What was counted last was none to count."""
        hashed = self._hash(key)

        def uncounted(database: sqlite3.Connection) -> None:
            times = json.dumps(_times(database, hashed)[:-1])
            database.execute("UPDATE counts SET value = ? WHERE key = ?", (times, hashed))

        self._file.run(uncounted)

    def _row(
        self, key: str, value: Any, timeout: Any, version: int | None
    ) -> tuple[bytes, str, float]:
        return self._hash(key, version), json.dumps(value), self._end(timeout)

    def _end(self, timeout: Any) -> float:
        ends = self.get_backend_timeout(timeout)
        if ends is None:
            return ENDS_NEVER
        return float(ends)

    def _hash(self, key: str, version: int | None = None) -> bytes:
        """Neither addresses nor names of people lie about in a file."""
        secret = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
        return hashlib.blake2b(
            self.make_key(key, version).encode(), digest_size=16, key=secret
        ).digest()

    def _run(self, statement: str, *values: object) -> int:
        """How many rows the statement met."""
        return self._file.run(lambda database: database.execute(statement, values).rowcount)


def _times(database: sqlite3.Connection, key: bytes) -> list[float]:
    """When there was something to count, the oldest first."""
    row = database.execute("SELECT value FROM counts WHERE key = ?", (key,)).fetchone()
    if row is None:
        return []
    return cast("list[float]", json.loads(row[0]))


def counts() -> Counts:
    """What all limits of this server are counted in."""
    return cast("Counts", caches["default"])
