"""From bytes to rows of text: a table (RFC 4180, also as spreadsheets save it) and JSON, told apart by the first sign.

A row knows the physical line on which it starts. Memory does not grow with the file. What makes the whole file
unreadable is a :class:`FileError`; what is wrong with one row is left to ``journal.diary_file.reading``.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO

from journal.diary_file.formulas import is_lost, is_rewritten_id, restore, restore_id
from journal.diary_file.json_rows import json_rows
from journal.diary_file.lines import Lines
from journal.diary_file.shapes import COLUMNS, FileError, Row
from journal.entries import Problem, shown
from journal.marking import gettext_noop as _

# What a spreadsheet may put between its columns, the standard's own first.
SEPARATORS = ",;\t|"
# A first line by which some spreadsheets tell the separator, perhaps saved again by one that did not know it.
_SEPARATOR_LINE = re.compile(r'"?sep=(?P<by>[^"])"?[,;\t|]*\s*', re.IGNORECASE)
_NOTHING = SEPARATORS + '" \r\n\ufeff\u00a0'


@dataclass(slots=True)
class Rows:
    """A file's rows, to be gone through once.

    ``unknown`` are its columns that no diary has; complete only after the last row, as is
    ``remarks``: how the file as a whole was read, where that was not plain. ``missing`` are the columns that a table
    does not have, ``line`` is that of its header.
    """

    rows: Iterator[Row]
    unknown: list[str]
    remarks: list[Problem]
    missing: tuple[str, ...] = ()
    line: int = 1

    def __iter__(self) -> Iterator[Row]:
        return self.rows


def open_rows(file: BinaryIO) -> Rows:
    """The rows of a diary file. Raises :class:`FileError` here or while they are gone through."""
    lines = Lines(file)
    while not (first := lines.take()).strip(_NOTHING):
        if not first:
            raise FileError(None, _("The file is empty."))
    if first.lstrip(" \t\r\n\ufeff").startswith("{"):  # perhaps all of it on one line, however long
        unknown: list[str] = []
        return Rows(json_rows(first.lstrip("\ufeff"), lines, lines.number, unknown), unknown, lines.remarks)
    return _csv_rows(lines, lines.checked(first))


def _csv_rows(lines: Lines, first: str) -> Rows:
    told = _SEPARATOR_LINE.fullmatch(first)
    if told:
        first = next(lines, "")
    before = lines.number - 1
    separator = told["by"] if told else _separator(first)
    reader = csv.reader(chain([first], lines), strict=True, delimiter=separator)
    names = _next(reader, before + 1) or []
    header = [_name(cell) for cell in names]
    _refuse_bad_header(header, before + 1)
    known = set(header)
    unknown = [shown(cell.strip()) for cell, name in zip(names, header, strict=True) if name and name not in COLUMNS]
    missing = tuple(name for name in COLUMNS if name not in known)
    return Rows(_each(reader, header, before, unknown), unknown, lines.remarks, missing, before + 1)


def _separator(line: str) -> str:
    """The sign that divides the header into most columns of a diary; the comma if none does."""
    return max(SEPARATORS, key=lambda by: sum(_name(cell.strip().strip('"')) in COLUMNS for cell in line.split(by)))


def _name(cell: str) -> str:
    """A column's name as the diary writes it: in one case, with one sign between its words."""
    return re.sub(r"[\s\u00a0-]+", "_", cell.strip("\ufeff").strip()).casefold()


def _refuse_bad_header(header: list[str], line: int) -> None:
    if not set(header) & set(COLUMNS):
        text = _("The first line names no column of a diary (%(columns)s). Is the header missing?")
        if header and header[0].startswith("["):
            text = _("This is a list in JSON. A diary in JSON is an object with the lists “episodes” and “nights”.")
        raise FileError(line, text, {"columns": ", ".join(COLUMNS)})
    twice = [shown(name) for name, times in Counter(header).items() if name and times > 1]
    if twice:
        raise FileError(line, _("The header names “%(name)s” more than once."), {"name": "”, “".join(twice)})


def _each(reader: Iterator[list[str]], header: list[str], before: int, unknown: list[str]) -> Iterator[Row]:
    known = [(number, name) for number, name in enumerate(header) if name in COLUMNS]
    nameless = [number for number, name in enumerate(header) if not name]
    line = _line_after(reader, before)
    width = len(header)
    while (cells := _next(reader, line)) is not None:
        if any(map(str.strip, cells)):  # a row in which nothing stands is no row
            if len(cells) > width and any(map(str.strip, cells[width:])):
                text = _("This row has %(cells)d cells; the header has %(columns)d. Is a cell missing its quotes?")
                problem = Problem("", text, {"cells": len(cells), "columns": width})
                yield Row(line, {}, (problem,))
            else:
                row = {name: cells[number] for number, name in known if number < len(cells)}
                if nameless and "" not in unknown:
                    _report_nameless(cells, nameless, unknown)
                yield Row(line, row, _restore(row))
        line = _line_after(reader, before)


def _report_nameless(cells: list[str], nameless: list[int], unknown: list[str]) -> None:
    """A separator too many makes a column without a name; only where something stands in it is anything left out."""
    if any(cells[number].strip() for number in nameless if number < len(cells)):
        unknown.append("")


def _restore(row: dict[str, str]) -> tuple[Problem, ...]:
    """Take away what protected texts from spreadsheets; what one has destroyed all the same is a problem."""
    key, note = row.get("id", ""), row.get("note", "")
    lost = tuple(_lost(name, cell) for name, cell in (("id", key), ("note", note)) if is_lost(cell))
    if lost:
        return lost
    if note.startswith("'"):
        row["note"] = restore(note)
    if is_rewritten_id(key):
        text = _(
            "A spreadsheet has made the number %(value)s of this id. Take the original file, choose “text” for all "
            "columns when opening it, and save it again."
        )
        return (Problem("id", text, {"value": shown(key)}),)
    if key.startswith("'"):
        row["id"] = restore_id(key)
    return ()


def _lost(column: str, cell: str) -> Problem:
    text = _(
        "A spreadsheet has saved %(value)s in place of what stood here. Take the original file; if you wrote this "
        "yourself, put an apostrophe before it."
    )
    return Problem(column, text, {"value": shown(cell)})


def _line_after(reader: Iterator[list[str]], before: int) -> int:
    """The physical line on which the next row starts."""
    return before + int(getattr(reader, "line_num", 0)) + 1


def _next(reader: Iterator[list[str]], line: int) -> list[str] | None:
    """The next row's cells, None at the end. Raises :class:`FileError` naming the line on which the row starts."""
    try:
        return next(reader, None)
    except csv.Error as error:
        text = _("The quotes of the row that starts here are not closed or not doubled, or a cell is far too long.")
        raise FileError(line, text) from error
