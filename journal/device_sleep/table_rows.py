"""Rows of a table in a text file, as exports write them: one encoding, a known delimiter."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import lru_cache

from journal.device_sleep.file_parts import FilePart, far_too_many, not_utf8
from journal.device_sleep.sleep_data import MOST_INTERVALS, SleepFileError
from journal.i18n import gettext_noop as _

# Characters of a row, on however many lines, and its cells; a night with a column for each movement
# and each event has some hundred thousand, in some thousands.
_LONGEST_ROW = 1024 * 1024
_MOST_CELLS = 50_000
# Of a part: with each interval in a row of its own, and as many rows of something else.
_MOST_LINES = 2 * MOST_INTERVALS
_HEAD_ROWS = 20
_DELIMITERS_OF_EXPORTS = ",;\t"

# A row with the line on which it ends, from 1.
LinedCells = tuple[int, list[str]]


def rows_of(part: FilePart, delimiter: str = ",") -> Iterator[LinedCells]:
    """Each row that holds something, its cells without the spaces around them.

    Raises SleepFileError for what is no table in UTF-8.
    """
    with part.opened() as file:
        text = io.TextIOWrapper(file, "utf-8-sig", newline="")
        lines = _RowLines(text, part.name)
        reader = csv.reader(lines, delimiter=delimiter)
        try:
            for cells in reader:
                if len(cells) > _MOST_CELLS:
                    raise _no_table(part.name, reader.line_num)
                lines.row_begins(reader.line_num + 1)
                if any(cells):
                    yield reader.line_num, [cell.strip() for cell in cells]
        except UnicodeDecodeError as error:
            raise not_utf8(part.name) from error
        except csv.Error as error:
            raise _no_table(part.name, reader.line_num) from error
        finally:
            text.detach()


def named_rows(part: FilePart, *, above: int = 0) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row below the header with its line, its cells by the header's names without case.

    So many lines stand ``above`` the header. Of two columns of one name the first counts; a cell
    that has no name, such as the one after a last comma, is dropped. Raises SleepFileError.
    """
    lines = part.head().decode(errors="replace").splitlines()
    if len(lines) <= above:
        return
    rows = rows_of(part, delimiter_in(lines[above]))
    for _line in range(above):
        next(rows, None)
    names = [name.casefold() for name in next(rows, (0, []))[1]]
    for line, cells in rows:
        row: dict[str, str] = {}
        for name, cell in zip(names, cells, strict=False):
            row.setdefault(name, cell)
        yield line, row


def head_rows(head: bytes) -> list[list[str]]:
    """The first rows of a part that begins so, the header among them; [] for what is no text.

    The last of them may be cut.
    """
    lines = head.removeprefix(b"\xef\xbb\xbf").decode(errors="ignore").splitlines()
    if not lines or "\0" in lines[0]:
        return []
    try:
        rows = csv.reader(lines[:_HEAD_ROWS], delimiter=delimiter_in(lines[0]))
        return [[cell.strip() for cell in cells] for cells in rows if any(cells)]
    except csv.Error:
        return []


class _RowLines(Iterator[str]):
    """Each line, also of old machines, which end one with CR alone.

    A row that goes on for longer than any, such as one whose last quote is missing, is refused
    with the line on which it begins.
    """

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self._lines = self._read(text)
        self._name = name
        self._line, self._length, self._number = 1, 0, 0

    def row_begins(self, line: int) -> None:
        """All before this line was taken as rows."""
        self._line, self._length = line, 0

    def __next__(self) -> str:
        line = next(self._lines)
        self._number += 1
        if self._number > _MOST_LINES:
            raise far_too_many(self._name, self._number)
        self._length += len(line)
        if self._length >= _LONGEST_ROW:
            raise _no_table(self._name, self._line)
        return line

    def _read(self, text: io.TextIOWrapper) -> Iterator[str]:
        while line := text.readline(_LONGEST_ROW):
            if "\0" in line:
                raise not_utf8(self._name)
            yield from line.splitlines(keepends=True)


def _no_table(name: str, line: int) -> SleepFileError:
    text = _("“%(name)s” is no table that can be read: see the row that begins in line %(line)d.")
    return SleepFileError(text, {"name": name, "line": line})


def header_cells(head: bytes) -> list[str]:
    """The first line of a part that begins so, without case; [] for what is no text."""
    return list(_first_cells(head))


@lru_cache(maxsize=2)  # every reader asks of every part
def _first_cells(head: bytes) -> tuple[str, ...]:
    first = head.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")[0]
    try:
        line = first.partition(b"\r")[0].decode()
        cells = next(csv.reader([line], delimiter=delimiter_in(line)), [])
    except (UnicodeDecodeError, csv.Error):
        return ()
    return tuple(cell.strip().casefold() for cell in cells)


def delimiter_in(line: str) -> str:
    """What stands between the cells of a header: what is in it most often."""
    return max(_DELIMITERS_OF_EXPORTS, key=line.count)
