"""Rows of a table that stand for a whole night: without twitches, or with a place where it went on
and on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from journal import parsing
from journal.diary_file.cell_values import night_column, not_a_night, out_of_range
from journal.diary_file.collection import Record
from journal.diary_file.constant_rows import (
    CONSTANT_PLACES,
    by_column,
    constant_cells,
    constant_row_problems,
)
from journal.diary_file.file_format import COLUMNS
from journal.diary_file.records import COLLECTIONS, read_record
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.parsing import UnreadableError


def read_night_row(
    cells: Mapping[str, str], as_of: datetime, wrong: list[Problem], remarks: list[Problem]
) -> date | None:
    """The night of a row that stands for one without twitches, None if it cannot be read."""
    filled = [
        name
        for name in COLUMNS
        if name not in ("id", "happened_at", "movement") and cells.get(name, "").strip()
    ]
    column, night = night_column(cells), None
    try:
        read = parsing.day(cells.get(column, ""), any_year=True)
    except UnreadableError as error:
        wrong.append(not_a_night(column, error))
    else:
        night = read.value
        wrong.extend(out_of_range(column, night, as_of))
        if read.remark:
            remarks.append(Problem(column, read.remark.text, read.remark.values))
    if filled:
        text = _(
            "A night without twitches has nothing but its date. Empty these columns: %(columns)s."
        )
        wrong.append(Problem(filled[0], text, {"columns": ", ".join(filled)}))
    return night


def read_constant_row(cells: Mapping[str, str], as_of: datetime, wrong: list[Problem]) -> Record:
    """The record of a row that stands for a place where it went on and on."""
    problems_found: list[Problem] = []
    collection = COLLECTIONS[CONSTANT_PLACES]
    record = read_record(collection, constant_cells(cells), as_of, problems_found)
    wrong.extend([*by_column(problems_found), *constant_row_problems(cells)])
    return record
