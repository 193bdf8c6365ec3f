"""A stranger's file on its way into the diary, for tests: opened, surveyed, understood."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl

from journal.diary_file.sheets import (
    Doubt,
    DoubtKind,
    Recipe,
    Role,
    RowAction,
    Sheets,
    SheetTable,
    Survey,
    UnderstoodRow,
    doubts,
    guess_recipe,
    open_sheets,
    preset_for,
    survey,
    understand,
)
from journal.entries import Entry

NOW = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
BERLIN = "Europe/Berlin"


@dataclass(frozen=True)
class Brought:
    """A file with all that became of it; ``asked`` are its doubts."""

    sheets: Sheets
    table: SheetTable
    survey: Survey
    recipe: Recipe
    rows: list[UnderstoodRow]
    asked: dict[DoubtKind, Doubt]

    @property
    def entries(self) -> list[Entry]:
        return [entry for row in self.rows for entry in row.entries]

    @property
    def entry(self) -> Entry:
        (entry,) = self.entries
        return entry

    @property
    def wrong(self) -> list[tuple[int, str]]:
        return [(row.line, str(problem)) for row in self.rows for problem in row.wrong]

    @property
    def roles(self) -> dict[str, Role]:
        return {column.header: column.role for column in self.recipe.columns}

    @property
    def local_times(self) -> list[str]:
        """When each entry was, on the clock of Berlin."""
        zone = ZoneInfo(BERLIN)
        return [f"{entry.happened_at.astimezone(zone):%Y-%m-%d %H:%M:%S}" for entry in self.entries]

    @property
    def open(self) -> set[DoubtKind]:
        return {kind for kind, doubt in self.asked.items() if doubt.is_open}


def opened(content: str | bytes, name: str = "") -> Sheets:
    """The file's tables."""
    return open_sheets(
        io.BytesIO(content if isinstance(content, bytes) else content.encode()), name
    )


def bring(
    content: str | bytes,
    answer: Callable[[Recipe], Recipe] = lambda recipe: recipe,
    *,
    picks: tuple[str, ...] = (),
    **answers: Any,
) -> Brought:
    """Everything that becomes of a file if all guesses are taken but these."""
    sheets = opened(content)
    table = sheets.tables[sheets.likeliest]
    looked = survey(sheets, table, as_of=NOW)
    recipe = answer(replace(preset_for(looked) or guess_recipe(looked), **answers))
    asked = {doubt.kind: doubt for doubt in doubts(looked, recipe, as_of=NOW)}
    if picks:
        rules = [
            replace(rule, values=picks) if rule.action is RowAction.PICK else rule
            for rule in recipe.rules
        ]
        recipe = replace(recipe, rules=tuple(rules))
    rows = list(understand(sheets, table, recipe, default_zone=BERLIN, as_of=NOW))
    return Brought(sheets, table, looked, recipe, rows, asked)


def workbook(
    *rows: list[Any], epoch: datetime | None = None, formats: dict[str, str] | None = None
) -> bytes:
    """An Excel workbook of one sheet; ``formats`` are number formats by cell."""
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
