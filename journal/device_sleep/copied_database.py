"""A database out of an export: copied, looked at, and only read.

Nothing of it is run: no view, trigger or virtual table may be in it, and of its tables the columns
that are asked for are read, by fixed statements.
"""

from __future__ import annotations

import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from journal.device_sleep.file_parts import GIGABYTE, FilePart
from journal.device_sleep.sleep_data import SleepFileError
from journal.i18n import gettext_noop as _

DATABASE_BEGINS = b"SQLite format 3\0"
LARGEST_DATABASE = 4 * GIGABYTE
# The columns that may be read, by their table.
Columns = Mapping[str, Sequence[str]]
_COPIED_AT_ONCE = 1024 * 1024
# Bytes of a row: no row of an export has a thousandth of it.
_LONGEST_DATABASE_ROW = 16 * 1024 * 1024
# Steps of the machine between two looks, and how many looks: far beyond a sort of all rows.
_STEPS_AT_ONCE = 1_000_000
_MOST_LOOKS = 20_000
_VIRTUAL = re.compile(r"\s*create\s+virtual\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CopiedDatabase:
    """A database of which only some columns can be read; ``there`` are those that it has.

    ``name`` is that of the part, for messages alone.
    """

    name: str
    connection: sqlite3.Connection
    there: Mapping[str, frozenset[str]]

    def rows(self, table: str, columns: Sequence[str], most: int) -> Iterator[Sequence[Any]]:
        """These columns of each row, in any order, None for a column that the table lacks.

        Raises SleepFileError for more than so many, sqlite3.Error for what cannot be read.
        """
        names = (name if name in self.there[table] else "NULL" for name in columns)
        # every name is a constant of a reader, none is of the file
        statement = f"SELECT {', '.join(names)} FROM {table}"  # noqa: S608
        for number, row in enumerate(self.connection.execute(statement)):
            if number == most:
                text = _("The table %(table)s of “%(name)s” has more than %(most)d rows.")
                raise SleepFileError(text, {"table": table, "name": self.name, "most": most})
            yield row


@contextmanager
def copied_database(
    part: FilePart, folder: Path | None, columns: Columns
) -> Iterator[CopiedDatabase | None]:
    """A copy in the folder, None if it lacks one of the tables.

    It lets only those columns be read. Raises SleepFileError for one that is not whole or that
    holds what no export does.
    """
    try:
        with closing(_connection(part, folder)) as connection:
            yield _looked_at(part.name, connection, columns)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        text = _("“%(name)s” is a database that is not whole. Export it once more.")
        raise SleepFileError(text, {"name": part.name}) from error


def _connection(part: FilePart, folder: Path | None) -> sqlite3.Connection:
    """A connection to a copy that has no name any more: nothing is left of a process that ends."""
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".db") as copy:
        _copy(part, copy)
        copy.flush()
        address = f"{Path(copy.name).as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True)


def _copy(part: FilePart, copy: IO[bytes]) -> None:
    size = 0
    with part.opened() as source:
        while chunk := source.read(_COPIED_AT_ONCE):
            size += len(chunk)
            if size > LARGEST_DATABASE:
                raise SleepFileError(_("“%(name)s” is far too large."), {"name": part.name})
            copy.write(chunk)


def _looked_at(
    name: str, connection: sqlite3.Connection, columns: Columns
) -> CopiedDatabase | None:
    """The database if it has the tables. Raises SleepFileError and sqlite3.Error."""
    looks = iter(range(_MOST_LOOKS))
    connection.set_progress_handler(lambda: next(looks, None) is None, _STEPS_AT_ONCE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_DATABASE_ROW)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    for setting in ("trusted_schema = 0", "cell_size_check = 1", "mmap_size = 0", "query_only = 1"):
        connection.execute(f"PRAGMA {setting}")
    if not _tables(connection) >= columns.keys():
        return None
    there = {}
    for table in columns:
        if connection.execute(f"PRAGMA integrity_check({table})").fetchone() != ("ok",):
            raise sqlite3.DatabaseError(table)
        rows = connection.execute(f"PRAGMA table_xinfo({table})")
        there[table] = frozenset(str(row[1]) for row in rows) & set(columns[table])
    connection.set_authorizer(_authorizer(there))
    return CopiedDatabase(name, connection, there)


def _tables(connection: sqlite3.Connection) -> set[str]:
    """The names of its tables. Raises SleepFileError where there is more than tables."""
    tables = set()
    for kind, name, statement in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        if kind in ("view", "trigger") or _VIRTUAL.match(str(statement)):
            text = _("This database holds views or triggers, which no export of a phone does.")
            raise SleepFileError(text)
        if kind == "table":
            tables.add(str(name))
    return tables


def _authorizer(there: Mapping[str, frozenset[str]]) -> Callable[..., int]:
    """Says which columns may be read, and that nothing else may be done."""

    def is_allowed(action: int, table: str | None, column: str | None, *_place: object) -> int:
        is_read = action == sqlite3.SQLITE_READ and column in there.get(table or "", ())
        if is_read or action == sqlite3.SQLITE_SELECT:
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY

    return is_allowed
