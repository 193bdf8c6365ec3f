"""The table of rows: medicines, tests, how it began, what was said; appointments, answers, and what
somebody else saw.

Its first column names the list of JSON that a row belongs to; the cells of other lists' fields are
empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b

from journal import parsing
from journal.background import KINDS_OF_BACKGROUND
from journal.diary_file.collection import RECORDED_AT, Collection, Values
from journal.diary_file.file_format import LONGEST_CELL, RawRow
from journal.diary_file.formulas import defuse, defuse_id
from journal.diary_file.record_fields import RecordText
from journal.diary_file.records import COLLECTIONS
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

# Columns come at the end, so lists do too.
ROW_LISTS = (*KINDS_OF_BACKGROUND, "appointments", "answers", "other_things", "sightings")
ROW_ID = "row_id"
# What the table calls otherwise than the list: it has one column for ids.
_COLUMN_OF_FIELD = {"client_id": ROW_ID}
_FIELDS_OF_LIST = {
    name: {
        _COLUMN_OF_FIELD.get(field, field): field
        for field in COLLECTIONS[name].fields
        if field != RECORDED_AT
    }
    for name in ROW_LISTS
}
LIST_COLUMNS = (
    "list",
    *dict.fromkeys(column for one in _FIELDS_OF_LIST.values() for column in one),
)
LIST_TEXTS = tuple(
    column
    for column in LIST_COLUMNS
    if any(
        isinstance(COLLECTIONS[name].fields[fields[column]], RecordText)
        for name, fields in _FIELDS_OF_LIST.items()
        if column in fields
    )
)


def row_cells(collection: Collection, values: Values) -> list[str]:
    """The line of one row, of a list of ``ROW_LISTS``."""
    cells = {
        column: _cell(column, collection.fields[field].write(values[field]))
        for column, field in _FIELDS_OF_LIST[collection.name].items()
    }
    return [collection.name, *(cells.get(column, "") for column in LIST_COLUMNS[1:])]


def _cell(column: str, written: object) -> str:
    """What JSON has, as a cell; one that says nothing, or false, is empty."""
    if isinstance(written, bool):
        return "true" if written else ""
    text = "" if written is None else parsing.line_feeds(str(written))
    return defuse_id(text) if column == ROW_ID else defuse(text)


def rows_of_lists(row: RawRow) -> Iterator[RawRow]:
    """The row of the list that the line names."""
    if not row.cells:
        yield row
        return
    name = parsing.name(row.cells.get("list", "")[:LONGEST_CELL])
    if name not in ROW_LISTS:
        refusal = _("“%(value)s” is none of these lists: %(choices)s.")
        values = {"value": excerpt(name), "choices": ", ".join(ROW_LISTS)}
        yield RawRow(row.line, problems=(*row.problems, Problem("list", refusal, values)))
        return
    fields = _FIELDS_OF_LIST[name]
    cells = {fields[column]: cell for column, cell in row.cells.items() if column in fields}
    key = fields.get(ROW_ID)
    if key and not cells.get(key, "").strip():
        cells[key] = _made_id(name, cells)
    problems = (*row.problems, *_strange(row.cells, fields))
    yield RawRow(row.line, cells, problems, name, {fields[c]: c for c in fields if fields[c] != c})


def _strange(cells: Mapping[str, str], fields: Mapping[str, object]) -> list[Problem]:
    """What stands in columns that rows of that list do not have."""
    filled = [
        name
        for name, cell in cells.items()
        if name not in fields and name != "list" and cell.strip()
    ]
    refusal = _("A row of this list has nothing there. Empty these columns: %(columns)s.")
    return [Problem(name, refusal, {"columns": ", ".join(filled)}) for name in filled[:1]]


def _made_id(name: str, cells: Mapping[str, str]) -> str:
    """The id of a row that has none, always the same for what it says."""
    filled = (f"{field}={cell.strip()}" for field, cell in sorted(cells.items()) if cell.strip())
    text = "\x1f".join([name, *filled])
    return f"row-{blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=12).hexdigest()}"
