"""The steps by which a table of one's own becomes a diary, one page each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from journal.files.import_preview import LineMessage
from journal.files.preview_notes import preview_of_note
from journal.files.sheet_state import COLUMN_ROLES, PREVIEW, REFUSED, STORED, TABLE, SheetState
from journal.pages.import_preview import FileSentence
from journal.pages.sheet_columns import ColumnsPart, columns_part
from journal.pages.sheet_preview import SheetPreviewPart, sentences, sheet_preview_part
from journal.pages.sheet_question import QuestionPart, question_part
from journal.parsing import excerpt, printable
from journal.wording.after_import import import_kept_waiting, table_stored
from journal.wording.sheet_questions import question_title

# The step of a file that is worked on, or whose work has ended before it was done.
WORKING, INTERRUPTED = "working", "interrupted"


@dataclass(frozen=True, slots=True)
class WorkPart:
    """How far the work on the file is; ``can_be_stopped``: nothing is being stored by it."""

    text: str
    percent: int
    can_be_stopped: bool


@dataclass(frozen=True, slots=True)
class StoredPart:
    """What was stored; ``undo`` is the address that takes it back, "" where nothing was."""

    text: str
    undo: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSheetPage:
    """All that ``journal/import_sheet.html`` shows: the part of one step.

    ``file`` tells the file from another one. ``origin`` says which recipe the table is read by, ""
    for a guess; ``refusal`` why the file cannot be read.
    """

    step: str
    name: str
    title: str
    file: str = ""
    origin: str = ""
    error: str = ""
    tables: tuple[tuple[int, str], ...] = ()
    table: int = 0
    zone: str = ""
    columns: ColumnsPart | None = None
    question: QuestionPart | None = None
    preview: SheetPreviewPart | None = None
    work: WorkPart | None = None
    stored: StoredPart | None = None
    refusal: FileSentence | None = None
    answered: tuple[tuple[str, str], ...] = field(default=())


def import_sheet_page(
    state: SheetState,
    step: str,
    *,
    as_of: datetime,
    sent: Mapping[str, str] | None = None,
    error: str = "",
    every_word: bool = False,
) -> ImportSheetPage:
    """The page of that step.

    ``sent`` is what was typed into a form that was refused with ``error``; it is shown again.
    ``every_word`` asks about words that are known, too.
    """
    doubt = next((doubt for doubt in state.doubts(as_of) if doubt.kind == step), None)
    page = ImportSheetPage(
        step=step,
        name=printable(state.name),
        file=state.file[:16],
        title=question_title(doubt) if doubt else _title(state, step),
        origin=origin_text(state),
        error=error or _not_stored_text(state, step),
        table=state.table,
        zone=state.recipe.time_zone or state.zone,
        answered=tuple(_answered(state, step, as_of)),
    )
    make = {
        TABLE: lambda: replace(page, tables=tuple(_tables(state))),
        COLUMN_ROLES: lambda: replace(page, columns=columns_part(state, sent or {})),
        PREVIEW: lambda: replace(page, preview=_preview(state)),
        REFUSED: lambda: replace(page, refusal=_refusal(state)),
        STORED: lambda: replace(page, stored=_stored(state)),
    }.get(step)
    if make:
        return make()
    if doubt is None:
        return page
    question = question_part(state, doubt, sent or {}, every_word=every_word)
    return replace(page, question=question)


def work_part(text: str, progress: Mapping[str, object]) -> WorkPart:
    """The part that says how far it is, as the work has told last."""
    percent = progress.get("percent")
    known = percent if isinstance(percent, int) else 0
    return WorkPart(text, known, can_be_stopped=not progress.get("stores"))


def working_page(state: SheetState, progress: Mapping[str, object]) -> ImportSheetPage:
    """The page of a file that is worked on; ``progress`` says at what and how far it is."""
    texts = {
        "reading": gettext("Reading the file …"),
        "checking": gettext("Checking every row …"),
        "storing": gettext("Storing …"),
    }
    text = texts.get(str(progress.get("stage")), texts["reading"])
    work = work_part(text, progress)
    name = printable(state.name)
    return ImportSheetPage(step=WORKING, name=name, title=text, work=work)


def _not_stored_text(state: SheetState, step: str) -> str:
    """Why nothing was stored when that was last asked for; "" for nothing to say."""
    if step != PREVIEW or not state.is_kept_waiting:
        return ""
    return import_kept_waiting(by_undo=state.waits_for_undo)


def _title(state: SheetState, step: str) -> str:
    titles = {
        TABLE: gettext("Which of these is your diary?"),
        COLUMN_ROLES: gettext("This is how your file was understood"),
        REFUSED: gettext("This file cannot be read"),
        STORED: gettext("It is in your diary"),
        INTERRUPTED: gettext("The work on this file has ended early"),
    }
    if step == PREVIEW:
        return _preview_title(state)
    return titles[step]


def _preview_title(state: SheetState) -> str:
    preview = preview_of_note(state.preview or {})
    if preview.counts.full:
        return gettext("There is no room for this file")
    if preview.counts.wrong_rows and not state.leaves_wrong:
        return gettext("Some rows of this file cannot be read")
    if preview.new:
        return gettext("What this file would add")
    return gettext("Nothing new in this file")


def _answered(state: SheetState, step: str, as_of: datetime) -> Iterable[tuple[str, str]]:
    """The steps that can be gone back to, with their titles."""
    if step != PREVIEW:
        return
    yield COLUMN_ROLES, gettext("What the columns mean")
    for doubt in state.doubts(as_of):
        yield doubt.kind.value, question_title(doubt)


def _tables(state: SheetState) -> Iterable[tuple[int, str]]:
    for table in state.tables:
        name = printable(table.name) or gettext("Table %(number)d") % {"number": table.number + 1}
        rows = ngettext("%(rows)d row", "%(rows)d rows", table.rows) % {"rows": table.rows}
        yield table.number, " · ".join((name, rows, excerpt(table.first)))


def _preview(state: SheetState) -> SheetPreviewPart:
    preview = preview_of_note(state.preview or {})
    return sheet_preview_part(preview, zone=state.zone, leaves_wrong=state.leaves_wrong)


def _refusal(state: SheetState) -> FileSentence | None:
    refusal = state.refusal
    if refusal is None:
        return None
    return sentences([LineMessage(refusal.line, "", refusal.text, dict(refusal.values))])[0]


def _stored(state: SheetState) -> StoredPart:
    stored = state.stored or {}
    text = table_stored(
        stored["episodes"],
        stored["nights"],
        stored["records"].get("days", 0),
        marked_nights=stored["marked_nights"],
    )
    undo = ""
    if stored["undo"]:
        undo = reverse("undo_import", args=[stored["undo"]])
    return StoredPart(text, undo)


def origin_text(state: SheetState) -> str:
    """By whose answers the table is read; "" for a guess."""
    if state.origin == "recipe":
        name = printable(state.recipe.name)
        if name:
            return gettext("Read by your recipe “%(name)s”.") % {"name": name}
        return gettext("Read as you had this table read before.")
    if state.origin:
        return gettext("Read as a file from %(app)s.") % {"app": state.origin}
    return ""
