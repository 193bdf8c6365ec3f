"""Whether there is room, and whether an error means that there was none."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from pathlib import Path

# Full, over one's quota, or past what a file may hold: for whoever writes it is all the same.
DISK_FULL_ERRORS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# What SQLite says when a write failed, without saying why.
_FAILED = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
_PROBE = 1 << 16
# Bytes that stay free for what people write.
ROOM_TO_WRITE = 100_000_000
_MEGABYTE = 1_000_000


class DiskFullError(Exception):
    """There is not enough room on the disk, as a sentence that says how much would do."""


def free_bytes(folder: Path) -> int:
    """How much this account may still write into ``folder``, as far as its file system says."""
    status = os.statvfs(folder)
    return status.f_bavail * status.f_frsize


def need_room(folder: Path, number: int) -> None:
    """Raise DiskFullError unless ``number`` bytes fit into ``folder``."""
    free = free_bytes(folder)
    if free < number:
        raise DiskFullError(
            f"The disk of {folder} has too little room: {megabytes(number)} MB are needed,"
            f" {megabytes(free)} MB are free. Make room, then try again."
        )


def is_full(error: BaseException, folder: Path) -> bool:
    """Whether ``error``, or what it came from, means that the disk of ``folder`` is full.

    SQLite calls a quota, and a disk without room for the index of its log, an I/O error like any
    other; then a small file is written to see.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError) and cause.errno in DISK_FULL_ERRORS:
            return True
        code = getattr(cause, "sqlite_errorcode", None)
        if code is not None and code & 0xFF == sqlite3.SQLITE_FULL:
            return True
        if code is not None and code & 0xFF in _FAILED and not _takes_more(folder):
            return True
        cause = cause.__cause__ or cause.__context__
    return False


def _takes_more(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"." * _PROBE)
            file.flush()
    except OSError as error:
        return error.errno not in DISK_FULL_ERRORS
    return True


def megabytes(number: int) -> str:
    """A number of bytes, as in "1,234.5"."""
    return f"{number / _MEGABYTE:,.1f}"
