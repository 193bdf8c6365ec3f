"""What keeps the database from being used: told from faults of the program, and said in words."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from twitchlog.database import backups
from twitchlog.database.kinds import lies_on_a_server
from twitchlog.database.newer_release import NewerDatabaseError
from twitchlog.database.postgresql import causes
from twitchlog.database.sqlite.base import DatabaseMovedError
from twitchlog.filesystem import disk_space, file_holders

RETRY_SECONDS = 30
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_CLOSED = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}


class Cause(StrEnum):
    """Why nothing can be stored or read."""

    FULL = "full"
    GONE = "gone"
    BUSY = "busy"
    DAMAGED = "damaged"
    CLOSED = "closed"
    AWAY = "away"


# For a person who may or may not be the one who runs the server.
CAUSE_TEXTS: dict[Cause, str | Promise] = {
    Cause.FULL: _("The disk of this server is full. Whoever runs it has to make room."),
    Cause.GONE: _(
        "The diary’s database is not where this server left it. Whoever runs it has to put it back."
    ),
    Cause.BUSY: _("Another program keeps the diary’s database busy. Try again in a moment."),
    Cause.DAMAGED: _(
        "A part of the diary’s database cannot be read. Whoever runs this server can put a backup"
        " back."
    ),
    Cause.CLOSED: _(
        "The diary’s database cannot be written. Whoever runs this server has to look after its"
        " disk."
    ),
    Cause.AWAY: _(
        "The diary’s database does not answer. Whoever runs this server has to see to it; what is"
        " stored is not lost."
    ),
}


def cause_of(error: BaseException | None) -> Cause | None:
    """Why the database or the disk failed; None for anything else, which is a fault of ours."""
    if error is None:
        return None
    if isinstance(error, disk_space.DiskFullError) or disk_space.is_full(
        error, Path(settings.DATA_DIR)
    ):
        return Cause.FULL
    if isinstance(error, DatabaseMovedError | NewerDatabaseError):
        return Cause.GONE
    code = _code(error)
    for codes, cause in ((_BUSY, Cause.BUSY), (_DAMAGED, Cause.DAMAGED), (_CLOSED, Cause.CLOSED)):
        if code in codes:
            return cause
    return _cause_on_a_server(error)


def _cause_on_a_server(error: BaseException) -> Cause | None:
    state = causes.state_of(error)
    for states, cause in (
        (causes.FULL, Cause.FULL),
        (causes.BUSY, Cause.BUSY),
        (causes.DAMAGED, Cause.DAMAGED),
        (causes.CLOSED, Cause.CLOSED),
    ):
        if state in states:
            return cause
    return Cause.AWAY if causes.is_away(error) else None


def sentence(error: Exception) -> str:
    """Why the database cannot be used, for the command line, in English, with who is in the way."""
    if cause_of(error) is Cause.BUSY and lies_on_a_server():
        return "Another program keeps the database busy. Try again when that is over."
    if _code(error) in _BUSY:
        file = backups.database()
        files = [file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")]
        who = file_holders.named(files) or "another program"
        return f"The database {file} is locked by {who}. Try again when that is over."
    if cause_of(error) is Cause.AWAY and isinstance(error, DatabaseError):
        return causes.advice(error)
    if cause_of(error) is Cause.FULL and lies_on_a_server():
        return "The disk of the database's server is full. Make room, then try again."
    if cause_of(error) is Cause.FULL:
        return f"The disk of {settings.DATA_DIR} is full. Make room, then try again."
    return f"The database cannot be used: {str(error).removesuffix('.')}."


def _code(error: BaseException) -> int | None:
    """SQLite's own number for it, without the details."""
    cause: BaseException | None = error
    while cause is not None:
        code: int | None = getattr(cause, "sqlite_errorcode", None)
        if code is not None:
            return code & 0xFF
        cause = cause.__cause__
    return None
