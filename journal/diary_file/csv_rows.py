"""The rows of a table: RFC 4180, also as spreadsheets save it.

A row knows the physical line on which it starts. Memory does not grow with the file.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, takewhile

from journal.diary_file.decoded_lines import DecodedLines
from journal.diary_file.file_format import COLUMNS, FileError, RawRow, RawRows
from journal.diary_file.restored_texts import restore_texts
from journal.diary_file.table_forms import (
    ALL_COLUMNS,
    EPISODES_FORM,
    TableForm,
    each_part,
    form_of,
)
from journal.diary_file.unknown_names import UnknownNames
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

# What a spreadsheet may put between its columns, the standard's own first.
SEPARATORS = ",;\t|"
# A first line by which some spreadsheets tell the separator, perhaps saved again by one that did
# not know it.
_SEPARATOR_LINE = re.compile(r'"?sep=(?P<by>[^"])"?[,;\t|]*\s*', re.IGNORECASE)
# Columns named twice that are called by name.
MOST_TWICE = 5


def csv_rows(lines: DecodedLines, first: str) -> RawRows:
    """The rows of a table of which ``first`` is the first line.

    Raises :class:`FileError` for a header that no diary has, or while they are gone through.
    """
    separator_line = _SEPARATOR_LINE.fullmatch(first)
    if separator_line:
        first = next(lines, "")
    before = lines.number - 1
    separator = separator_line["by"] if separator_line else _separator(first)
    reader = csv.reader(chain([first], lines), strict=True, delimiter=separator)
    names = _next(reader, before + 1) or []
    header = [_name(cell) for cell in names]
    _refuse_bad_header(header, before + 1)
    columns, form = set(header), form_of(header) or EPISODES_FORM
    unknown = UnknownNames()
    unknown.add(
        cell.strip()
        for cell, name in zip(names, header, strict=True)
        if name and name not in form.columns
    )
    missing = tuple(name for name in form.columns if name not in columns)
    rows = _whole(_each(reader, header, before, unknown, form), form)
    return RawRows(each_part(rows, form), unknown, lines.remarks, missing, before + 1)


def _whole(rows: Iterator[RawRow], form: TableForm) -> Iterator[RawRow]:
    """The rows without the last one of an export, which says how many there are.

    Raises :class:`FileError` in the end if there are fewer; more are welcome.
    """
    number, counted = 0, 0
    for row in rows:
        rows_before = form.end(row.cells)
        if rows_before is not None:
            counted += rows_before
        else:
            number += 1
            yield row
    if number < counted:
        text = _(
            "The file is not whole: its last row tells of %(said)d rows before it, and the number"
            " found is %(found)d. If you took some out yourself, take out the last one too."
        )
        raise FileError(None, text, {"said": counted, "found": number})


def _separator(line: str) -> str:
    """The sign that divides the header into most columns of a diary; the comma if none does."""
    return max(
        SEPARATORS,
        key=lambda by: sum(name in ALL_COLUMNS for name in _names(line, by)),
    )


def _name(cell: str) -> str:
    """A column's name as the diary writes it: in one case, with one sign between its words."""
    return re.sub(r"[\s\u00a0-]+", "_", cell.strip("\ufeff").strip()).casefold()


def _names(line: str, separator: str) -> Iterator[str]:
    return (_name(cell.strip().strip('"')) for cell in line.split(separator))


def names_a_diary(line: str) -> bool:
    """Whether that line is the header of a table of ours."""
    return any(form_of(_names(line, by)) for by in SEPARATORS)


def _refuse_bad_header(header: list[str], line: int) -> None:
    if not form_of(header) and not set(header) & set(COLUMNS):
        text = _("The first line names no column of a diary (%(columns)s). Is the header missing?")
        if header and header[0].startswith("["):
            text = _(
                "This is a list in JSON. A diary in JSON is an object with the lists “episodes” "
                "and “nights”."
            )
        raise FileError(line, text, {"columns": ", ".join(COLUMNS)})
    twice = [excerpt(name) for name, times in Counter(header).items() if name and times > 1][
        :MOST_TWICE
    ]
    if twice:
        raise FileError(
            line, _("The header names “%(name)s” more than once."), {"name": "”, “".join(twice)}
        )


def _each(
    reader: Iterator[list[str]],
    header: list[str],
    before: int,
    unknown: UnknownNames,
    form: TableForm,
) -> Iterator[RawRow]:
    columns = [(number, name) for number, name in enumerate(header) if name in form.columns]
    nameless = [number for number, name in enumerate(header) if not name]
    line = _line_after(reader, before)
    width = len(header)
    while (cells := _next(reader, line)) is not None:
        if any(map(str.strip, cells)):  # a row in which nothing stands is no row
            if len(cells) > width and any(map(str.strip, cells[width:])):
                text = _(
                    "This row has %(cells)d cells; the header has %(columns)d. Is a cell missing "
                    "its quotes?"
                )
                problem = Problem("", text, {"cells": len(cells), "columns": width})
                yield RawRow(line, {}, (problem,))
            else:
                row = {name: cells[number] for number, name in columns if number < len(cells)}
                if nameless and _fills_one(cells, nameless):
                    unknown.add([""])
                    nameless = []
                yield RawRow(line, row, restore_texts(row, form))
        line = _line_after(reader, before)


def _fills_one(cells: list[str], nameless: list[int]) -> bool:
    """Whether something stands in a column without a name, which a separator too many makes; else
    nothing is left out.

    Looks at no more columns than the row has cells: a header may have half a million.
    """
    return any(cells[number].strip() for number in takewhile(len(cells).__gt__, nameless))


def _line_after(reader: Iterator[list[str]], before: int) -> int:
    """The physical line on which the next row starts."""
    return before + int(getattr(reader, "line_num", 0)) + 1


def _next(reader: Iterator[list[str]], line: int) -> list[str] | None:
    """The next row's cells, None at the end.

    Raises :class:`FileError` naming the line on which the row starts.
    """
    try:
        return next(reader, None)
    except csv.Error as error:
        text = _(
            "The quotes of the row that starts here are not closed or not doubled, or a cell is "
            "far too long."
        )
        raise FileError(line, text) from error
