"""Who uses the database: one server, any number of commands beside it, or a restore alone.

Locks of the system (flock) on two files in DATA_DIR, which end with the last process that has them:
with the server's workers too, since a worker that outlives its parent still stores what it is sent.
The files hold nothing and stay.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from twitchlog.filesystem import atomic_files, file_holders

SERVER, DATABASE = "server.lock", "database.lock"
# A server that was just killed takes a moment to be gone with all its workers.
START_SECONDS, USE_SECONDS, ALONE_SECONDS = 5.0, 20.0, 2.0
_STEP = 0.05

# Open for as long as this process lives, and its forks.
_held: dict[Path, int] = {}


class HeldError(Exception):
    """Somebody else has it, as a sentence that says who and what to do."""


def serve_alone(folder: Path) -> None:
    """Be the one server of ``folder`` until this process and its forks have ended.

    Raises HeldError, OSError.
    """
    path = folder / SERVER
    if path in _held:
        return
    _held[path] = _locked(
        path, fcntl.LOCK_EX, START_SECONDS, "Another Twitchlog serves {folder}{who}. Stop it first."
    )


def use(folder: Path) -> None:
    """Be one of those who use the database in ``folder`` until this process ends.

    Raises HeldError, OSError.
    """
    path = folder / DATABASE
    if path not in _held:
        text = "The database in {folder} is being restored{who}. Try again when that is over."
        _held[path] = _locked(path, fcntl.LOCK_SH, USE_SECONDS, text)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Nobody else uses the database in ``folder`` meanwhile. Raises HeldError, OSError.

    This process must have no connection open; those that it opens within are its own.
    """
    path = folder / DATABASE
    if path in _held:
        os.close(_held.pop(path))
    text = "The database in {folder} is in use{who}. Stop that first."
    _held[path] = _locked(path, fcntl.LOCK_EX, ALONE_SECONDS, text)
    try:
        yield
    finally:
        os.close(_held.pop(path))


def _locked(path: Path, kind: int, seconds: float, text: str) -> int:
    """The open file, once it is locked."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    atomic_files.give_to_owner(file, path.parent)
    until = time.monotonic() + seconds
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                by_whom = _by_whom(path)
                os.close(file)
                raise HeldError(text.format(folder=path.parent, who=by_whom)) from None
            time.sleep(_STEP)
        else:
            return file


def _by_whom(path: Path) -> str:
    names = file_holders.named([path])
    return names and f" by {names}"
