"""Whole copies of the database: made while the server runs, checked, named, and thinned out."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.conf import settings

from twitchlog.database import file_identity
from twitchlog.database.kinds import lies_on_a_server
from twitchlog.filesystem import atomic_files, disk_space, file_holders

# What a copy must hold to be one of ours: the diary and who keeps it.
TABLES = {"journal_episode", "auth_user", "django_migrations"}
# In a copy: the how manieth of its folder it is. Times come from a clock that may be wrong.
NUMBER = "number"
# How the names of copies begin: those that somebody had made, and the server's own.
BY_COMMAND, NIGHTLY = "twitchlog", "nightly"
# Those made before an update or a restore are called otherwise, and are never thinned out.
BACKUP_NAME = re.compile(rf"({BY_COMMAND}|{NIGHTLY})-\d{{4}}-\d\d-\d\d-\d{{6}}(-\d+)?\.sqlite3")
COPIED_BY_ITS_SERVER = (
    "The database lies on a server of PostgreSQL's, whose own programs copy it and put it back:"
    " pg_dump and pg_restore (docs/postgresql.md)."
)
LOCKED_SECONDS = 20
_BACKUP_MARGIN = 1 << 20
_IN_THE_WAY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_NO_DATABASE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class CopyError(Exception):
    """Why a copy cannot be made or put back, as a sentence."""


class DamagedDatabaseError(CopyError):
    """A file that is no database, is damaged, or is not Twitchlog's.

    A disk that is full is none of these.
    """


def database() -> Path:
    """The file that holds everything. Raises CopyError where a server has it."""
    if lies_on_a_server():
        raise CopyError(COPIED_BY_ITS_SERVER)
    return Path(str(settings.DATABASES["default"]["NAME"]))


def parts(file: Path) -> list[Path]:
    """A database file and those that SQLite keeps beside it, as far as they are there."""
    return [
        part
        for ending in ("", "-wal", "-shm", "-journal")
        if (part := Path(f"{file}{ending}")).exists()
    ]


def name_of(at: datetime, kind: str = BY_COMMAND) -> str:
    """A file's name by its time (UTC); ``kind`` says who had it made."""
    return f"{kind}-{at:%Y-%m-%d-%H%M%S}.sqlite3"


def back_up_into(folder: Path, original: Path, name: str) -> Path:
    """As :func:`back_up`, under that name in ``folder``, with a number behind a name that is taken.

    Gives the file that was made.
    """
    if original.exists():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        atomic_files.clear_drafts(folder)
    copy = folder / name
    for number in range(2, 10_000):
        try:
            back_up(original, copy)
        except FileExistsError:
            copy = folder / f"{name.removesuffix('.sqlite3')}-{number}.sqlite3"
        else:
            return copy
    raise CopyError(f"There are too many copies of one second in {folder}.")


def back_up(original: Path, copy: Path) -> None:
    """Copy the database ``original`` to the new file ``copy``, readable by its owner only.

    SQLite's own backup reads one consistent state also while entries are being saved; a copy of the
    file alone would miss what still lies in the log beside it. The file gets its name only when it
    is whole, sound and on the disk. Raises CopyError if it cannot be made, FileExistsError if the
    name is taken, OSError if the folder takes nothing.
    """
    if not original.exists():
        raise CopyError(f"There is no database at {original}.")
    if copy.exists():
        raise FileExistsError(f"{copy} exists already.")
    copy.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        disk_space.need_room(copy.parent, size(original) + _BACKUP_MARGIN)
        with atomic_files.draft_of(copy) as draft:
            fill(draft, original)
            file_identity.be_another(draft, **{NUMBER: str(_next_number(copy.parent))})
            into_one_file(draft)
            check(draft, original)
            atomic_files.put_where_nothing_is(draft, copy)
    except disk_space.DiskFullError as error:
        raise CopyError(str(error)) from error
    except sqlite3.Error as error:
        raise refusal(error, original, copy.parent) from error


