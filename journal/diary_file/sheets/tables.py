"""A stranger's file as tables: how it was read, its columns, its rows as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from journal.entries import Problem

MOST_SHEET_ROWS = 100_000
MOST_SHEET_COLUMNS = 1_000
# Different cells of a column that a survey keeps, and characters of each.
MOST_COLUMN_VALUES = 200
LONGEST_VALUE = 200


class Layout(StrEnum):
    """Whether a file is a table with columns, or lines of text as people write notes."""

    TABLE = "table"
    LINES = "lines"


class SheetForm(StrEnum):
    """What kind of file it is."""

    CSV = "csv"
    XLSX = "xlsx"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class SheetTable:
    """One of the tables that a file holds: a sheet of a workbook, or what begins behind an empty
    line.

    ``number`` counts from 0. ``name`` is the sheet's, "" where it has none. ``header`` are the
    names of its columns, all different: where the file has none, a spreadsheet's letters.
    ``line`` is that of its header or its first row, ``header_line`` None where there is no header;
    ``first_line`` and ``last_line`` take in what is written around it. All count from 1. ``rows``
    counts what is below the header. ``part`` is the number of the sheet that it stands on.
    """

    number: int
    name: str
    layout: Layout
    header: tuple[str, ...]
    header_line: int | None
    line: int
    first_line: int
    last_line: int
    rows: int
    part: int = 0


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as it stands in the file: its line, and a cell for each column, "" where none is.

    ``skipped`` says why it is no row of the diary: the header once more, a total, text around the
    table.
    """

    line: int
    cells: tuple[str, ...]
    skipped: Problem | None = None


class CellKind(StrEnum):
    """What a cell looks like by itself."""

    EMPTY = "empty"
    DAY = "day"
    TIME = "time"
    MOMENT = "moment"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class OrderEvidence:
    """What speaks for and against one order of day and month.

    ``only`` counts days that have this reading alone, ``jumps`` how often the rows turn against
    their own direction under it, ``future`` days after the file was read, ``weekdays`` those whose
    day of the week is the one that stands beside them.
    """

    only: int = 0
    jumps: int = 0
    future: int = 0
    weekdays: int = 0


@dataclass(frozen=True, slots=True)
class DayEvidence:
    """What a whole column says of the order of day and month.

    ``two_readings`` counts the days that have two. ``typed`` are days that a spreadsheet took for
    such (ISO) and whose day could be a month, ``typed_over_12`` those whose day could not.
    ``examples`` are the first and the last day with two readings: line, text, and both as ISO days,
    the one with the day first before the other.
    """

    two_readings: int = 0
    day_first: OrderEvidence = OrderEvidence()
    month_first: OrderEvidence = OrderEvidence()
    typed: int = 0
    typed_over_12: int = 0
    examples: tuple[tuple[int, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnSummary:
    """What stands in one column of the whole file.

    ``filled`` counts the cells that hold something, ``kinds`` what they look like. ``values`` are
    its first different cells (at most ``MOST_COLUMN_VALUES``, cut where they are long), each with
    how often it stands there; ``many`` says that there are more. ``lost_line`` is the first on
    which a spreadsheet has left 1.2E+12 of a long number. Of days with a time ``midnights`` are at
    00:00, the first of them in ``at_midnight`` (line, text), and ``clocks`` at another time.
    """

    header: str
    filled: int
    kinds: Mapping[CellKind, int]
    values: Mapping[str, int]
    many: bool
    days: DayEvidence | None = None
    lost_line: int | None = None
    midnights: int = 0
    at_midnight: tuple[tuple[int, str], ...] = ()
    clocks: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All that steps and questions need of a file, so that it is gone through once.

    It is small whatever the file is, and ``survey_data`` makes JSON of it. ``samples`` are the
    first rows, ``skipped`` the first of ``skipped_rows`` rows that are none. ``shapes`` count the
    rows by what each cell looks like (the kinds' first letters, a "-" for an empty one).
    ``early_rows`` are (line, day, time) of a few rows whose time is before noon, ``turning_rows``
    of those that stand behind an evening's of the same day. ``languages`` are those of its headers
    and words, the likeliest first.
    """

    form: SheetForm
    table: SheetTable
    columns: tuple[ColumnSummary, ...]
    rows: int
    samples: tuple[SheetRow, ...]
    skipped: tuple[SheetRow, ...]
    skipped_rows: int
    shapes: Mapping[str, int]
    early_rows: tuple[tuple[int, str, str], ...] = ()
    turning_rows: tuple[tuple[int, str, str], ...] = ()
    languages: tuple[str, ...] = ()
    remarks: tuple[Problem, ...] = field(default=())
