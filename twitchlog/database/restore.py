"""A copy is put in the place of the database, which stays until the new one is whole.

Whole means up to date and on the disk. Nobody else uses the database meanwhile, so that nothing is
acknowledged which lies in neither.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from twitchlog.database import backups, file_identity, schema, usage_locks
from twitchlog.database.backups import CopyError
from twitchlog.database.newer_release import NewerDatabaseError
from twitchlog.filesystem import atomic_files, disk_space, file_holders

_RESTORE_MARGIN = 1 << 20
BUSY_SECONDS = 30


def restore(
    copy: Path, database: Path, folder: Path, name: str, say: Callable[[str], object]
) -> Path | None:
    """Put ``copy`` in the place of ``database``, which gets that ``name`` in ``folder``.

    Gives the file in which what was there is kept, None if nothing was.

    ``say`` is told why it takes long. Raises CopyError, HeldError, DatabaseError or OSError; what
    was there is there then, under its name.
    """
    backups.check(copy)
    database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with usage_locks.alone(database.parent):
        _refuse_openers(database)
        _need_room(copy, database)
        atomic_files.clear_drafts(database.parent)
        with atomic_files.draft_of(database) as draft:
            _prepare(draft, copy)
            _fold(database, say)
            former = _keep(database, folder, name)
            # of a damaged one: SQLite would read its log into the new one
            for part in backups.parts(database):
                if part != database:
                    part.unlink()
            atomic_files.put_in_place(draft, database)
    return former


def _refuse_openers(database: Path) -> None:
    """Programs that are not ours take no lock of ours."""
    if database.exists() and file_holders.having_open(database):
        raise CopyError(
            f"{database} is in use by {file_holders.named([database])}. Stop that first."
        )


def _need_room(copy: Path, database: Path) -> None:
    """For the new one beside the old one, which is not copied but gets a second name; and for what
    its log adds.

    Bringing an older release's up to date may need more. Should there be none then, nothing is
    restored either.
    """
    log = sum(part.stat().st_size for part in backups.parts(database) if part != database)
    try:
        disk_space.need_room(database.parent, backups.size(copy) * 9 // 8 + log + _RESTORE_MARGIN)
    except disk_space.DiskFullError as error:
        raise CopyError(str(error)) from error


def _prepare(draft: Path, copy: Path) -> None:
    try:
        backups.fill(draft, copy)
        schema.bring_up_to_date(draft)
        file_identity.be_another(draft)
        backups.into_one_file(draft)
    except NewerDatabaseError as error:
        raise CopyError(str(error).replace(str(draft), str(copy))) from error
    except sqlite3.Error as error:
        raise backups.refusal(error, copy, draft.parent) from error
    backups.check(draft, copy)


def _fold(database: Path, say: Callable[[str], object]) -> None:
    """Bring the log of the old database into its file, so that the file is all of it.

    A damaged one stays as it is.
    """
    if not database.exists():
        return
    try:
        try:
            _into_one_file(database, 0)
        except CopyError as error:
            if isinstance(error, backups.DamagedDatabaseError):
                raise
            say(f"{error} Waiting for at most {BUSY_SECONDS} seconds.")
            _into_one_file(database, BUSY_SECONDS)
    except backups.DamagedDatabaseError as error:
        say(f"{error} It is kept as it is.")


def _into_one_file(database: Path, seconds: int) -> None:
    try:
        with closing(
            sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True, timeout=seconds)
        ) as old:
            old.execute("PRAGMA journal_mode=DELETE").fetchone()
            old.execute("BEGIN EXCLUSIVE")
            old.execute("COMMIT")
    except sqlite3.Error as error:
        raise backups.refusal(error, database, database.parent) from error


def _keep(database: Path, folder: Path, name: str) -> Path | None:
    """Give the old database, with what may lie beside it, a second name; it is copied where that
    cannot be.
    """
    if not backups.size(database):
        return None
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    former = _free_name(folder, name)
    for part in reversed(backups.parts(database)):
        target = folder / part.name.replace(database.name, former.name, 1)
        try:
            os.link(part, target)
        except OSError as error:
            if error.errno in disk_space.DISK_FULL_ERRORS:
                raise
            with atomic_files.draft_of(target) as draft:
                disk_space.need_room(folder, part.stat().st_size)
                draft.write_bytes(part.read_bytes())
                atomic_files.put_where_nothing_is(draft, target)
    atomic_files.sync_folder(folder)
    return former


def _free_name(folder: Path, name: str) -> Path:
    stem = name.removesuffix(".sqlite3")
    endings = ["", *(f"-{number}" for number in range(2, 10_000))]
    paths = (folder / f"{stem}{ending}.sqlite3" for ending in endings)
    return next(path for path in paths if not backups.parts(path))
