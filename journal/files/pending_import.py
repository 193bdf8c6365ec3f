"""The file that a person has brought and not yet imported, and how far the work on it is.

It waits on disk, not in memory or the database, in a folder that only the server's own account can
open. One person has one such file at a time. Its name follows from the person by the server's
secret key, so nobody can guess it and no address or form ever carries it (docs/adr/0043).
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from copy import copy
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Self

from django.contrib.auth.models import User
from django.core import signing
from django.utils.crypto import salted_hmac

from journal.files.waiting_files import KEPT, drop_waiting, folder, read_waiting, write_waiting

# Where files of each kind wait: diaries, and the sleep of devices.
SLEEP_PLACE = "device_sleep"
WAITING_PLACES = ("", SLEEP_PLACE)
# A note is signed, so that one which was cut off or changed is told from what was found.
_NOTE = "journal.waiting.note"
_SHEET = "journal.waiting.sheet"
# What is noted beside a file: what was found in it, what was understood and answered, how far the
# work is.
_NOTE_KINDS = ("found", "sheet", "progress")
# Work on a file says how far it is many times in this; what was silent for longer was ended.
SILENT_AFTER = timedelta(seconds=90)


class NoFileWaitsError(Exception):
    """No file waits, or by now another one than the one that is worked on."""


class PendingImport:
    """One person's file, what was found in it, and how far the work is.

    ``place``: a file of another kind waits in a place of its own. What is noted belongs to that one
    file, by the number that its disk gives it: of a file that was put away, or has made way for
    another, nothing can be noted, shown or told any more.
    """

    def __init__(self, person: User, place: str = "") -> None:
        key = f"{person.pk} {place}".rstrip()
        self._name = salted_hmac("journal.waiting", key, algorithm="sha256").hexdigest()
        self._file = folder() / f"{self._name}.diary"
        self._number: int | None = None
        self._stores = False

    def keep(self, pieces: Iterable[bytes]) -> None:
        """Take a file in; it takes the place of an earlier one."""
        if self._file.is_dir():
            drop_waiting(self._file)
        write_waiting(self._file, pieces)
        self._drop_notes()

    def open(self) -> BinaryIO:
        """The file's bytes. Raises NoFileWaitsError."""
        if not self._file.is_file() or not self.size():
            raise NoFileWaitsError
        try:
            return self._file.open("rb")
        except FileNotFoundError as error:
            raise NoFileWaitsError from error

    @contextmanager
    def work(self, stage: str, *, stores: bool = False) -> Iterator[tuple[Self, BinaryIO]]:
        """The file, open, with what is noted of it and of no other; until the end it is told that
        somebody works on it.

        ``stores``: what stands in it comes into the diary by that. Raises NoFileWaitsError, as
        from then on does each note about a file that is there no more.
        """
        with self.open() as file:
            own = copy(self)
            own._number, own._stores = os.fstat(file.fileno()).st_ino, stores
            own.tell(stage, 0, 1)
            try:
                yield own, file
            finally:
                own.rest()

    def note(self, preview: dict[str, Any], as_of: datetime) -> None:
        """Remember what was found in the file, for the page that shows it. Raises
        NoFileWaitsError.
        """
        text = signing.dumps({**preview, "noted_at": as_of.timestamp()}, salt=_NOTE, compress=True)
        self._put("found", text)

    def preview(self, as_of: datetime) -> dict[str, Any] | None:
        """What was found; None if no file waits, it has waited for longer than it is kept, or its
        note is damaged.
        """
        preview = self._noted("found", lambda text: signing.loads(text, salt=_NOTE))
        if preview is None or preview["noted_at"] < (as_of - KEPT).timestamp():
            return None
        return preview

    def note_sheet(self, noted: dict[str, Any], as_of: datetime) -> None:
        """Remember what was understood of a table of the person's own, or of the sleep of a device,
        and what they answered. Raises NoFileWaitsError.

        The file waits from now on.
        """
        text = signing.dumps({**noted, "noted_at": as_of.timestamp()}, salt=_SHEET, compress=True)
        self._put("sheet", text)

    def sheet(self, as_of: datetime) -> dict[str, Any] | None:
        """What was noted of such a file; None if nothing was, or it has waited for too long."""
        noted = self._noted("sheet", lambda text: signing.loads(text, salt=_SHEET))
        if noted is None or noted["noted_at"] < (as_of - KEPT).timestamp():
            return None
        return noted

    def size(self) -> int:
        """The file's bytes. Raises NoFileWaitsError."""
        try:
            return self._file.stat().st_size
        except FileNotFoundError as error:
            raise NoFileWaitsError from error

    def drop_content(self) -> None:
        """Drop what stands in the file: what was noted of it is still shown."""
        if self._waiting() is not None:
            os.truncate(self._file, 0)

    def tell(self, stage: str, done: int, of: int) -> None:
        """Say how far the work is; the page asks for it meanwhile. Raises NoFileWaitsError."""
        percent = 100
        if of:
            percent = 100 * done // of
        told = {"stage": stage, "percent": min(percent, 100), "stores": self._stores}
        self._put("progress", json.dumps(told))

    def progress(self) -> dict[str, Any]:
        """The latest that was told, {} if no work is under way."""
        return self._noted("progress", json.loads) or {}

    def is_at_work(self, as_of: datetime) -> bool:
        """Whether somebody works on the file, and has said so lately."""
        number = self._waiting()
        if number is None:
            return False
        try:
            said_at = self._note_file(number, "progress").stat().st_mtime
        except FileNotFoundError:
            return False
        return said_at >= (as_of - SILENT_AFTER).timestamp()

    def is_being_stored(self, as_of: datetime) -> bool:
        """Whether what stands in the file comes into the diary just now."""
        return self.is_at_work(as_of) and bool(self.progress().get("stores"))

    def announce(self, stage: str, *, stores: bool) -> None:
        """Say that work on the file was asked for, before anybody has begun with it. Raises
        NoFileWaitsError.
        """
        asked = copy(self)
        asked._stores = stores
        asked.tell(stage, 0, 1)

    def rest(self) -> None:
        """The work is over."""
        number = self._waiting()
        if number is not None:
            self._note_file(number, "progress").unlink(missing_ok=True)

    def remove(self) -> None:
        """Drop the file and all that was noted of it; no other that has taken its place."""
        if self._number is not None and self._waiting() is None:
            return
        drop_waiting(self._file)
        self._drop_notes()

    def _waiting(self) -> int | None:
        """The number of the file that waits; None for none, or not the one that is worked on."""
        try:
            number = self._file.stat().st_ino
        except FileNotFoundError:
            return None
        return number if self._number in (None, number) else None

    def _note_file(self, number: int, kind: str) -> Path:
        return self._file.with_name(f"{self._name}.{number}.{kind}")

    def _noted(self, kind: str, load: Callable[[str], Any]) -> dict[str, Any] | None:
        number = self._waiting()
        if number is None:
            return None
        return read_waiting(self._note_file(number, kind), load)

    def _put(self, kind: str, text: str) -> None:
        """Write a note; the file waits from now on. If it goes at this very moment, so does the
        note: nothing that a person put away leaves anything behind.
        """
        number = self._waiting()
        if number is None:
            raise NoFileWaitsError
        note = self._note_file(number, kind)
        write_waiting(note, [text.encode()])
        with suppress(FileNotFoundError):  # it is gone then, as the next line sees
            os.utime(self._file)
        if self._waiting() != number:
            drop_waiting(note)
            raise NoFileWaitsError

    def _drop_notes(self) -> None:
        for kind in _NOTE_KINDS:
            for path in folder().glob(f"{self._name}.*.{kind}"):
                drop_waiting(path)
