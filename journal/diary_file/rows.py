"""From bytes to rows of text: UTF-8, with the comma-separated form (RFC 4180) and JSON told apart by the first sign.

A row knows the physical line on which it starts. Memory does not grow with the file. What makes the whole file
unreadable is a :class:`FileError`; what is wrong with one row is left to ``journal.diary_file.reading``.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import BinaryIO

from journal.diary_file.formulas import restore
from journal.diary_file.json_rows import json_rows
from journal.diary_file.shapes import COLUMNS, LONGEST_LINE, TEXT_COLUMNS, FileError, Row
from journal.entries import Problem, shown
from journal.marking import gettext_noop as _

_UNPAIRED = re.compile("[\ud800-\udfff]")  # what "surrogateescape" makes of a byte that is not UTF-8


@dataclass(slots=True)
class Rows:
    """A file's rows, to be gone through once.

    ``unknown`` are its columns that no diary has; those of a JSON file are complete only after the last row.
    ``missing`` are the columns that a table does not have.
    """

    rows: Iterator[Row]
    unknown: list[str]
    missing: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return self.rows


def open_rows(file: BinaryIO) -> Rows:
    """The rows of a diary file. Raises :class:`FileError` here or while they are gone through."""
    text = _Text(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    lines = _Lines(text)
    while not (first := lines.take()).strip():
        if not first:
            raise FileError(None, _("The file is empty."))
    if first.lstrip().startswith("{"):  # perhaps all of it on one line, however long
        unknown: list[str] = []
        return Rows(json_rows(first, text, lines.number, unknown), unknown)
    return _csv_rows(chain([lines.checked(first)], lines), lines.number - 1)


class _Text(io.TextIOWrapper):
    """A file as text."""

    def close(self) -> None:
        """Leave the file open: it is its opener's to close, who may want to read it again."""


@dataclass(slots=True)
class _Lines:
    """Physical lines, each checked; ``number`` is that of the latest one, counted from 1."""

    text: io.TextIOWrapper
    number: int = field(default=0)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.take()
        if not line:
            raise StopIteration
        return self.checked(line)

    def take(self) -> str:
        """The next line as it is, or as much of it as a line may have; "" at the end."""
        line = self.text.readline(LONGEST_LINE + 1)
        self.number += bool(line)
        return line

    def checked(self, line: str) -> str:
        """The line that was taken last. Raises :class:`FileError` if no table holds such a line."""
        if len(line) > LONGEST_LINE:
            raise FileError(self.number, _("This line is too long for a diary file."))
        if not line.isascii() and _UNPAIRED.search(line):
            raise FileError(self.number, _("This line is not UTF-8. Save the file as “CSV UTF-8” and try again."))
        if "\0" in line:
            raise FileError(self.number, _("This line holds a NUL character, which no text has. Is this a text file?"))
        return line


def _csv_rows(lines: Iterator[str], before: int) -> Rows:
    reader = csv.reader(lines, strict=True)
    header = [name.strip().casefold() for name in _next(reader, before + 1) or []]
    _refuse_bad_header(header, before + 1)
    known = set(header)
    unknown = [shown(name) for name in header if name not in COLUMNS]
    return Rows(_each(reader, header, before), unknown, tuple(name for name in COLUMNS if name not in known))


def _refuse_bad_header(header: list[str], line: int) -> None:
    if not set(header) & set(COLUMNS):
        text = _("The first line names no column of a diary (%(columns)s). Is the header missing?")
        if len(header) == 1 and re.search("[;\t]", header[0]):
            text = _("The columns are not separated by commas. Save the file with commas between its columns.")
        if header and header[0].startswith("["):
            text = _("This is a list in JSON. A diary in JSON is an object with the lists “episodes” and “nights”.")
        raise FileError(line, text, {"columns": ", ".join(COLUMNS)})
    for name, times in Counter(header).items():
        if name and times > 1:
            raise FileError(line, _("The header names “%(name)s” more than once."), {"name": shown(name)})


def _each(reader: Iterator[list[str]], header: list[str], before: int) -> Iterator[Row]:
    known = [(number, name) for number, name in enumerate(header) if name in COLUMNS]
    texts = [name for name in TEXT_COLUMNS if name in header]
    line = _line_after(reader, before)
    while (cells := _next(reader, line)) is not None:
        if len(cells) > len(header):
            text = _("This row has %(cells)d cells; the header has %(columns)d. Is a comma missing its quotes?")
            yield Row(line, {}, Problem("", text, {"cells": len(cells), "columns": len(header)}))
        elif cells:  # an empty line is no row
            row = {name: cells[number] for number, name in known if number < len(cells)}
            _restore(row, texts)
            yield Row(line, row)
        line = _line_after(reader, before)


def _restore(row: dict[str, str], texts: list[str]) -> None:
    for name in texts:
        if row.get(name, "").startswith("'"):
            row[name] = restore(row[name])


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
