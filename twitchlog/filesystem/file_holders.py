"""Which other processes have a file open, for a sentence that names them. Only Linux tells."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_PROC = Path("/proc")
# Of a line of /proc/locks: who holds the lock, and on which file (device, inode).
_LOCK = re.compile(r"^\d+: \S+ +\S+ +\S+ +(\d+) [0-9a-f]+:[0-9a-f]+:(\d+) ")
_LONGEST_COMMAND = 80


def named(paths: Iterable[Path]) -> str:
    """Names of the processes that hold a lock on one of ``paths``, or else have it open.

    Each as "process 123 (python manage.py serve)"; "" if none is known: another account's processes
    are seen by root alone.
    """
    existing = [path for path in paths if path.exists()]
    openers = sorted({pid for path in existing for pid in _openers(path)})
    lockers = [pid for pid in openers if pid in set(_lockers(existing))]
    return ", ".join(f"process {pid} ({_command(pid)})" for pid in lockers or openers)


def having_open(path: Path) -> list[int]:
    """The ids of other processes that have ``path`` open, as far as this account is told."""
    return sorted(_openers(path))


def _openers(path: Path) -> Iterator[int]:
    wanted = path.stat()
    for folder in _PROC.glob("[0-9]*"):
        pid = int(folder.name)
        if pid != os.getpid() and _has_open(folder, wanted):
            yield pid


def _has_open(process: Path, wanted: os.stat_result) -> bool:
    try:
        return any(_is(file, wanted) for file in (process / "fd").iterdir())
    except OSError:  # it has ended, or is another account's
        return False


def _is(file: Path, wanted: os.stat_result) -> bool:
    try:
        return os.path.samestat(file.stat(), wanted)
    except OSError:  # closed meanwhile, or nothing with a place in the file system
        return False


def _lockers(paths: Iterable[Path]) -> Iterator[int]:
    try:
        lines = (_PROC / "locks").read_text(encoding="ascii").splitlines()
    except OSError:
        return
    inodes = {path.stat().st_ino for path in paths}
    for line in lines:
        if (lock := _LOCK.match(line)) and int(lock[2]) in inodes:
            yield int(lock[1])


def _command(pid: int) -> str:
    try:
        words = (_PROC / str(pid) / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return "which has ended"
    return " ".join(word.decode(errors="replace") for word in words if word)[:_LONGEST_COMMAND]
