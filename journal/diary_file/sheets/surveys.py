"""Goes through a table once, and keeps what steps and questions need of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from journal.diary_file.file_format import FileError
from journal.diary_file.sheets.calendar_names import weekday_names
from journal.diary_file.sheets.cell_kinds import is_lost_number, kind_of
from journal.diary_file.sheets.day_orders import DayColumn
from journal.diary_file.sheets.folding import folded
from journal.diary_file.sheets.languages import likeliest_languages
from journal.diary_file.sheets.preset_files import preset_for
from journal.diary_file.sheets.recipes import Role
from journal.diary_file.sheets.role_guesses import is_private, named_role
from journal.diary_file.sheets.row_cells import RecipeColumns
from journal.diary_file.sheets.row_rules import RowFilter
from journal.diary_file.sheets.sheets_file import Sheets
from journal.diary_file.sheets.tables import (
    LONGEST_VALUE,
    MOST_COLUMN_VALUES,
    CellKind,
    ColumnSummary,
    SheetRow,
    SheetTable,
    Survey,
)
from journal.diary_file.sheets.turning_rows import TurningRows
from journal.diary_file.sheets.word_lists import ordered
from journal.diary_file.sheets.written_days import WrittenDay, read_day
from journal.diary_file.sheets.written_moments import read_moment
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

_SAMPLES = 8
# Columns whose last digits matter.
_EXACT = (Role.LEAVE_OUT, Role.DAY, Role.TIME, Role.MOMENT, Role.SENT, Role.NIGHT_OF)
_SKIPPED = 100
_LONGEST_WEEKDAY = 20
_MOST_SHAPES = 400
_MOST_MIDNIGHTS = 3
# Columns of which a row's shape tells.
SHAPE_WIDTH = 60
SHAPE_SIGNS = {
    CellKind.EMPTY: "-",
    CellKind.DAY: "d",
    CellKind.TIME: "t",
    CellKind.MOMENT: "m",
    CellKind.NUMBER: "n",
    CellKind.TEXT: "x",
}


def survey(sheets: Sheets, table: SheetTable, *, as_of: datetime) -> Survey:
    """What stands in a table, gone through once, or twice for another app's; ``as_of`` is when.

    Rows that the app's preset leaves out anyway are not in it. Raises FileError as the rows do.
    """
    gathering = _gathered(sheets, table, as_of)
    survey = _survey(sheets, table, gathering)
    preset = preset_for(survey)
    if preset is None or not preset.rules:
        return survey
    # of the rows that such a file has beside what is meant, nothing is to be asked
    columns = RecipeColumns(preset, table.header)
    chosen = _gathered(sheets, table, as_of, RowFilter(preset, columns.place_of))
    if not chosen.rows:
        return survey
    chosen.skipped, chosen.skipped_rows = gathering.skipped, gathering.skipped_rows
    return replace(_survey(sheets, table, chosen), languages=survey.languages)


def _gathered(
    sheets: Sheets, table: SheetTable, as_of: datetime, row_filter: RowFilter | None = None
) -> _Gathering:
    gathering = _Gathering(table, as_of)
    for row in sheets.rows(table):
        if row.skipped or row_filter is None or row_filter.reason(row) is None:
            gathering.add(row)
    return gathering


def _survey(sheets: Sheets, table: SheetTable, gathering: _Gathering) -> Survey:
    summaries = tuple(column.summary() for column in gathering.columns)
    languages = likeliest_languages(summaries)
    refuse_lost_numbers(summaries, languages)
    return Survey(
        form=sheets.form,
        table=table,
        columns=summaries,
        rows=gathering.rows,
        samples=tuple(gathering.samples),
        skipped=tuple(gathering.skipped),
        skipped_rows=gathering.skipped_rows,
        shapes=dict(gathering.shapes),
        early_rows=tuple(gathering.turning.early),
        turning_rows=tuple(gathering.turning.turning),
        languages=languages,
        remarks=sheets.remarks,
    )


class _Gathering:
    """What is kept of the rows so far."""

    def __init__(self, table: SheetTable, as_of: datetime) -> None:
        self.columns = [_Column(header, DayColumn(as_of.date())) for header in table.header]
        self.rows = self.skipped_rows = 0
        self.samples: list[SheetRow] = []
        self.skipped: list[SheetRow] = []
        self.shapes: Counter[str] = Counter()
        self.turning = TurningRows()

    def add(self, row: SheetRow) -> None:
        """Take in one row."""
        if row.skipped:
            self.skipped_rows += 1
            if len(self.skipped) < _SKIPPED:
                self.skipped.append(_cut(row))
            return
        self.rows += 1
        if len(self.samples) < _SAMPLES:
            self.samples.append(_cut(row))
        kinds = _add(row, self.columns)
        shape = "".join(SHAPE_SIGNS[kind] for kind in kinds[:SHAPE_WIDTH])
        if shape in self.shapes or len(self.shapes) < _MOST_SHAPES:
            self.shapes[shape] += 1
        self.turning.add(row, kinds)


def _cut(row: SheetRow) -> SheetRow:
    """The row with no more of each cell than is remembered of a file."""
    return replace(row, cells=tuple(cell[:LONGEST_VALUE] for cell in row.cells))


def _add(row: SheetRow, columns: list[_Column]) -> list[CellKind]:
    """Take in the row; what its cells look like."""
    weekdays = next(
        (
            weekday_names()[key]
            for cell in row.cells
            if len(cell) <= _LONGEST_WEEKDAY and (key := folded(cell)) in weekday_names()
        ),
        None,
    )
    return [
        column.add(row.line, cell, weekdays)
        for column, cell in zip(columns, row.cells, strict=True)
    ]


@dataclass(slots=True)
class _Column:
    """A column while the file is gone through."""

    header: str
    days: DayColumn
    filled: int = 0
    kinds: Counter[CellKind] = field(default_factory=Counter)
    values: dict[str, int] = field(default_factory=dict)
    many: bool = False
    lost_line: int | None = None
    midnights: int = 0
    at_midnight: list[tuple[int, str]] = field(default_factory=list)
    clocks: int = 0

    def add(self, line: int, cell: str, weekdays: frozenset[int] | None) -> CellKind:
        kind = kind_of(cell)
        if kind is CellKind.EMPTY:
            return kind
        self.filled += 1
        self.kinds[kind] += 1
        value = cell[:LONGEST_VALUE]
        if value in self.values or len(self.values) < MOST_COLUMN_VALUES:
            self.values[value] = self.values.get(value, 0) + 1
        else:
            self.many = True
        if kind is CellKind.NUMBER and self.lost_line is None and is_lost_number(cell):
            self.lost_line = line
        if day := day_in(cell, kind):
            self.days.add(line, cell, day, weekdays)
            self._add_time(line, cell)
        return kind

    def _add_time(self, line: int, cell: str) -> None:
        moment = read_moment(cell)
        if moment is None:
            return
        if not moment.is_at_midnight:
            self.clocks += 1
        elif moment.offset is None:
            self.midnights += 1
            if len(self.at_midnight) < _MOST_MIDNIGHTS:
                self.at_midnight.append((line, cell[:LONGEST_VALUE]))

    def summary(self) -> ColumnSummary:
        has_days = self.kinds[CellKind.DAY] or self.kinds[CellKind.MOMENT]
        return ColumnSummary(
            self.header,
            self.filled,
            dict(self.kinds),
            self.values,
            self.many,
            self.days.evidence() if has_days else None,
            self.lost_line,
            self.midnights,
            tuple(self.at_midnight),
            self.clocks,
        )


def refuse_lost_numbers(columns: Sequence[ColumnSummary], languages: Sequence[str]) -> None:
    """Raise FileError where a spreadsheet has destroyed ids or times: 1.77E+12."""
    order = ordered(languages)
    for column in columns:
        if column.lost_line is None or is_private(column.header, order):
            continue
        is_all = column.kinds.get(CellKind.NUMBER) == column.filled
        if is_all or named_role(column.header, order) in _EXACT:
            text = _(
                "The column “%(header)s” holds numbers like “1.77E+12”: a spreadsheet has cut off "
                "their last digits. Bring the file as the app wrote it, before it was opened in a "
                "spreadsheet."
            )
            raise FileError(column.lost_line, text, {"header": excerpt(column.header)})


def day_in(cell: str, kind: CellKind) -> WrittenDay | None:
    """The day in a cell that is one or holds one."""
    is_either = kind in (CellKind.DAY, CellKind.MOMENT)
    moment = read_moment(cell) if is_either else None
    if moment:
        return moment.day
    if is_either:
        return read_day(cell)
    return None
