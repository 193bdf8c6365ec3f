"""The tables on one sheet: where each begins, what names its columns, how many rows it has.

A table goes on behind an empty line unless another header stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise

from journal.diary_file.file_format import FileError
from journal.diary_file.sheets.cell_kinds import kind_of
from journal.diary_file.sheets.headers import (
    column_names,
    has_day,
    header_place,
    is_blank,
    may_be_header,
    no_row,
)
from journal.diary_file.sheets.tables import MOST_SHEET_ROWS, CellKind, Layout, SheetTable
from journal.diary_file.sheets.text_rows import NumberedCells
from journal.i18n import gettext_noop as _

_ROWS_AHEAD = 40
_MOST_TABLES = 50
# From so many hours in one row on it is a grid, a column an hour.
_HOURS_OF_A_GRID = 8


@dataclass(slots=True)
class _Outline:
    """A table that is being looked through."""

    header: tuple[str, ...]
    header_line: int | None
    line: int
    first_line: int
    last_line: int = 0
    width: int = 0
    rows: int = 0

    def add(self, line: int, cells: list[str]) -> None:
        self.last_line = line
        if no_row(cells, self.header):
            return
        self.rows += 1
        filled = (place for place, cell in enumerate(cells) if cell.strip())
        self.width = max(self.width, *(place + 1 for place in filled))
        if self.rows > MOST_SHEET_ROWS:
            raise too_many_rows(line)


def too_many_rows(line: int) -> FileError:
    """For a table that has more rows than one may have; ``line`` is where it does."""
    text = _("A table has at most %(most)d rows. Split it, and bring its parts one by one.")
    return FileError(line, text, {"most": MOST_SHEET_ROWS})


@dataclass(slots=True)
class _Block:
    """Rows without an empty one between them: the first few, and the others to be gone through."""

    first: list[NumberedCells]
    others: Iterator[NumberedCells] = field(default_factory=lambda: iter(()))

    @property
    def rows(self) -> Iterator[NumberedCells]:
        return chain(self.first, self.others)


def find_tables(rows: Iterable[NumberedCells], name: str = "", part: int = 0) -> list[SheetTable]:
    """The tables of a sheet, in their order; their numbers are counted by the caller.

    Raises FileError for a grid (a column an hour), and for more rows than a table may have.
    """
    outlines: list[_Outline] = []
    title: list[NumberedCells] = []
    for block in _blocks(iter(rows)):
        block.first = [*title, *block.first]
        title = []
        if len(block.first) == 1 and may_be_header(block.first[0][1]):
            title = block.first
            continue
        _refuse_grid(block.first)
        _look_through(block, outlines)
        if len(outlines) > _MOST_TABLES:
            raise FileError(outlines[-1].line, _("This file holds too many tables."))
    return [_table(outline, name, part) for outline in outlines if outline.rows]


def _blocks(rows: Iterator[NumberedCells]) -> Iterator[_Block]:
    for line, cells in rows:
        if is_blank(cells):
            continue
        block = chain([(line, cells)], iter(_until_blank(rows)))
        first = list(islice(block, _ROWS_AHEAD))
        yield _Block(first, block)


def _until_blank(rows: Iterator[NumberedCells]) -> Iterator[NumberedCells]:
    for line, cells in rows:
        if is_blank(cells):
            return
        yield line, cells


def _look_through(block: _Block, outlines: list[_Outline]) -> None:
    """Add the block's rows to the latest table, or to one that begins here."""
    place = header_place([cells for _line, cells in block.first])
    skipped = 0
    if place is not None:
        line, cells = block.first[place]
        if not outlines or not _is_same(cells, outlines[-1].header):
            outlines.append(_Outline(tuple(cells), line, line, _first_line(outlines)))
            skipped = place + 1
    elif not outlines:
        start = _headerless_start(block.first)
        if start is None:
            return
        outlines.append(_Outline((), None, block.first[start][0], 1))
        skipped = start
    for line, cells in islice(block.rows, skipped, None):
        outlines[-1].add(line, cells)


def _first_line(outlines: list[_Outline]) -> int:
    """Where what belongs to a new table begins: all that stands above it."""
    if outlines:
        return outlines[-1].last_line + 1
    return 1


def _is_same(cells: list[str], header: tuple[str, ...]) -> bool:
    return [cell.strip() for cell in cells] == [name.strip() for name in header]


def _headerless_start(rows: list[NumberedCells]) -> int | None:
    """Where rows with a day begin, if two cells or more stand in each."""
    for place, (_line, cells) in enumerate(rows):
        if has_day(cells) and sum(bool(cell.strip()) for cell in cells) > 1:
            return place
    return None


def _table(outline: _Outline, name: str, part: int) -> SheetTable:
    named = (place + 1 for place, cell in enumerate(outline.header) if cell.strip())
    width = max(outline.width, *named, 1)
    header = column_names(outline.header, width)
    return SheetTable(
        number=0,
        name=name,
        layout=Layout.TABLE,
        header=header,
        header_line=outline.header_line,
        line=outline.line,
        first_line=outline.first_line,
        last_line=outline.last_line,
        rows=outline.rows,
        part=part,
    )


def _refuse_grid(rows: list[NumberedCells]) -> None:
    """A diary with a column for each hour says with colours what no cell holds."""
    for line, cells in rows[:5]:
        hours = [cell for cell in cells if kind_of(cell) is CellKind.TIME]
        if len(set(hours)) >= _HOURS_OF_A_GRID or _longest_count(cells) >= _HOURS_OF_A_GRID:
            text = _(
                "This table has a column for each hour. What it says stands in the place and the "
                "colour of its cells, which cannot be read. Bring a table with a row for each "
                "entry."
            )
            raise FileError(line, text)


def _longest_count(cells: list[str]) -> int:
    """How many cells beside each other count on by one, as hours do."""
    longest = length = 1
    for before, cell in pairwise(cells):
        follows = before.isdecimal() and cell.isdecimal() and int(cell[:4]) == int(before[:4]) + 1
        length = length + 1 if follows and int(cell[:4]) < 25 else 1
        longest = max(longest, length)
    return longest
