"""The work on a waiting table that takes long: read it, look at what it would add, store it.

Each part notes what came of it beside the file and says meanwhile how far it is. A file that was
put away meanwhile ends the work without a word.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
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
from journal.files.pending_import import NoFileWaitsError, PendingImport
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
from journal.files.waiting_files import file_digest
from journal.reading.finished_imports import import_finished_at

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
    about: Mapping[str, str],
    languages: Sequence[str] = (),
    as_of: datetime,
) -> bool:
    """Do that part of the work, to its end, if the file and its answers are still those of
    ``about``; ``languages`` are the person's own.

    True if by it the table came into the diary. Where something has changed since it was looked at,
    nothing is stored and it is looked at again, so that the page says what.
    """
    is_stored = False
    try:
        with _work(person, pending, stage, about, as_of) as work:
            match stage:
                case SheetStage.READING:
                    work.read(languages)
                case SheetStage.CHECKING:
                    work.check()
                case SheetStage.STORING:
                    is_stored = work.store()
                    work.say_stored()
        if work.is_changed:
            with _work(person, pending, SheetStage.CHECKING, about, as_of) as again:
                again.check()
    except NoFileWaitsError:
        return is_stored
    return is_stored


def take_in(pending: PendingImport, *, name: str, zone: str, as_of: datetime) -> SheetState:
    """Note that a table waits, of which nothing is known yet; ``zone`` is the person's own."""
    with pending.open() as file:
        state = SheetState(name=name, file=file_digest(file), zone=zone)
    pending.note_sheet(state.note(), as_of)
    return state


def show_sample(
    person: User, pending: PendingImport, *, about: Mapping[str, str], as_of: datetime
) -> None:
    """Note how the first rows look with the recipe as it is now. Raises NoFileWaitsError."""
    with _work(person, pending, SheetStage.READING, about, as_of) as work:
        work.note(work.with_sample(work.state()))


@dataclass(slots=True, kw_only=True)
class _SheetWork:
    """One part of the work on a table, while its file is open.

    ``stored`` is what came into the diary by it, ``is_changed`` that what was looked at is not what
    would come.
    """

    person: User
    pending: PendingImport
    file: BinaryIO
    as_of: datetime
    stored: StoredDiary | None = None
    is_changed: bool = False

    def state(self) -> SheetState:
        """What is noted of the table. Raises NoFileWaitsError."""
        state = read_state(self.pending, self.as_of)
        if state is None:
            raise NoFileWaitsError
        return state

    def note(self, state: SheetState) -> None:
        """Raises NoFileWaitsError."""
        self.pending.note_sheet(state.note(), self.as_of)

    def read(self, languages: Sequence[str]) -> None:
        """Go through the table once and note what it is, with the recipe that fits it; where
        nothing is left to ask, what it would add too.
        """
        read = with_recipe(self.person, self._surveyed(self.state()), languages)
        self.note(self.with_sample(read))
        state = self.state()
        if state.survey and state.preview is None and state.step(self.as_of) == PREVIEW:
            self.check()

    def check(self) -> None:
        """Note what the table would add to the diary."""
        state = self.state()
        result = preview_sheet(self.person, self._rows(state), self._teller())
        # by now all is answered that the first rows did not show
        self.note(replace(self.with_sample(state), preview=preview_note(result)))

    def store(self) -> bool:
        """Store it all or nothing; whether it was stored. While another import of that person is
        under way nothing is, and that is noted.
        """
        state = self.state()
        try:
            self.stored = store_sheet(
                self.person,
                self._rows(state),
                name=state.name,
                as_of=self.as_of,
                leaves_wrong=state.leaves_wrong,
                so_far=self._teller(),
                stored_so_far=partial(self.pending.tell, SheetStage.STORING.value),
            )
        except RefusedError:
            self.is_changed = True
        except ImportUnderWayError as error:
            self.note(replace(state, is_kept_waiting=True, waits_for_undo=error.by_undo))
        return self.stored is not None

    def say_stored(self) -> None:
        """Keep the recipe and say what was stored, if it was; only now is the file dropped."""
        if self.stored is None:
            return
        state = self.state()
        keep_recipe_of(self.person, state.recipe, state.name, as_of=self.as_of)
        counts = {
            "episodes": self.stored.episodes,
            "nights": self.stored.nights,
            "records": dict(self.stored.records),
            "undo": import_finished_at(self.person, self.as_of),
            "marked_nights": (state.preview or {}).get("counts", {}).get("marked_nights", 0),
        }
        self.note(replace(state, stored=counts, preview=None, survey=None))
        self.pending.drop_content()

    def with_sample(self, state: SheetState) -> SheetState:
        """The state with how its first rows look."""
        shown = replace(state, recipe=shown_recipe(state, self.as_of))
        rows = islice(self._rows(shown), SAMPLE_ROWS)
        return replace(state, sample=preview_note(preview_sheet(self.person, rows)))

    def _surveyed(self, state: SheetState) -> SheetState:
        """The state with what stands in the table: the one that was chosen, else the likeliest."""
        sheets = open_sheets(self.file, state.name)
        number = state.table if TABLE in state.answers else sheets.likeliest
        table = survey(sheets, sheets.tables[number], as_of=self.as_of)
        return replace(state, tables=table_names(sheets.tables), table=number, survey=table)

    def _rows(self, state: SheetState) -> Iterator[UnderstoodRow]:
        sheets = open_sheets(self.file, state.name)
        table = sheets.tables[state.table]
        return understand(sheets, table, state.recipe, default_zone=state.zone, as_of=self.as_of)

    def _teller(self) -> Callable[[], None]:
        size = os.fstat(self.file.fileno()).st_size
        return lambda: self.pending.tell(SheetStage.CHECKING.value, self.file.tell(), size)


@contextmanager
def _work(
    person: User,
    pending: PendingImport,
    stage: SheetStage,
    about: Mapping[str, str],
    as_of: datetime,
) -> Iterator[_SheetWork]:
    """One part of the work; a file that cannot be read is noted as such, with the reason.

    Raises NoFileWaitsError if there is none, or another one or other answers than ``about`` says.
    """
    is_storing = stage is SheetStage.STORING
    with pending.work(stage.value, stores=is_storing) as (own, file):
        work = _SheetWork(person=person, pending=own, file=file, as_of=as_of)
        if work.state().about != about:
            raise NoFileWaitsError
        try:
            yield work
        except FileError as error:
            work.note(replace(work.state(), refusal=refusal_of(error), preview=None))
