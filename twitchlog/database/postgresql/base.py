"""Django's PostgreSQL, with one writer at a time.

The diary's rules hold between rows: one diary is brought at a time, the first account is one, an
entry that was sent twice is stored once. With SQLite each transaction has the database's one write
lock from its begin; here it takes a lock of the database's (an advisory one, which ends with the
transaction, also behind a pool of connections) before its first statement, and so does each
statement that writes by itself. Who only reads waits for nobody. The server queues who waits, in
order (docs/adr/0249).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.db import DatabaseError, OperationalError
from django.db.backends.postgresql import base

from twitchlog.database.file_identity import identity_in
from twitchlog.database.newer_release import APP, NewerDatabaseError, newer_than_this
from twitchlog.database.postgresql import database_identity

# Any number; the same for all who write into one database.
WRITER_LOCK = 846_325_001
# A process that is gone without a word, or stands still, in the middle of a transaction keeps
# others waiting for no longer, in seconds.
SILENT_WRITER_SECONDS = 300
# What begins a statement that stores something by itself.
WRITING = ("INSERT", "UPDATE", "DELETE")
ENCODING = "UTF8"


class WrongDatabaseError(OperationalError):
    """A database that cannot hold a diary, as a sentence that says what would."""


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection."""

    identity = ""  # which database it is (database_identity); "" if it does not say

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.execute_wrappers.append(self._as_a_writer)

    def get_connection_params(self) -> dict[str, Any]:
        """As Django's; how long a lock is waited for is said to each transaction."""
        params: dict[str, Any] = super().get_connection_params()
        params.pop("timeout", None)
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Connect, and look whether the database is one for this release.

        Raises WrongDatabaseError, NewerDatabaseError, and OperationalError as psycopg does.
        """
        connection = super().get_new_connection(conn_params)
        try:
            connection.autocommit = True
            encoding = connection.info.parameter_status("server_encoding")
            if encoding != ENCODING:
                raise WrongDatabaseError(_wrong_encoding(conn_params["dbname"], encoding))
            values, applied = (
                database_identity.read(connection),
                database_identity.applied(connection, APP),
            )
            self.identity, release = (
                identity_in(values),
                values.get(database_identity.RELEASE_MARK, ""),
            )
            if newer := newer_than_this(conn_params["dbname"], applied, release):
                raise NewerDatabaseError(newer)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_autocommit(self, autocommit: bool) -> None:
        """Called by Django where a transaction begins and where it has ended."""
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if autocommit or self.connection is None:
            return
        try:
            with self.wrap_database_errors:
                self.connection.execute(self._become_the_writer())
        except BaseException:
            if not self.connection.closed:
                self.connection.rollback()
                self.connection.autocommit = True
            raise

    def _become_the_writer(self) -> str:
        """One message to the server; the bounds end with the transaction, and with its pool's."""
        patience = int(self.settings_dict["OPTIONS"].get("timeout", 0) * 1000)
        return (
            f"SET LOCAL lock_timeout = {patience};"
            f" SET LOCAL idle_in_transaction_session_timeout = {SILENT_WRITER_SECONDS * 1000};"
            f" SELECT pg_advisory_xact_lock({WRITER_LOCK})"
        )

    def _as_a_writer(
        self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any
    ) -> Any:
        """A statement that writes by itself is a transaction of its own, with the lock."""
        alone = self.get_autocommit() and not self.in_atomic_block
        if not alone or not str(sql).lstrip().upper().startswith(WRITING):
            return execute(sql, params, many, context)
        self.set_autocommit(False)
        try:
            given = execute(sql, params, many, context)
            self.commit()
        except BaseException:
            with suppress(DatabaseError):  # it has hung up; what is told is why
                self.rollback()
            raise
        finally:
            if self.connection is not None and not self.connection.closed:
                self.set_autocommit(True)
        return given


def _wrong_encoding(name: str, encoding: str | None) -> str:
    return (
        f"The database {name} holds texts as {encoding}, in which there is not every character."
        " Make another one: createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 ..."
    )
