"""A diary file into one person's diary: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import BinaryIO

from django.contrib.auth.models import User

from journal.actions.record import RefusedError
from journal.actions.record_diary import StoredDiary, record_all
from journal.diary_file import (
    ExportedEpisode,
    FileError,
    ParsedRow,
    QuietNight,
    RawRows,
    Record,
    open_rows,
    read,
)
from journal.files.already_stored import STEP
from journal.files.import_preview import NO_TIME, no_progress
from journal.models.episode import Source


def store(
    owner: User,
    file: BinaryIO,
    *,
    default_zone: str,
    as_of: datetime,
    name: str | None = None,
    so_far: Callable[[], None] = no_progress,
    stored_so_far: Callable[[int, int], None] = no_progress,
) -> StoredDiary:
    """Store a file, all or nothing; with a ``name`` so that it can be taken back as a whole.

    ``name`` is what the file is called. Raises RefusedError or FileError if anything is wrong, with
    nothing stored.
    """
    rows = read(_rows(file), default_zone=default_zone, as_of=as_of)
    diary = _diary(rows, as_of, so_far)
    return record_all(owner, diary, as_of=as_of, stored_so_far=stored_so_far, undo_name=name)


def _diary(
    rows: Iterator[ParsedRow], as_of: datetime, so_far: Callable[[], None]
) -> Iterator[ExportedEpisode | QuietNight | Record]:
    for number, parsed in enumerate(rows):
        if parsed.wrong:
            raise RefusedError(parsed.wrong)
        recorded_at = parsed.recorded_at or as_of
        if parsed.night and not parsed.repeats:
            yield QuietNight(parsed.night, recorded_at)
        if parsed.record and not parsed.repeats:
            yield parsed.record
        if parsed.entry and not parsed.repeats:
            # A source that a later Twitchlog may know is, here, a file.
            source = parsed.source if parsed.source in Source.values else Source.IMPORT.value
            yield ExportedEpisode(parsed.entry, recorded_at, source)
        if number % STEP == 0:
            so_far()


def _rows(file: BinaryIO) -> RawRows:
    rows = open_rows(file)
    if "happened_at" in rows.missing:
        raise FileError(rows.line, NO_TIME)
    return rows
