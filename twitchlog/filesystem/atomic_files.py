"""Files that are there whole or not at all, whenever the power goes.

They are written under another name, brought to the disk, and only then given their own. A draft is
locked by whoever writes it for as long as they live, so that those of the dead can be told and
cleared away.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

DRAFT_ENDING = ".part"
SHARED_ENDING = ".draft"
_BESIDE = ("-wal", "-shm", "-journal", "")


def write(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Put ``content`` at ``path``, in the place of what was there.

    On the disk when this returns. Raises OSError.
    """
    with draft_of(path, mode=mode) as draft:
        draft.write_bytes(content)
        put_in_place(draft, path)


@contextmanager
def draft_of(path: Path, *, mode: int = 0o600) -> Iterator[Path]:
    """An empty file beside ``path`` to be filled, then put in place.

    Removed at the end if it was not. Raises OSError. Whoever opens it with SQLite must have closed
    it before the end.
    """
    draft, lock = _begin(path, mode)
    try:
        yield draft
    finally:
        _remove(draft)
        os.close(lock)


@contextmanager
def shared_draft_of(path: Path, *, mode: int = 0o600) -> Iterator[BinaryIO]:
    """The one draft of ``path``, which one process at a time has for itself.

    So several who would make the same wait for one to do it. What a killed process left of it is
    taken over. Removed at the end if it was not put in place.
    """
    draft = path.with_name(path.name + SHARED_ENDING)
    while True:
        with open(
            draft, "r+b", opener=lambda name, _flags: os.open(name, os.O_RDWR | os.O_CREAT, mode)
        ) as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # a process that ends lets go of it, however it ends
            if not _is_there(draft, file.fileno()):
                continue  # whoever had it before has put it in its place, or away
            try:
                yield file
            finally:
                if _is_there(draft, file.fileno()):
                    draft.unlink()
            return


def put_in_place(draft: Path, path: Path) -> None:
    """Give a draft its name, in the place of what has it.

    File and name are on the disk when this returns.
    """
    sync_file(draft)
    draft.rename(path)
    sync_folder(path.parent)


def put_where_nothing_is(draft: Path, path: Path) -> None:
    """Give a draft its name.

    Raises FileExistsError if something has it, also if it came at this very moment.
    """
    sync_file(draft)
    os.link(draft, path)
    sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Return once the content of ``path`` is on the disk."""
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def sync_folder(folder: Path) -> None:
    """Return once the names in ``folder`` are on the disk."""
    sync_file(folder)


def give_to_owner(file: int, folder: Path) -> None:
    """What root makes in somebody's folder is theirs: the server that runs as them must use it."""
    if os.geteuid() == 0:
        status = folder.stat()
        os.fchown(file, status.st_uid, status.st_gid)


def clear_drafts(folder: Path, ending: str = DRAFT_ENDING) -> list[Path]:
    """Remove the drafts in ``folder`` whose writers are dead; which ones.

    A living writer's stays.
    """
    return [draft for draft in sorted(folder.glob(f"*{ending}")) if _cleared(draft)]


def _begin(path: Path, mode: int) -> tuple[Path, int]:
    while True:
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}{DRAFT_ENDING}")
        lock = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        give_to_owner(lock, path.parent)
        fcntl.flock(lock, fcntl.LOCK_EX)
        # else somebody has taken it for a dead one's before it was locked
        if _is_there(draft, lock):
            return draft, lock
        os.close(lock)


def _is_there(path: Path, file: int) -> bool:
    """Whether the open file still is the one of that name."""
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def _cleared(draft: Path) -> bool:
    """Whether nobody was writing it; then it is removed, locked so that nobody takes it over."""
    try:
        file = os.open(draft, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if _is_there(draft, file):
            _remove(draft)
            return True
    except BlockingIOError:
        return False
    finally:
        os.close(file)
    return False


def _remove(draft: Path) -> None:
    """With what SQLite may have left beside it, which goes first: by the draft it is found."""
    for ending in _BESIDE:
        draft.with_name(f"{draft.name}{ending}").unlink(missing_ok=True)
