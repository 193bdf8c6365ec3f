"""A stranger's file, opened: its tables, and the rows of each as they stand."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

from journal.diary_file.file_format import FileError
from journal.diary_file.sheets.archives import ArchiveKind, archive_kind, unpacked
from journal.diary_file.sheets.cell_kinds import kind_of
from journal.diary_file.sheets.decoding import find_decoding, text_lines
from journal.diary_file.sheets.headers import is_blank, no_row
from journal.diary_file.sheets.line_tables import no_table, rows_of_lines, table_of_lines
from journal.diary_file.sheets.note_lines import note_lines
from journal.diary_file.sheets.outlines import find_tables, too_many_rows
from journal.diary_file.sheets.tables import (
    MOST_SHEET_ROWS,
    CellKind,
    Layout,
    SheetForm,
    SheetRow,
    SheetTable,
)
from journal.diary_file.sheets.text_rows import (
    NumberedCells,
    delimiter_of,
    separator_line,
    text_rows,
)
from journal.diary_file.sheets.workbooks import Workbook
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.parsing import line_feeds

# How a file begins that is a page of the web, or an old workbook (also one with a password).
_WEB_PAGE = (b"<!doctype html", b"<html")
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_DAYS = (CellKind.DAY, CellKind.MOMENT)
_LINES_LOOKED_AT = 200
# A day with its time and a text, without a header, are lines with a comma: a phone appends such.
_WIDTH_OF_LINES = 2


@dataclass(frozen=True, slots=True, kw_only=True, weakref_slot=True)
class Sheets:
    """A file as it was understood to be built; nothing of its meaning yet.

    ``encoding`` is Python's name of how its letters were read, "" for a workbook; where that was a
    guess, ``remarks`` says so and shows up to three lines with letters beyond ASCII. ``delimiter``
    stands between the cells, "" where none does. ``likeliest`` is the number of the table that
    looks like a diary. A ``workbook`` is opened once.
    """

    file: BinaryIO
    form: SheetForm
    encoding: str
    delimiter: str
    tables: tuple[SheetTable, ...]
    likeliest: int
    remarks: tuple[Problem, ...] = ()
    workbook: Workbook | None = None

    def rows(self, table: SheetTable) -> Iterator[SheetRow]:
        """Every row of that table that holds something, in the file's order, the file being read
        from its beginning; memory does not grow with it.

        Raises FileError where the file ends being one, and for a row more than a file may have.
        """
        if table.layout is Layout.LINES:
            yield from rows_of_lines(table, text_lines(self.file, self.encoding))
            return
        header = table.header if table.header_line is not None else ()
        number = 0
        for line, cells in self._cells(table.part):
            if line > table.last_line:
                return
            if line >= table.first_line and line != table.header_line and not is_blank(cells):
                row = _row(line, cells, table, header)
                number += not row.skipped
                if number > MOST_SHEET_ROWS:
                    raise too_many_rows(line)
                yield row

    def _cells(self, part: int) -> Iterator[NumberedCells]:
        if self.workbook:
            return self.workbook.rows(part)
        return text_rows(text_lines(self.file, self.encoding), self.delimiter)


def _row(line: int, cells: Sequence[str], table: SheetTable, header: Sequence[str]) -> SheetRow:
    width = len(table.header)
    reason = no_row(cells, header)
    if line < table.line:
        reason = Problem("", _("This row stands above the table."))
    padded = (*cells[:width], *("" for _missing in range(width - len(cells))))
    return SheetRow(line, tuple(line_feeds(cell.strip()) for cell in padded), reason)


def open_sheets(file: BinaryIO, name: str = "") -> Sheets:
    """The tables of a CSV, TSV, XLSX or text file, or of an archive with one of these in it.

    ``file`` can be sought and stays open; ``name`` is what the person calls it. Raises FileError
    with the reason for anything else, and for what is too large or hostile.
    """
    file.seek(0)
    head = file.read(512)
    _refuse_other_files(head, name)
    kind = archive_kind(file) if head.startswith(b"PK") else ArchiveKind.NONE
    if kind is ArchiveKind.ONE_FILE:
        content, remarks = unpacked(file)
        sheets = open_sheets(content, name)
        sheets = replace(sheets, remarks=(*remarks, *sheets.remarks))
        weakref.finalize(sheets, content.close)
        return sheets
    if kind is ArchiveKind.WORKBOOK:
        return _of_workbook(file)
    return _of_text(file)


def _refuse_other_files(head: bytes, name: str) -> None:
    if not head.strip():
        raise FileError(None, _("The file is empty."))
    if head.startswith(_OLD_WORKBOOK):
        text = _(
            "This is an old Excel file (.xls), or one with a password. Save it as an Excel workbook"
            " (.xlsx) without a password, or as CSV."
        )
        raise FileError(None, text)
    if head.lstrip().lower().startswith(_WEB_PAGE) or name.lower().endswith((".html", ".htm")):
        text = _("This is a web page. Save it as plain text, or copy its text into a text file.")
        raise FileError(None, text)


def _of_workbook(file: BinaryIO) -> Sheets:
    workbook = Workbook(file)
    tables = [
        table
        for part, name in enumerate(workbook.names)
        for table in find_tables(workbook.rows(part), name, part)
    ]
    if not tables:
        raise no_table()
    return Sheets(
        file=file,
        form=SheetForm.XLSX,
        encoding="",
        delimiter="",
        tables=_numbered(tables),
        likeliest=_likeliest(tables),
        remarks=workbook.remarks,
        workbook=workbook,
    )


def _of_text(file: BinaryIO) -> Sheets:
    decoding = find_decoding(file)

    def lines() -> Iterator[str]:
        return text_lines(file, decoding.encoding)

    delimiter = separator_line(next(lines(), ""))
    first = islice(lines(), 1, None) if delimiter else lines()
    delimiter = delimiter or delimiter_of(first)[0]
    tables = _tables_of_text(lines, delimiter) if delimiter else []
    is_table = bool(tables)
    tables = tables or [table_of_lines(lines())]
    return Sheets(
        file=file,
        form=SheetForm.CSV if is_table else SheetForm.TEXT,
        encoding=decoding.encoding,
        delimiter=delimiter if is_table else "",
        tables=_numbered(tables),
        likeliest=_likeliest(tables),
        remarks=decoding.remarks,
    )


def _tables_of_text(lines: Callable[[], Iterator[str]], delimiter: str) -> list[SheetTable]:
    """The tables, or none if these are lines of text in which the delimiter happens to stand."""
    noted = list(islice(note_lines(islice(lines(), _LINES_LOOKED_AT)), _LINES_LOOKED_AT))
    if sum(bool(note.parts.name) for note in noted) * 2 > len(noted):
        return []
    tables = find_tables(text_rows(lines(), delimiter))
    headed = [table for table in tables if table.header_line is not None]
    rows = [
        cells
        for _line, cells in islice(text_rows(lines(), delimiter), _LINES_LOOKED_AT)
        if not is_blank(cells)
    ]
    timed_lines = sum(bool(note.parts.day and note.parts.time) for note in noted)
    if not headed and max(map(len, rows), default=0) <= _WIDTH_OF_LINES and timed_lines:
        return []
    if headed or (_has_column_of_days(rows) and _timed_rows(rows) >= timed_lines):
        return tables
    return []


def _timed_rows(rows: list[list[str]]) -> int:
    """How many rows have a day and a time in cells of their own."""
    kinds = [set(map(kind_of, row)) for row in rows]
    return sum(CellKind.MOMENT in kind or {CellKind.DAY, CellKind.TIME} <= kind for kind in kinds)


def _has_column_of_days(rows: list[list[str]]) -> bool:
    """Whether most rows have a day in one and the same column."""
    width = max(map(len, rows), default=0)
    counts = (
        sum(len(row) > place and kind_of(row[place]) in _DAYS for row in rows)
        for place in range(width)
    )
    return max(counts, default=0) * 10 >= 6 * len(rows)


def _numbered(tables: list[SheetTable]) -> tuple[SheetTable, ...]:
    return tuple(replace(table, number=number) for number, table in enumerate(tables))


def _likeliest(tables: list[SheetTable]) -> int:
    """The number of the table with the most rows."""
    return max(range(len(tables)), key=lambda number: (tables[number].rows, -number))
