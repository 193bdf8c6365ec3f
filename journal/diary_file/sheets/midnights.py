"""Days at 00:00 in a column in which others have times: midnight, or no time was written.

A program that writes a day without a time writes it so, and nothing in the file tells which it is.
"""

from __future__ import annotations

from journal.diary_file.sheets.recipes import Midnight, Recipe, Role
from journal.diary_file.sheets.tables import CellKind, ColumnSummary, Survey


def midnight_column(survey: Survey, recipe: Recipe) -> ColumnSummary | None:
    """The column that tells when a row was, with 00:00 among other times; None if there is none."""
    roles = {column.header: column.role for column in recipe.columns}
    moment = next((header for header, role in roles.items() if role is Role.MOMENT), "")
    if not moment and Role.TIME in roles.values():
        return None
    for column in survey.columns:
        tells = column.header == moment or (not moment and roles.get(column.header) is Role.DAY)
        if tells and column.midnights and column.clocks:
            return column
    return None


def midnights_among_days(survey: Survey, recipe: Recipe) -> int:
    """How many of these rows look like days alone, with midnight to the second."""
    column = midnight_column(survey, recipe)
    if column is None:
        return 0
    others = max(0, column.kinds.get(CellKind.MOMENT, 0) - column.clocks)
    return max(0, column.midnights - others)


def untimed_midnights(survey: Survey, recipe: Recipe) -> int:
    """How many of these rows have no time, by the answer."""
    column = midnight_column(survey, recipe)
    if column is None or recipe.midnight is not Midnight.NO_TIME:
        return 0
    return column.midnights
