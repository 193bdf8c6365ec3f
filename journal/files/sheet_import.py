"""A table of the person's own into their diary: all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from django.contrib.auth.models import User

from journal.actions.record import RefusedError
from journal.actions.record_diary import StoredDiary, record_all
from journal.diary_file import ExportedEpisode, QuietNight, Record
from journal.diary_file.sheets import UnderstoodRow
from journal.files.already_stored import STEP
from journal.files.import_preview import no_progress
from journal.files.untimed_notes import UntimedNotes
from journal.models.episode import Source


def store_sheet(
    owner: User,
    rows: Iterator[UnderstoodRow],
    *,
    name: str,
    as_of: datetime,
    leaves_wrong: bool = False,
    so_far: Callable[[], None] = no_progress,
    stored_so_far: Callable[[int, int], None] = no_progress,
) -> StoredDiary:
    """Store what the rows became, all or nothing, so that it can be taken back as a whole.

    ``name`` is what the file is called. Rows that cannot be read stay out if ``leaves_wrong``; else
    RefusedError is raised for the first one, as FileError is where the file ends being one, with
    nothing stored.
    """
    diary = _diary(owner, rows, as_of, so_far, leaves_wrong=leaves_wrong)
    return record_all(owner, diary, as_of=as_of, stored_so_far=stored_so_far, undo_name=name)


def _diary(
    owner: User,
    rows: Iterator[UnderstoodRow],
    as_of: datetime,
    so_far: Callable[[], None],
    *,
    leaves_wrong: bool,
) -> Iterator[ExportedEpisode | QuietNight | Record]:
    notes = UntimedNotes(owner)
    for number, row in enumerate(rows):
        if number % STEP == 0:
            so_far()
        if row.wrong and not leaves_wrong:
            raise RefusedError(list(row.wrong))
        if row.wrong:
            continue
        if row.quiet_night and not row.repeats:
            yield QuietNight(row.quiet_night, as_of)
        for entry in row.entries:
            yield ExportedEpisode(entry, as_of, Source.IMPORT.value)
        if row.untimed_note:
            notes.add(row.untimed_note)
    yield from notes.records(as_of)
