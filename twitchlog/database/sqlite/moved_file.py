"""Which file a connection has opened, whether it still is where it was, and what to do if not."""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

logger = logging.getLogger("twitchlog.sqlite")


@dataclass(slots=True)
class FileMark:
    """A database file by its place in the file system: its device, its inode and its log's."""

    path: Path
    device: int
    inode: int
    log: int | None = None
    is_rescued: bool = False
    _log_name: str = ""

    @classmethod
    def of(cls, path: Path) -> FileMark | None:
        """The file of that name; None if there is none."""
        try:
            status = os.stat(path)  # noqa: PTH116 - quicker, and asked for at each commit
        except FileNotFoundError:
            return None
        return cls(path, status.st_dev, status.st_ino)

    def with_log(self) -> FileMark:
        """The same, with the log that SQLite has opened beside it."""
        self._log_name = str(self.log_path)
        if log := FileMark.of(self.log_path):
            self.log = log.inode
        return self

    @property
    def log_path(self) -> Path:
        """Where SQLite writes before it writes into the file."""
        return self.path.with_name(f"{self.path.name}-wal")

    def is_there(self) -> bool:
        """Whether the file of that name is this one, and its log the one that is written into."""
        try:
            status = os.stat(self.path)  # noqa: PTH116 - as above
            log = self.log and os.stat(self._log_name).st_ino  # noqa: PTH116 - as above
        except OSError:
            return False
        return status.st_ino == self.inode and status.st_dev == self.device and log == self.log

    def is_replaced(self) -> bool:
        """Whether another file has that name now, or its log's, or the log has none any more."""
        return not self.is_there() and self.path.exists()


def advice(mark: FileMark) -> str:
    """What whoever runs the server should do, for its log."""
    text = f"The database {mark.path}, or its log, was renamed, deleted or replaced while it is in"
    text += " use. Nothing is stored"
    if mark.path.exists():
        return f"{text} into what was open any more; the file that is there now is opened."
    text += " until it is back under its name."
    file = _open_file(mark)
    if file is None:
        return text
    return f"{text} If it was deleted, copy it before the server is stopped: cp {file} {mark.path}"


def _open_file(mark: FileMark) -> Path | None:
    """The name by which this system gives a process's open file, also one that is deleted."""
    folder = Path(f"/proc/{os.getpid()}/fd")
    try:
        names = list(folder.iterdir())
    except OSError:
        return None
    return next((name for name in names if _is(name, mark)), None)


def _is(name: Path, mark: FileMark) -> bool:
    try:
        status = name.stat()
    except OSError:
        return False
    return (status.st_dev, status.st_ino) == (mark.device, mark.inode)


def set_log_aside(mark: FileMark) -> None:
    """Rename the log of a file that another one has replaced, before SQLite would read it as the
    new one's.

    Several processes find the same at the same time: whoever comes first renames it, and what is
    there afterwards is the new file's own.
    """
    lock = os.open(mark.path.with_name("database.lock"), os.O_RDWR)
    try:
        fcntl.lockf(lock, fcntl.LOCK_EX)
        log, file = FileMark.of(mark.log_path), FileMark.of(mark.path)
        if log is None or log.inode != mark.log or file is None or file.inode == mark.inode:
            return
        aside = mark.log_path.with_name(f"{mark.log_path.name}.{secrets.token_hex(4)}.replaced")
        mark.log_path.rename(aside)
        mark.path.with_name(f"{mark.path.name}-shm").unlink(missing_ok=True)
        if aside.stat().st_size:
            logger.critical("What the replaced database had in its log lies in %s", aside)
        else:
            aside.unlink()
    finally:
        os.close(lock)
