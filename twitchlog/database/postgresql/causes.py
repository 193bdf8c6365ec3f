"""What a server of PostgreSQL's says when it cannot go on, by the codes of its own list.

PostgreSQL's manual has the list, "PostgreSQL Error Codes" (SQLSTATE). psycopg is not needed for it.
"""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError, OperationalError, connection

FULL = frozenset({"53100"})  # disk_full
# lock_not_available, deadlock_detected, query_canceled, too_many_connections
BUSY = frozenset({"55P03", "40P01", "57014", "53300"})
DAMAGED = frozenset({"XX001", "XX002"})  # data_corrupted, index_corrupted
# read_only_sql_transaction, insufficient_privilege, system_error, io_error
CLOSED = frozenset({"25006", "42501", "58000", "58030"})
# admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped, idle_in_transaction, no
# such database, no such password
AWAY = frozenset({"57P01", "57P02", "57P03", "57P04", "25P03", "3D000", "28P01", "28000"})
_CONNECTION = "08"  # how the codes of a connection that failed begin


def state_of(error: BaseException | None) -> str:
    """The code of what failed, or of what it came from; "" if there is none."""
    while error is not None:
        state = getattr(error, "sqlstate", None)
        if state is not None:
            return str(state)
        error = error.__cause__
    return ""


def is_away(error: BaseException) -> bool:
    """Whether the server could not be reached, or has hung up."""
    state = state_of(error)
    if state:
        return state in AWAY or state.startswith(_CONNECTION)
    unreached = isinstance(error, OperationalError | InterfaceError)
    return unreached and connection.vendor == "postgresql" and _is_of_psycopg(error)


def advice(error: DatabaseError) -> str:
    """Why the database cannot be used, and what would help; without its address or password."""
    said = " ".join(str(error).split()).removesuffix(".")
    state, named = state_of(error), "DATABASE_URL"
    if state in {"28P01", "28000"} or "password" in said:
        return f"The server lets nobody in with the name and password of {named} ({said})."
    if state == "3D000" or "does not exist" in said:
        return f"What {named} names is not there ({said}). Make it first: createdb."
    if "SSL" in said or "certificate" in said:
        return (
            f"The connection that {named} names cannot be encrypted as it should ({said})."
            " In a network of your own, ?sslmode=disable at its end does without."
        )
    return f"The server that {named} names does not answer ({said}). Start it, or name another one."


def _is_of_psycopg(error: BaseException) -> bool:
    cause = error.__cause__
    return cause is not None and type(cause).__module__.partition(".")[0] == "psycopg"
