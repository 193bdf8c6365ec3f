"""The work on a waiting table that takes long: read it, look at what it would add, store it.

Each part notes what came of it beside the file and says meanwhile how far it is. A file that was
put away meanwhile ends the work without a word.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from itertools import islice
from typing import BinaryIO

from django.contrib.auth.models import User

from journal.actions.import_spans import ImportUnderWayError
from journal.actions.record import RefusedError
from journal.actions.record_diary import StoredDiary
from journal.diary_file import FileError
from journal.diary_file.sheets import (
    UnderstoodRow,
    open_sheets,
    survey,
    understand,
)
from journal.files.pending_import import PendingImport, file_digest
from journal.files.preview_notes import preview_note
from journal.files.sheet_import import store_sheet
from journal.files.sheet_preview import preview_sheet
from journal.files.sheet_recipes import keep_recipe_of, with_recipe
from journal.files.sheet_state import (
    PREVIEW,
    TABLE,
    SheetState,
    read_state,
    refusal_of,
    shown_recipe,
    table_names,
)
from journal.reading.finished_imports import import_finished_at

# Bytes of a file that is worked on while its person waits; a larger one is a task, and a page says
# how far it is.
LARGEST_AT_ONCE = 512 * 1024
# Rows at the top of a table that are shown as they will look.
SAMPLE_ROWS = 12


class SheetStage(StrEnum):
    """The parts of the work, as the page names them while they are under way."""

    READING = "reading"
    CHECKING = "checking"
    STORING = "storing"


def do_work(
    person: User,
    pending: PendingImport,
    stage: SheetStage,
    *,
    languages: Sequence[str] = (),
    as_of: datetime,
) -> bool:
    """Do that part of the work, to its end; ``languages`` are the person's own.

    True if by it the table came into the diary.
    """
    if stage is SheetStage.STORING:
        return store_waiting_sheet(person, pending, as_of=as_of)
    if stage is SheetStage.READING:
        read_sheet(person, pending, languages=languages, as_of=as_of)
    else:
        finish_answers(person, pending, as_of=as_of)
    return False


def take_in(pending: PendingImport, *, name: str, zone: str, as_of: datetime) -> SheetState:
    """Note that a table waits, of which nothing is known yet; ``zone`` is the person's own."""
    with pending.open() as file:
        state = SheetState(name=name, file=file_digest(file), zone=zone)
    pending.note_sheet(state.note(), as_of)
    return state


def read_sheet(
    person: User, pending: PendingImport, *, languages: Sequence[str], as_of: datetime
) -> None:
    """Go through the table once and note what it is, with the recipe that fits it.

    ``languages`` are the person's own. Where nothing is left to ask, what it would add is noted
    too.
    """
    with _work(pending, SheetStage.READING, as_of) as (state, file):
        surveyed = _surveyed(state, file, as_of)
        read = with_recipe(person, surveyed, languages)
        pending.note_sheet(_with_sample(person, file, read, as_of).note(), as_of)
    finish_answers(person, pending, as_of=as_of)


def _surveyed(state: SheetState, file: BinaryIO, as_of: datetime) -> SheetState:
    """The state with what stands in the table: the one that was chosen, else the likeliest."""
    sheets = open_sheets(file, state.name)
    number = state.table if TABLE in state.answers else sheets.likeliest
    table = survey(sheets, sheets.tables[number], as_of=as_of)
    return replace(
        state,
        tables=table_names(sheets.tables),
        table=number,
        survey=table,
    )


def show_sample(person: User, pending: PendingImport, *, as_of: datetime) -> None:
    """Note how the first rows look with the recipe as it is now."""
    with _work(pending, SheetStage.READING, as_of) as (state, file):
        pending.note_sheet(_with_sample(person, file, state, as_of).note(), as_of)


def _with_sample(person: User, file: BinaryIO, state: SheetState, as_of: datetime) -> SheetState:
    shown = replace(state, recipe=shown_recipe(state, as_of))
    rows = islice(_rows(file, shown, as_of), SAMPLE_ROWS)
    return replace(state, sample=preview_note(preview_sheet(person, rows)))


