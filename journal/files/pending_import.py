"""The file that a person has brought and not yet imported, and how far the work on it is.

It waits on disk, not in memory or the database, in a folder that only the server's own account can
open. One person has one such file at a time. Its name follows from the person by the server's
secret key, so nobody can guess it and no address or form ever carries it (docs/adr/0043).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import zlib
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.utils.crypto import salted_hmac

from twitchlog.filesystem.atomic_files import draft_of

# Since it was last worked on.
KEPT = timedelta(hours=1)
# Where files of each kind wait: diaries, and the sleep of devices.
SLEEP_PLACE = "device_sleep"
WAITING_PLACES = ("", SLEEP_PLACE)
# Bytes read at once.
PIECE = 1 << 20
# A note is signed, so that one which was cut off or changed is told from what was found.
_NOTE = "journal.waiting.note"
_SHEET = "journal.waiting.sheet"
# Work on a file says how far it is many times in this; what was silent for longer was ended.
SILENT_AFTER = timedelta(seconds=90)


def folder() -> Path:
    """Where such files wait; made when the first one comes."""
    return Path(settings.DATA_DIR) / "imports"


class PendingImport:
    """One person's file, what was found in it, and how far the work is.

    ``place``: a file of another kind waits in a place of its own.
    """

    def __init__(self, person: User, place: str = "") -> None:
        key = f"{person.pk} {place}".rstrip()
        name = salted_hmac("journal.waiting", key, algorithm="sha256").hexdigest()
        self._file, self._found, self._sheet, self._progress = (
            folder() / f"{name}.{kind}" for kind in ("diary", "found", "sheet", "progress")
        )

    def keep(self, pieces: Iterable[bytes]) -> None:
        """Take a file in; an earlier one is dropped."""
        self.remove()
        _write(self._file, pieces)

    def open(self) -> BinaryIO:
        """The file's bytes. Raises FileNotFoundError if none waits."""
        if not self._file.is_file():
            raise FileNotFoundError(self._file)
        return self._file.open("rb")

    def note(self, preview: dict[str, Any], as_of: datetime) -> None:
        """Remember what was found in the file, for the page that shows it."""
        text = signing.dumps({**preview, "noted_at": as_of.timestamp()}, salt=_NOTE, compress=True)
        _write(self._found, [text.encode()])

    def preview(self, as_of: datetime) -> dict[str, Any] | None:
        """What was found; None if no file waits, it has waited for longer than it is kept, or its
        note is damaged.
        """
        preview = _read(self._found, lambda text: signing.loads(text, salt=_NOTE))
        if (
            preview is None
            or not self._file.is_file()
            or preview["noted_at"] < (as_of - KEPT).timestamp()
        ):
            return None
        return preview

    def note_sheet(self, noted: dict[str, Any], as_of: datetime) -> None:
        """Remember what was understood of a table of the person's own, or of the sleep of a device,
        and what they answered.

        The file waits from now on.
        """
        text = signing.dumps({**noted, "noted_at": as_of.timestamp()}, salt=_SHEET, compress=True)
        _write(self._sheet, [text.encode()])
        if self._file.is_file():
            os.utime(self._file)

    def sheet(self, as_of: datetime) -> dict[str, Any] | None:
        """What was noted of such a file; None if nothing was, or it has waited for too long."""
        noted = _read(self._sheet, lambda text: signing.loads(text, salt=_SHEET))
        if noted is None or noted["noted_at"] < (as_of - KEPT).timestamp():
            return None
        return noted

    def size(self) -> int:
        """The file's bytes. Raises FileNotFoundError if none waits."""
        return self._file.stat().st_size

    def drop_file(self) -> None:
        """Drop the file alone: what was noted of it is still shown."""
        _drop(self._file)

    def tell(self, stage: str, done: int, of: int) -> None:
        """Say how far the work is; the page asks for it meanwhile."""
        percent = 100
        if of:
            percent = 100 * done // of
        _write(
            self._progress, [json.dumps({"stage": stage, "percent": min(percent, 100)}).encode()]
        )

    def progress(self) -> dict[str, Any]:
        """The latest that was told, {} if no work is under way."""
        return _read(self._progress, json.loads) or {}

    def is_at_work(self, as_of: datetime) -> bool:
        """Whether somebody works on the file, and has said so lately."""
        try:
            said_at = self._progress.stat().st_mtime
        except FileNotFoundError:
            return False
        return said_at >= (as_of - SILENT_AFTER).timestamp()

    def rest(self) -> None:
        """The work is over."""
        self._progress.unlink(missing_ok=True)

    def remove(self) -> None:
        """Drop the file and all that was noted of it."""
        for path in (self._file, self._found, self._sheet, self._progress):
            _drop(path)


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
                _drop(path)
        except FileNotFoundError:
            continue  # another process swept it first


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    """All of it or nothing, readable by the server's own account only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with draft_of(path) as draft:
        with draft.open("wb") as file:
            file.writelines(pieces)
        draft.replace(path)  # one that a power cut takes is brought again


def _drop(path: Path) -> None:
    """Remove whatever lies there, also a folder that somebody made: a waiting file can always be
    put away.
    """
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _read(path: Path, load: Callable[[str], Any]) -> dict[str, Any] | None:
    """What was noted there; None if nothing was, or if the file has come to harm: no page may fail
    because of it.
    """
    try:
        noted = load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, signing.BadSignature, zlib.error):
        return None
    return noted if isinstance(noted, dict) else None
