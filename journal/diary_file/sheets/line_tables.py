"""Lines of text as a table: a day, a time, words, and in a chat a name."""

from __future__ import annotations

from collections.abc import Iterator

from journal.diary_file.file_format import FileError
from journal.diary_file.sheets.note_lines import CHAT_HEADER, LINE_HEADER, NoteLine, note_lines
from journal.diary_file.sheets.outlines import too_many_rows
from journal.diary_file.sheets.tables import MOST_SHEET_ROWS, Layout, SheetRow, SheetTable
from journal.entries import Problem
from journal.i18n import gettext_noop as _


def rows_of_lines(table: SheetTable, lines: Iterator[str]) -> Iterator[SheetRow]:
    """Each line that holds something, as a row of the table that ``table_of_lines`` made.

    Raises FileError for a row more than a table may have.
    """
    number = 0
    for note in note_lines(lines):
        reason = _no_entry(note)
        number += reason is None
        if number > MOST_SHEET_ROWS:
            raise too_many_rows(note.line)
        yield SheetRow(note.line, tuple(note.parts)[: len(table.header)], reason)


def _no_entry(note: NoteLine) -> Problem | None:
    """Why a line is no entry: it is the day of those below, or no day is known."""
    if note.is_heading:
        return Problem("", _("This line is the day of those below it."))
    if not note.parts.day:
        return Problem("", _("No day stands on this line or above it."))
    return None


def table_of_lines(lines: Iterator[str]) -> SheetTable:
    """Lines of text as a table of days, times and words. Raises FileError where no day stands."""
    rows = last_line = chats = 0
    for note in note_lines(lines):
        rows += _no_entry(note) is None
        last_line = note.line
        chats += bool(note.parts.name)
    if not rows:
        raise no_table()
    header = CHAT_HEADER if chats else LINE_HEADER
    return SheetTable(0, "", Layout.LINES, header, None, 1, 1, last_line, rows)


def no_table() -> FileError:
    """For a file in which there is neither a table nor a line with a day."""
    text = _(
        "There is no table in this file, and no line that begins with a day or a time. Bring a "
        "table with a row for each entry, or lines like “2026-03-01 02:15 left calf”."
    )
    return FileError(None, text)
