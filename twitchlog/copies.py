"""Whole copies of the database: made while the server runs, checked, and put back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings

# What a copy must hold to be one of ours: the diary and who keeps it.
TABLES = {"journal_episode", "auth_user", "django_migrations"}


class CopyError(Exception):
    """Why a copy cannot be made or put back, as a sentence."""


def database() -> Path:
    """The file that holds everything."""
    return Path(str(settings.DATABASES["default"]["NAME"]))


def name_of(at: datetime) -> str:
    """A file's name by its time (UTC); sorted by name is sorted by time."""
    return f"twitchlog-{at:%Y-%m-%d-%H%M%S}.sqlite3"


def back_up(original: Path, copy: Path) -> None:
    """Copy the database ``original`` to the new file ``copy``, readable by its owner only.

    SQLite's own backup reads one consistent state also while entries are being saved; a copy of the file alone would
    miss what still lies in the log beside it. The file gets its name only when it is whole and sound. Raises CopyError
    if there is nothing to copy, if the name is taken or if the copy is not sound, OSError if the folder cannot be
    written.
    """
    if not original.exists():
        raise CopyError(f"There is no database at {original}.")
    if copy.exists():
        raise CopyError(f"{copy} exists already.")
    copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = copy.with_name(f"{copy.name}.{os.getpid()}.part")
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL, 0o600))
    try:
        _copy(original, draft)
        _into_one_file(draft)
        check(draft, original)
        draft.rename(copy)
    except sqlite3.Error as error:
        raise CopyError(f"{original} cannot be copied ({error}).") from error
    finally:
        draft.unlink(missing_ok=True)


def restore(copy: Path, target: Path) -> None:
    """Put ``copy`` in the place of everything in the database ``target``, which a running server may have open.

    Raises CopyError if the copy is not sound; ``target`` is untouched then.
    """
    check(copy)
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    _copy(copy, target)


def set_aside(damaged: Path, kept: Path) -> None:
    """Rename a database that cannot be copied, with the two files that SQLite may have left beside it."""
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for ending in ("", "-wal", "-shm"):
        part = damaged.with_name(damaged.name + ending)
        if part.exists():
            part.rename(kept.with_name(kept.name + ending))


def check(copy: Path, original: Path | None = None) -> None:
    """Raise CopyError unless ``copy`` is a sound database of Twitchlog's; it speaks of the ``original``, if given."""
    name = original or copy
    if not copy.is_file():
        raise CopyError(f"{name} is no file." if copy.exists() else f"There is no file {name}.")
    try:
        with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.Error as error:
        raise CopyError(f"{name} is not a database that can be read ({error}).") from error
    if said != ["ok"]:
        raise CopyError(f"{name} is damaged: {'; '.join(said[:3])}")
    if not tables >= TABLES:
        raise CopyError(f"{name} is a database, but not one of Twitchlog's.")


def _copy(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as reader,
        closing(sqlite3.connect(target, timeout=20)) as writer,
    ):
        reader.backup(writer)


def _into_one_file(copy: Path) -> None:
    # A database in WAL mode brings two more files along whenever it is looked at.
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
