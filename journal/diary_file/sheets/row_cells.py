"""A row's cells by what their columns tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from journal.diary_file.sheets.recipes import CellPart, ColumnRole, Recipe, Role
from journal.diary_file.sheets.tables import SheetRow
from journal.entries import LONGEST_NOTE

# Characters of a column's name in a note, as far as there is room.
_LONGEST_NAMES = (200, 90, 60, 45, 30)
_LAST_BRACKET = re.compile(r"(?P<before>.*)\((?P<inside>[^()]*)\)\s*", re.DOTALL)


class Cell(NamedTuple):
    """A cell that holds something: ``text`` as it stands, ``read`` the part that its column reads,
    "" where that is "not recorded".
    """

    column: ColumnRole
    text: str
    read: str

    def line(self, longest: int) -> str:
        """The cell as a note has it, so many characters of its column's name at most."""
        header = self.column.header
        if len(header) > longest:
            header = f"{header[: longest - 1].rstrip()}…"
        return f"{header}: {self.text}"


def note_of(texts: Sequence[str], cells: Sequence[Cell]) -> str:
    """A note of texts and then cells with the names of their columns: these are cut short where a
    note has no room for all, and it may still be too long.
    """
    note = ""
    for longest in _LONGEST_NAMES:
        note = "\n".join([*texts, *(cell.line(longest) for cell in cells)])
        if len(note) <= LONGEST_NOTE:
            break
    return note


@dataclass(frozen=True, slots=True)
class RowCells:
    """The filled cells of one row, by role, each role's in the order of its columns."""

    line: int
    by_role: Mapping[Role, Sequence[Cell]]

    def of(self, role: Role) -> Sequence[Cell]:
        """The cells of that role that hold something."""
        return self.by_role.get(role, ())

    def first(self, *roles: Role) -> Cell | None:
        """The first cell of the first of these roles that has one."""
        return next((cell for role in roles for cell in self.of(role)), None)


class RecipeColumns:
    """A recipe's columns at the places that they have in a table; what it does not know is kept."""

    def __init__(self, recipe: Recipe, header: Sequence[str]) -> None:
        by_header = {column.header: column for column in recipe.columns}
        self.columns = tuple(by_header.get(name) or ColumnRole(name, Role.KEEP) for name in header)
        self.place_of = {name: place for place, name in enumerate(header)}

    def cells(self, row: SheetRow) -> RowCells:
        """The cells of a row by role."""
        by_role: dict[Role, list[Cell]] = {}
        for column, text in zip(self.columns, row.cells, strict=False):
            if text:
                by_role.setdefault(column.role, []).append(
                    Cell(column, text, read_part(column, text))
                )
        return RowCells(row.line, by_role)


def read_part(column: ColumnRole, text: str) -> str:
    """What a column reads of a cell."""
    if column.values:
        text = column.values.get(text, text)
    text = part_of(text, column.part)
    if column.separator:
        text = text.replace(column.separator, ", ")
    return text


def part_of(text: str, part: CellPart) -> str:
    """The part of a cell that is read; all of it where there is no bracket, and nothing in one."""
    if part is CellPart.WHOLE:
        return text
    match = _LAST_BRACKET.fullmatch(text)
    if part is CellPart.LAST_BRACKET:
        if match:
            return match["inside"].strip()
        return ""
    if match:
        return match["before"].strip()
    return text
