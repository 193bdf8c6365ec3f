"""SQLite's log of what was written, emptied so that no text that was deleted lingers in it."""

from __future__ import annotations

import time
from typing import Any

from django.db import connection

# How often it is tried, and seconds between two tries: somebody may be reading what the log holds.
TRIES = 20
PAUSE = 0.1


def empty_the_log(tries: int = TRIES) -> bool:
    """Fold the log into the database and cut it to nothing; whether that succeeded.

    A checkpoint that waits for readers keeps all writers waiting with it. So most is folded in by
    one that waits for nobody and holds nothing up, and the cutting waits for nobody either: it is
    tried again after a pause.
    """
    if connection.vendor != "sqlite":
        return True
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        [patience] = cursor.execute("PRAGMA busy_timeout").fetchone()
        cursor.execute("PRAGMA busy_timeout = 0")
        try:
            return any(_cut(cursor, number) for number in range(tries))
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {int(patience)}")


def _cut(cursor: Any, number: int) -> bool:
    if number:
        time.sleep(PAUSE)
    cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
    [busy, _pages, _folded] = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
