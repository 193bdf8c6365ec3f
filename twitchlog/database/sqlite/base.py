"""Django's SQLite, for a file that may be renamed, deleted or replaced under a running server.

SQLite goes on writing into the file that it once opened, wherever that is now, and says that all is
well. So around each commit, before anybody is told that something is stored, the file of that name
is compared with the one that was opened: two questions to the file system, of some microseconds.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base, features

from twitchlog.database import file_identity, usage_locks
from twitchlog.database.newer_release import NewerDatabaseError
from twitchlog.database.sqlite.moved_file import FileMark, advice, set_log_aside
from twitchlog.database.sqlite.newer_file import newer_file

logger = logging.getLogger("twitchlog.sqlite")
# What begins a statement that stores nothing by itself.
READING_STATEMENTS = ("SELECT", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "EXPLAIN")


# Pages that are only read ask the file system no more often than this; whatever is stored asks each
# time.
LOOK_SECONDS = 0.1


# What SQLite itself waits for a lock, in milliseconds; with its pauses, which begin at one.
BUSY_MILLISECONDS = 4


def is_locked(error: sqlite3.OperationalError) -> bool:
    """Whether somebody else was using the database just then."""
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY


class DatabaseMovedError(OperationalError):
    """The file of that name is not the one that was opened.

    What was just written is not to be counted on.
    """


class Cursor(base.SQLiteCursorWrapper):
    """Looks where the file is around each statement that stores something without a transaction."""

    wrapper: DatabaseWrapper

    def execute(self, query: str, params: Any = None) -> Any:
        """As Django's. Raises DatabaseMovedError."""
        if self.connection.in_transaction or query.startswith("PRAGMA"):
            return super().execute(query, params)
        if query.startswith(READING_STATEMENTS):
            return self._patiently(super().execute, query, params)
        self.wrapper.look()
        result = self._patiently(super().execute, query, params)
        self.wrapper.look()
        return result

    def executemany(self, query: str, param_list: Any) -> Any:
        """As Django's, but all rows or none. Raises DatabaseMovedError."""
        if self.connection.in_transaction:
            return super().executemany(query, param_list)
        self.execute("BEGIN IMMEDIATE")
        try:
            result = super().executemany(query, param_list)
            self.wrapper.look()
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()
        self.wrapper.look()
        return result

    def _patiently(self, run: Callable[[str, Any], Any], query: str, params: Any) -> Any:
        """What ``run`` gives, tried again at once while somebody else writes.

        SQLite itself would wait longer and longer between its tries, up to 100 ms, and miss the
        moments in which nobody writes (docs/adr/0195). Raises sqlite3.OperationalError when the
        connection's ``timeout`` is over.
        """
        until = time.monotonic() + self.wrapper.settings_dict["OPTIONS"]["timeout"]
        while True:
            try:
                return run(query, params)
            except sqlite3.OperationalError as error:
                if not is_locked(error) or time.monotonic() >= until:
                    raise


class DatabaseFeatures(features.DatabaseFeatures):
    """What SQLite can do, without asking a database that may be locked: Django would take that for
    "no".
    """

    supports_json_field = True


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection.

    Connecting never makes a file: an empty diary in the place of a lost one would be believed.
    """

    features_class = DatabaseFeatures
    mark: FileMark | None = None  # of the file that is open; None: in memory, or none is open
    looked_at = 0.0  # when a request looked last, in seconds of the monotonic clock
    identity = ""  # which database it is (twitchlog.database.file_identity); "" if it does not say

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file that is there.

        Raises OperationalError if there is none, or while it is being restored.
        """
        if self.is_in_memory_db():
            return super().get_new_connection(conn_params)
        path = Path(self.settings_dict["NAME"])
        if not path.is_file():  # and no folder is made for it: its name may be mistyped
            raise DatabaseMovedError(f"There is no database at {path}.")
        try:
            usage_locks.use(path.parent)
        except (usage_locks.HeldError, OSError) as error:
            raise OperationalError(str(error)) from error
        mark = FileMark.of(path)
        connection = super().get_new_connection(
            {**conn_params, "database": f"{path.absolute().as_uri()}?mode=rw"}
        )
        self.identity = file_identity.identity_in(file_identity.read(connection))
        self.mark = mark and mark.with_log()  # by now SQLite has opened it
        self.look()
        newer = newer_file(path, connection)
        if newer:
            connection.close()
            raise NewerDatabaseError(newer)
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        """A cursor that looks where the file is."""
        if self.mark is None:
            return super().create_cursor(name)
        cursor = self.connection.cursor(factory=Cursor)
        cursor.wrapper = self
        return cursor

    def look(self) -> None:
        """Raise DatabaseMovedError unless the file of that name still is the one that is open."""
        if self.mark is not None and not self.mark.is_there():
            self._rescue()
            raise DatabaseMovedError(
                f"The database {self.mark.path} was renamed, deleted or replaced."
            )

    def close_if_unusable_or_obsolete(self) -> None:
        """Called by Django before and after each request: a file that has taken the other's place
        is opened instead.

        One that is gone stays open, since this may be all that is left of it.
        """
        super().close_if_unusable_or_obsolete()
        mark = self.mark
        if self.connection is None or mark is None or self.in_atomic_block:
            return
        now = time.monotonic()
        if now - self.looked_at < LOOK_SECONDS and not mark.is_rescued:
            return
        self.looked_at = now
        if mark.is_there():
            mark.is_rescued = False
        elif mark.is_replaced():
            self._rescue()
            self.close()
            set_log_aside(mark)

    def _commit(self) -> None:
        self.look()  # what is rolled back now is in no file
        super()._commit()  # type: ignore[misc]
        self.look()

    def _close(self) -> None:
        super()._close()  # type: ignore[misc]
        self.mark, self.identity = None, ""

    def _rollback(self) -> None:
        super()._rollback()  # type: ignore[misc]
        if self.mark is not None and not self.mark.is_there():
            self._rescue()

    def _rescue(self) -> None:
        """Bring what lies in the log into the file, wherever that is now, so that it is whole; say
        so once.
        """
        mark = self.mark
        if (
            mark is None
            or mark.is_rescued
            or self.connection is None
            or self.connection.in_transaction
        ):
            return
        mark.is_rescued = True
        logger.critical("%s", advice(mark))
        usual = f"busy_timeout={BUSY_MILLISECONDS}"
        for statement in ("busy_timeout=500", "wal_checkpoint(TRUNCATE)", usual):
            # somebody may be in the middle of it; the log stays beside the file's old name then
            with suppress(sqlite3.Error):
                self.connection.execute(f"PRAGMA {statement}").fetchall()
