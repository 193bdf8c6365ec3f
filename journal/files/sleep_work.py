"""The work on a waiting export of a device that takes long: look at what it holds, store it.

Each part notes what came of it beside the file and says meanwhile how far it is. A file that was
put away meanwhile ends the work without a word.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from typing import Any, BinaryIO

from django.contrib.auth.models import User

from journal.actions.import_spans import ImportUnderWayError
from journal.actions.record import RefusedError
from journal.device_sleep import SleepFileError
from journal.device_sleep.file_parts import parts_of
from journal.files.pending_import import NoFileWaitsError, PendingImport
from journal.files.sleep_import import preview_sleeps, store_sleeps
from journal.files.sleep_state import SleepFileState, read_sleep_state
from journal.files.waiting_files import file_digest
from journal.reading.finished_imports import import_finished_at
from journal.time_zones import stored_zone

# Bytes of a file that are read at once, and after how many it is said how far the work is.
_READ_AT_ONCE = 1 << 16
_SAID_EVERY = 1 << 20


class SleepStage(StrEnum):
    """The parts of the work, as the page names them while they are under way."""

    READING = "reading"
    STORING = "storing"


def take_sleep_file(
    pending: PendingImport, *, name: str, zone: str, as_of: datetime
) -> SleepFileState:
    """Note that an export waits, of which nothing is known yet; ``zone`` is the person's own."""
    with pending.open() as file:
        state = SleepFileState(name=name, file=file_digest(file), zone=zone)
    pending.note_sheet(state.note(), as_of)
    return state


def do_sleep_work(
    person: User,
    pending: PendingImport,
    stage: SleepStage,
    *,
    about: Mapping[str, str],
    as_of: datetime,
) -> bool:
    """Do that part of the work, to its end, if the file and its zone are still those of ``about``.

    True if by it sleep came into the diary.
    """
    work = {SleepStage.READING: _look, SleepStage.STORING: _store}[stage]
    is_stored = False
    try:
        with pending.work(SleepStage.READING.value, stores=stage is SleepStage.STORING) as (
            own,
            opened,
        ):
            before, file = _noted_of(own, about, as_of), _metered(own, opened)
            state = _worked_on(lambda: work(person, own, before, file, as_of), before)
            is_stored = bool(state.stored)
            own.note_sheet(state.note(), as_of)
            if state.stored is not None:
                own.drop_content()
    except NoFileWaitsError:
        return is_stored
    return is_stored


def _worked_on(work: Callable[[], SleepFileState], before: SleepFileState) -> SleepFileState:
    """The state after the work; where that was refused, the one before it with the reason."""
    try:
        return work()
    except SleepFileError as error:
        return replace(before, preview=None, refusal=error.text, refusal_values=error.values)
    except RefusedError as error:
        return replace(before, preview=None, refusal=str(error).replace("%", "%%"))


def _look(
    person: User,
    pending: PendingImport,
    state: SleepFileState,
    file: BinaryIO,
    as_of: datetime,
) -> SleepFileState:
    """The state with what the file holds."""
    zone, parts = stored_zone(state.zone), parts_of(file, state.name)
    preview = preview_sleeps(person, parts, zone=zone, as_of=as_of)
    return replace(state, preview=preview, refusal="", refusal_values=None)


def _store(
    person: User,
    pending: PendingImport,
    state: SleepFileState,
    file: BinaryIO,
    as_of: datetime,
) -> SleepFileState:
    """The state after all of it was stored, or nothing. Raises SleepFileError or RefusedError."""
    try:
        number = store_sleeps(
            person,
            parts_of(file, state.name),
            zone=stored_zone(state.zone),
            as_of=as_of,
            name=state.name,
            stored_so_far=partial(pending.tell, SleepStage.STORING.value),
        )
    except ImportUnderWayError as error:
        return replace(state, is_kept_waiting=True, waits_for_undo=error.by_undo)
    undo = import_finished_at(person, as_of)
    return replace(state, stored=number, undo=undo, is_kept_waiting=False, waits_for_undo=False)


def _noted_of(pending: PendingImport, about: Mapping[str, str], as_of: datetime) -> SleepFileState:
    """What is noted of the file. Raises NoFileWaitsError for another one, or in another zone."""
    state = read_sleep_state(pending, as_of)
    if state is None or state.about != about:
        raise NoFileWaitsError
    return state


def _metered(pending: PendingImport, file: BinaryIO) -> BinaryIO:
    """The file, which tells how far it was read."""
    tell = partial(pending.tell, SleepStage.READING.value, of=pending.size())
    return io.BufferedReader(_ReadMeter(file, tell), _READ_AT_ONCE)


class _ReadMeter(io.RawIOBase):
    """A file that says how many bytes of it were read."""

    def __init__(self, file: BinaryIO, tell: Callable[[int], None]) -> None:
        super().__init__()
        self._file, self._tell = file, tell
        self._bytes = self._last = 0

    def readable(self) -> bool:
        """See the base class."""
        return True

    def seekable(self) -> bool:
        """See the base class."""
        return True

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        """See the base class."""
        return self._file.seek(place, whence)

    def tell(self) -> int:
        """See the base class."""
        return self._file.tell()

    def readinto(self, buffer: Any) -> int:
        """See the base class."""
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        self._bytes += len(content)
        if self._bytes >= self._last + _SAID_EVERY:
            self._last = self._bytes
            self._tell(self._bytes)
        return len(content)
