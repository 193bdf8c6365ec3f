"""The free texts of a row, as they were before they were protected from spreadsheets."""

from __future__ import annotations

from journal.diary_file.formulas import is_lost, is_rewritten_id, restore, restore_id
from journal.diary_file.table_forms import TableForm
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt


def restore_texts(row: dict[str, str], form: TableForm) -> tuple[Problem, ...]:
    """Take away in ``row`` what protected texts; what a spreadsheet has destroyed all the same is a
    problem.
    """
    texts = [(name, row[name]) for name in form.texts if row.get(name)]
    if lost := tuple(_lost(name, cell) for name, cell in texts if is_lost(cell)):
        return lost
    for name, cell in texts:
        if name == form.key:
            if is_rewritten_id(cell):
                return (_rewritten(name, cell),)
            if "'" in cell:
                row[name] = restore_id(cell)
        elif "'" in cell:
            row[name] = restore(cell)
    return ()


def _rewritten(column: str, cell: str) -> Problem:
    text = _(
        "A spreadsheet has made the number %(value)s of this id. Take the original file,"
        " choose “text” for all columns when opening it, and save it again."
    )
    return Problem(column, text, {"value": excerpt(cell)})


def _lost(column: str, cell: str) -> Problem:
    text = _(
        "A spreadsheet has saved %(value)s in place of what stood here. Take the original file; if"
        " you wrote this yourself, put an apostrophe before it."
    )
    return Problem(column, text, {"value": excerpt(cell)})
