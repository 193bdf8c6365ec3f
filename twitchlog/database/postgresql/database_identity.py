"""What a database on a server says of itself: which one it is, and who brought it up to date.

As :mod:`twitchlog.database.file_identity` for a file. All that is asked here goes over psycopg's
own connection, in which every statement is a transaction.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from twitchlog.database.file_identity import SERVED, TABLE, identity_in
from twitchlog.filesystem import atomic_files

RELEASE_MARK = "release"
_IDENTITY, _SERVED = "identity", "served"
# The table gets another number when a dump is put back, another database or server has others.
_PLACE_QUERY = (
    "SELECT concat_ws('.', (SELECT system_identifier FROM pg_control_system()),"
    " (SELECT oid FROM pg_database WHERE datname = current_database()), %s::regclass::oid)"
)


def read(connection: Any) -> dict[str, str]:
    """All marks; none where there is no table of them yet."""
    if not _has(connection, TABLE):
        return {}
    return dict(connection.execute(f"SELECT name, value FROM {TABLE}"))  # noqa: S608 - ours


def applied(connection: Any, app: str) -> set[str]:
    """The names of the migrations of an app that were applied; none in an empty database."""
    if not _has(connection, "django_migrations"):
        return set()
    query = "SELECT name FROM django_migrations WHERE app = %s"
    return {row[0] for row in connection.execute(query, [app])}


def write(connection: Any, values: Mapping[str, str]) -> None:
    """Set marks, each by itself."""
    connection.execute(
        f"CREATE TABLE IF NOT EXISTS {TABLE} (name TEXT PRIMARY KEY, value TEXT NOT NULL)"
    )
    query = (
        f"INSERT INTO {TABLE} VALUES (%s, %s)"  # noqa: S608 - as above
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    )
    for pair in values.items():
        connection.execute(query, pair)


def begin(connection: Any, folder: Path) -> None:
    """Note in the database, and in ``folder``, that it is served from now on.

    It is another database than before unless it was the last one served from there. Raises
    psycopg.Error, OSError.
    """
    write(connection, {})
    beside, values = folder / SERVED, read(connection)
    place = connection.execute(_PLACE_QUERY, [TABLE]).fetchone()[0]
    served = secrets.token_urlsafe(12)
    new = {_SERVED: served}
    if not identity_in(values) or _before(beside) != {
        "served": values.get(_SERVED),
        "place": place,
    }:
        new[_IDENTITY] = secrets.token_urlsafe(12)
    write(connection, new)
    atomic_files.write(beside, json.dumps({"served": served, "place": place}).encode())


def _has(connection: Any, table: str) -> bool:
    return bool(connection.execute("SELECT to_regclass(%s)", [table]).fetchone()[0])


def _before(beside: Path) -> object:
    try:
        return json.loads(beside.read_bytes())
    except (FileNotFoundError, ValueError):
        return None
