"""The folder in which files wait that somebody has brought and not yet imported.

Only the server's own account can open it. What lies there is whole or not there at all.
"""

from __future__ import annotations

import hashlib
import shutil
import zlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.core import signing

from twitchlog.filesystem.atomic_files import draft_of

# Since it was last worked on.
KEPT = timedelta(hours=1)
# Bytes read at once.
PIECE = 1 << 20


def folder() -> Path:
    """Where such files wait; made when the first one comes."""
    return Path(settings.DATA_DIR) / "imports"


def file_digest(file: BinaryIO) -> str:
    """What tells one file from another: its SHA-256 in hex.

    The file is at its beginning before and after.
    """
    hashed = hashlib.sha256()
    while piece := file.read(PIECE):
        hashed.update(piece)
    file.seek(0)
    return hashed.hexdigest()


def sweep(as_of: datetime) -> None:
    """Remove what has waited for longer than it is kept, whoever brought it."""
    oldest = (as_of - KEPT).timestamp()
    for path in folder().glob("*"):
        try:
            if path.stat().st_mtime < oldest:
                drop_waiting(path)
        except FileNotFoundError:
            continue  # another process swept it first


def write_waiting(path: Path, pieces: Iterable[bytes]) -> None:
    """All of it or nothing, readable by the server's own account only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with draft_of(path) as draft:
        with draft.open("wb") as file:
            file.writelines(pieces)
        draft.replace(path)  # one that a power cut takes is brought again


def drop_waiting(path: Path) -> None:
    """Remove whatever lies there, also a folder that somebody made: a waiting file can always be
    put away.
    """
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def read_waiting(path: Path, load: Callable[[str], Any]) -> dict[str, Any] | None:
    """What was noted there; None if nothing was, or if the file has come to harm: no page may fail
    because of it.
    """
    try:
        noted = load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, signing.BadSignature, zlib.error):
        return None
    return noted if isinstance(noted, dict) else None
