"""A row's cells by what their columns tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from journal.diary_file.sheets.recipes import CellPart, ColumnRole, Recipe, Role
from journal.diary_file.sheets.tables import SheetRow

_LONGEST_SHORT = 30
_LAST_BRACKET = re.compile(r"(?P<before>.*)\((?P<inside>[^()]*)\)\s*", re.DOTALL)


class Cell(NamedTuple):
    """A cell that holds something: ``text`` as it stands, ``read`` the part that its column reads,
    "" where that is "not recorded".
    """

    column: ColumnRole
    text: str
    read: str

    @property
    def line(self) -> str:
        """The cell as a note has it."""
        return f"{self.column.header}: {self.text}"

    @property
    def short_line(self) -> str:
        """The same in a note that has no room for the whole of a long question."""
        header = self.column.header
        if len(header) > _LONGEST_SHORT:
            header = f"{header[: _LONGEST_SHORT - 1].rstrip()}…"
        return f"{header}: {self.text}"


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