def finish_answers(person: User, pending: PendingImport, *, as_of: datetime) -> None:
    """Look at what the table would add, if nothing is left to ask and nobody has looked yet."""
    state = read_state(pending, as_of)
    if state and state.survey and state.preview is None and state.step(as_of) == PREVIEW:
        look_into_sheet(person, pending, as_of=as_of)


def look_into_sheet(person: User, pending: PendingImport, *, as_of: datetime) -> None:
    """Note what the table would add to the diary."""
    with _work(pending, SheetStage.CHECKING, as_of) as (state, file):
        rows = _rows(file, state, as_of)
        result = preview_sheet(person, rows, _teller(pending, file, SheetStage.CHECKING))
        # by now all is answered that the first rows did not show
        seen = _with_sample(person, file, state, as_of)
        pending.note_sheet(replace(seen, preview=preview_note(result)).note(), as_of)


def store_waiting_sheet(person: User, pending: PendingImport, *, as_of: datetime) -> bool:
    """Store it all or nothing, keep its recipe, and drop the file; True if it was stored.

    Where something has changed since it was looked at, it is looked at again, so that the page says
    what. While another import of that person is under way nothing is stored, and that is noted.
    """
    is_stored = changed = False
    with _work(pending, SheetStage.STORING, as_of) as (state, file):
        try:
            stored = store_sheet(
                person,
                _rows(file, state, as_of),
                name=state.name,
                as_of=as_of,
                leaves_wrong=state.leaves_wrong,
                so_far=_teller(pending, file, SheetStage.CHECKING),
                stored_so_far=partial(pending.tell, SheetStage.STORING.value),
            )
        except RefusedError:
            changed = True
        except ImportUnderWayError as error:
            waits = replace(state, is_kept_waiting=True, waits_for_undo=error.by_undo)
            pending.note_sheet(waits.note(), as_of)
        else:
            _finish(person, pending, state, stored, as_of)
            is_stored = True
    if changed:
        look_into_sheet(person, pending, as_of=as_of)
    return is_stored


def _finish(
    person: User, pending: PendingImport, state: SheetState, stored: StoredDiary, as_of: datetime
) -> None:
    """Keep the recipe and say what was stored; only now is the file dropped."""
    keep_recipe_of(person, state.recipe, state.name, as_of=as_of)
    counts = {
        "episodes": stored.episodes,
        "nights": stored.nights,
        "records": dict(stored.records),
        "undo": import_finished_at(person, as_of),
        "marked_nights": (state.preview or {}).get("counts", {}).get("marked_nights", 0),
    }
    pending.drop_file()
    finished = replace(state, stored=counts, preview=None, survey=None)
    pending.note_sheet(finished.note(), as_of)


@contextmanager
def _work(
    pending: PendingImport, stage: SheetStage, as_of: datetime
) -> Iterator[tuple[SheetState, BinaryIO]]:
    """The state and the open file for one part of the work; a file that cannot be read is noted as
    such, with the reason, and one that is gone ends the part.
    """
    pending.tell(stage.value, 0, 1)
    try:
        with pending.open() as file:
            state = read_state(pending, as_of)
            if state is None:
                raise FileNotFoundError
            try:
                yield state, file
            except FileError as error:
                refused = replace(state, refusal=refusal_of(error), preview=None)
                pending.note_sheet(refused.note(), as_of)
    finally:
        pending.rest()


def _rows(file: BinaryIO, state: SheetState, as_of: datetime) -> Iterator[UnderstoodRow]:
    sheets = open_sheets(file, state.name)
    table = sheets.tables[state.table]
    return understand(sheets, table, state.recipe, default_zone=state.zone, as_of=as_of)


def _teller(pending: PendingImport, file: BinaryIO, stage: SheetStage) -> Callable[[], None]:
    size = os.fstat(file.fileno()).st_size
    return lambda: pending.tell(stage.value, file.tell(), size)
