"""Where the diaries are: a file of SQLite's, or a server of PostgreSQL's (docs/adr/0248)."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def sqlite(folder: Path) -> dict[str, Any]:
    """What Django is told of the database file in the data folder.

    WAL with FULL: a saved entry survives a power cut. CONN_MAX_AGE None: closing the last
    connection makes SQLite fold its log into the database, which made writes three to five times
    slower when measured. secure_delete: what is deleted is overwritten at once (docs/adr/0141).
    """
    return {
        "ENGINE": "twitchlog.database.sqlite",
        "NAME": folder / "twitchlog.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
            "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;",
            "transaction_mode": "IMMEDIATE",
            # seconds for a lock; less in the workers that answer (twitchlog.front.bounds)
            "timeout": 20,
        },
        "TEST": {"NAME": ":memory:"},
    }
