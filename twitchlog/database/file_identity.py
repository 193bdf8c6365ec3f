"""What a database file says of itself: which one it is, and which release brought it up to date.

A table of names and values beside Django's own, so that it can be read and written in a file that
is not connected to, or that another release has made. The identity tells whoever has sent something
(the night pad) whether it went into this database: it is another one after every restore, and in
every copy (docs/adr/0169).
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from twitchlog.filesystem import atomic_files

TABLE = "twitchlog_database"
# Beside the database: which file was last served. What differs was put there by hand since.
SERVED = "database-id"
_IDENTITY, _SERVED = "identity", "served"


def read(connection: sqlite3.Connection) -> dict[str, str]:
    """All marks of an open file; none if a release before them made it."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [TABLE]).fetchone():
        return {}
    query = f"SELECT name, value FROM {TABLE}"  # noqa: S608 - a name of ours
    return dict(connection.execute(query))


def read_file(file: Path) -> dict[str, str]:
    """All marks of a file that is read only. Raises sqlite3.Error."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        return read(connection)


def write(file: Path, values: Mapping[str, str]) -> None:
    """Set marks in a file that is there. Raises sqlite3.Error."""
    address = f"{file.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(address, uri=True, timeout=20)) as connection, connection:
        connection.execute(
            f"CREATE TABLE IF NOT EXISTS {TABLE} (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
        )
        query = f"INSERT OR REPLACE INTO {TABLE} VALUES (?, ?)"  # noqa: S608 - as above
        connection.executemany(query, values.items())


def be_another(file: Path, **values: str) -> None:
    """Give a file an identity of its own, with further marks. Raises sqlite3.Error."""
    write(file, {_IDENTITY: secrets.token_urlsafe(12), **values})


def identity_in(marks: Mapping[str, str]) -> str:
    """Which database it is; "" if it does not say."""
    return marks.get(_IDENTITY, "")


def begin(file: Path) -> None:
    """Note that ``file`` is served from now on.

    It is another database than before unless it was the last one served. Raises sqlite3.Error,
    OSError.
    """
    beside, marks = file.with_name(SERVED), read_file(file)
    before = _before(beside)
    number = file.stat().st_ino
    served = secrets.token_urlsafe(12)
    if identity_in(marks) and before == {"served": marks.get(_SERVED), "inode": number}:
        write(file, {_SERVED: served})
    else:
        be_another(file, **{_SERVED: served})
    atomic_files.write(beside, json.dumps({"served": served, "inode": number}).encode())


def _before(beside: Path) -> object:
    try:
        return json.loads(beside.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