def check(copy: Path, original: Path | None = None) -> None:
    """Raise DamagedDatabaseError unless ``copy`` is a sound database of Twitchlog's.

    The error speaks of the ``original``, if given. Raises CopyError if it cannot be looked at.
    """
    name = original or copy
    if not copy.is_file():
        if copy.exists():
            raise CopyError(f"{name} is no file.")
        raise CopyError(f"There is no file {name}.")
    try:
        with closing(
            sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            faults = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            tables = {
                row[0]
                for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
    except sqlite3.Error as error:
        raise refusal(error, name, copy.parent) from error
    if faults != ["ok"]:
        raise DamagedDatabaseError(f"{name} is damaged: {'; '.join(faults[:3])}")
    if not tables >= TABLES:
        raise DamagedDatabaseError(f"{name} is a database, but not one of Twitchlog's.")


def thin_out(folder: Path, keep: int, *, newest: Path, kind: str = BY_COMMAND) -> None:
    """Delete all of that kind but the ``keep`` made last, ``newest`` among them.

    What was made is told by the number in it, not by its name or time: a clock may have been wrong.
    A file that is not a copy of ours stays, whatever it is called.
    """
    of_kind = (path for path in _copies(folder) if path.name.startswith(f"{kind}-"))
    numbers = {path: _number(path) for path in of_kind}
    ours = [
        path for path, number in numbers.items() if number is not None and not path.samefile(newest)
    ]
    ours.sort(key=lambda path: (numbers[path] or 0, path.name))
    if newest.parent.samefile(folder):
        keep -= 1
    for old in ours[: max(len(ours) - keep, 0)]:
        old.unlink(missing_ok=True)


def fill(target: Path, source: Path) -> None:
    """Write all that the database ``source`` holds into the file ``target``.

    Raises sqlite3.Error.

    Python's backup waits for a locked database without end and without a word; so the lock to read
    is taken first, which is waited for no longer than the connection says.
    """
    with (
        closing(
            sqlite3.connect(
                f"{source.absolute().as_uri()}?mode=ro", uri=True, timeout=LOCKED_SECONDS
            )
        ) as reader,
        closing(sqlite3.connect(target)) as writer,
    ):
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        reader.backup(writer)


def into_one_file(copy: Path) -> None:
    """Leave nothing beside the file; a database in WAL mode brings two more along whenever it is
    looked at.
    """
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def refusal(error: sqlite3.Error, file: Path, folder: Path) -> CopyError:
    """Why SQLite could not read ``file`` or write into ``folder``.

    Damaged only where SQLite says that it is.
    """
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if disk_space.is_full(error, folder):
        return CopyError(f"The disk of {folder} is full. Make room, then try again.")
    if code in _IN_THE_WAY:
        who = file_holders.named(parts(file)) or "another program"
        return CopyError(f"{file} is locked by {who}. Try again when that is over.")
    if code in _NO_DATABASE:
        return DamagedDatabaseError(f"{file} is not a database that can be read ({error}).")
    return CopyError(f"{file} cannot be copied ({error}).")


def size(file: Path) -> int:
    """Bytes of a database with its log, which is more than a copy of it needs."""
    return sum(part.stat().st_size for part in parts(file) if not part.name.endswith("-shm"))


def _copies(folder: Path) -> list[Path]:
    """What is called as one of both kinds is."""
    return [path for path in folder.iterdir() if BACKUP_NAME.fullmatch(path.name)]


def _next_number(folder: Path) -> int:
    return 1 + max((_number(path) or 0 for path in _copies(folder)), default=0)


def _number(path: Path) -> int | None:
    """The how manieth copy it is; 0 if an older release made it, None for no copy of ours."""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        ) as connection:
            names = {
                row[0]
                for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            }
            number = file_identity.read(connection).get(NUMBER, "0")
    except sqlite3.Error:
        return None
    if not (names >= TABLES and number.isdecimal()):
        return None
    return int(number)
