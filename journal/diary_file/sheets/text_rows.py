"""The rows of a table in a text file, and what stands between its cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from journal.diary_file.file_format import FileError
from journal.diary_file.sheets.tables import MOST_SHEET_COLUMNS
from journal.i18n import gettext_noop as _

DELIMITERS = ",;\t|"
_DELIMITER_LINE = re.compile(r'"?sep=(?P<by>[^"\r\n])"?[,;\t|]*\s*', re.IGNORECASE)
_DIALECT_LINES = 60

# A row with the line on which it begins, from 1.
NumberedCells = tuple[int, list[str]]


def separator_line(line: str) -> str:
    """The delimiter that a first line like "sep=;" tells, "" if it tells none."""
    match = _DELIMITER_LINE.fullmatch(line)
    if match:
        return match["by"]
    return ""


def delimiter_of(lines: Iterable[str]) -> tuple[str, float]:
    """What stands between the cells of these first lines, and in what share of the rows equally
    often; "" and 0.0 if nothing does.
    """
    first_lines = list(islice(lines, _DIALECT_LINES))
    best, best_share, best_width = "", 0.0, 1
    for delimiter in DELIMITERS:
        share, width = _evenness(first_lines, delimiter)
        if width > 1 and (
            share > best_share + 0.2 or _is_better(share, width, best_share, best_width)
        ):
            best, best_share, best_width = delimiter, share, width
    return best, best_share


def _is_better(share: float, width: int, best_share: float, best_width: int) -> bool:
    """Of two delimiters that divide rows about equally evenly, the one that makes more cells."""
    return share > best_share - 0.2 and width > best_width


def _evenness(lines: list[str], delimiter: str) -> tuple[float, int]:
    """The share of rows that have the commonest number of cells, and that number."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if any(map(str.strip, row))]
    except csv.Error:
        return 0.0, 1
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0, 1
    width, rows_of_it = widths.most_common(1)[0]
    return rows_of_it / len(rows), width


def text_rows(lines: Iterator[str], delimiter: str) -> Iterator[NumberedCells]:
    """Each row with the physical line on which it begins.

    Raises FileError for a quotation mark that is never closed, and for too many columns.
    """
    counted = _CountedLines(lines)
    reader = csv.reader(counted, delimiter=delimiter, skipinitialspace=delimiter != "\t")
    while True:
        line = counted.number + 1
        counted.quotation_marks = 0
        try:
            row = next(reader, None)
        except csv.Error as error:
            raise _never_closed(line) from error
        if row is None:
            return
        if counted.is_at_end and counted.quotation_marks % 2 and counted.number > line:
            raise _never_closed(line)
        if len(row) > MOST_SHEET_COLUMNS:
            text = _("A table has at most %(most)d columns; this one has %(columns)d.")
            raise FileError(line, text, {"most": MOST_SHEET_COLUMNS, "columns": len(row)})
        if line > 1 or not separator_line(delimiter.join(row)):
            yield line, row


def _never_closed(line: int) -> FileError:
    text = _("A quotation mark opens a cell on this line, and none closes it.")
    return FileError(line, text)


class _CountedLines:
    """Lines on their way into the reader: how many there were, and the latest row's quotation
    marks.
    """

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.number = 0
        self.quotation_marks = 0
        self.is_at_end = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines, None)
        if line is None:
            self.is_at_end = True
            raise StopIteration
        self.number += 1
        self.quotation_marks += line.count('"')
        return line
