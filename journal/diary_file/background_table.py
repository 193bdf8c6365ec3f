"""The table of the rows that a person brings along: medicines, tests, how it began, what was said.

Its first column names the list of JSON that a row belongs to; the cells of other lists' fields are
empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b

from journal import parsing
from journal.background import KINDS_OF_BACKGROUND
from journal.diary_file.collection import Collection, Values
from journal.diary_file.file_format import LONGEST_CELL, RawRow
from journal.diary_file.formulas import defuse, defuse_id
from journal.diary_file.record_fields import RecordText
from journal.diary_file.records import COLLECTIONS
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

_LISTS = {name: COLLECTIONS[name] for name in KINDS_OF_BACKGROUND}
_ROW_FIELDS = {name: field for one in _LISTS.values() for name, field in one.fields.items()}
_ROW_FIELDS.pop("recorded_at")
BACKGROUND_COLUMNS = ("list", *_ROW_FIELDS)
BACKGROUND_TEXTS = tuple(
    name for name, field in _ROW_FIELDS.items() if isinstance(field, RecordText)
)


def background_cells(collection: Collection, values: Values) -> list[str]:
    """The line of one row."""
    cells = {name: _cell(name, values[name]) for name in collection.fields if name in _ROW_FIELDS}
    return [collection.name, *(cells.get(name, "") for name in _ROW_FIELDS)]


def _cell(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    text = parsing.line_feeds(str(value or ""))
    return defuse_id(text) if name == "row_id" else defuse(text)


def raw_background_rows(row: RawRow) -> Iterator[RawRow]:
    """The row of the list that the line names."""
    if not row.cells:
        yield row
        return
    name = parsing.name(row.cells.get("list", "")[:LONGEST_CELL])
    if name not in _LISTS:
        refusal = _("“%(value)s” is none of these lists: %(choices)s.")
        values = {"value": excerpt(name), "choices": ", ".join(_LISTS)}
        yield RawRow(row.line, problems=(*row.problems, Problem("list", refusal, values)))
        return
    fields = _LISTS[name].fields
    cells = {field: cell for field, cell in row.cells.items() if field in fields}
    if not cells.get("row_id", "").strip():
        cells["row_id"] = _made_id(name, cells)
    yield RawRow(row.line, cells, (*row.problems, *_strange(row.cells, fields)), name)


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
