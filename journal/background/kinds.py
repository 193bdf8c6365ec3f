"""The kinds of rows by name, with what follows from their type hints."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import NoneType
from typing import Any, get_args, get_type_hints

from journal.background.row_types import BeginningRow, MedicalTestRow, MedicineRow, StatementRow
from journal.partial_dates import PartialDate

BackgroundRow = MedicineRow | MedicalTestRow | BeginningRow | StatementRow


@dataclass(frozen=True, slots=True)
class RowField:
    """A field of a row: the ``type`` of what is recorded, the characters that a text takes (0 for
    another), and whether a row without it says nothing.
    """

    type: type
    most: int
    needed: bool
    default: Any


@dataclass(frozen=True, slots=True)
class BackgroundKind:
    """One kind: its name in files and addresses, its rows, and how many of them a diary holds."""

    name: str
    row_type: type[BackgroundRow]
    most_rows: int

    @property
    def fields(self) -> Mapping[str, RowField]:
        """Its fields by name, in their order."""
        return FIELDS_OF_KIND[self.name]

    def row(self, values: Mapping[str, Any]) -> BackgroundRow:
        """The row of columns, cells or the like: dates as ISO texts, "" or None for nothing.

        Raises ValueError for a text that is no value of its field.
        """
        return self.row_type(
            **{
                name: _value(field, values[name])
                for name, field in self.fields.items()
                if name in values
            }
        )

    def stored_row(self, values: Mapping[str, Any]) -> BackgroundRow:
        """As ``row``; a text that is no value of its field, as another release may have left it, is
        not recorded.
        """
        fields = self.fields
        return self.row(
            {name: plain for name, plain in values.items() if _is_value(fields[name], plain)}
        )

    def values(self, row: BackgroundRow) -> dict[str, Any]:
        """The row's values by field."""
        return {name: getattr(row, name) for name in self.fields}

    def columns(self, row: BackgroundRow) -> dict[str, str | bool]:
        """The row as the database and files have it: "" for nothing."""
        return {name: _plain(getattr(row, name)) for name in self.fields}


def _value(field: RowField, plain: Any) -> Any:
    if field.type in (str, bool) or isinstance(plain, field.type):
        return plain
    if not plain:
        return None
    return PartialDate.from_iso(plain) if field.type is PartialDate else field.type(plain)


def _is_value(field: RowField, plain: Any) -> bool:
    try:
        _value(field, plain)
    except ValueError:
        return False
    return True


def _plain(value: Any) -> str | bool:
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, bool):
        return value
    return str(value or "")


def _fields(row_type: type[BackgroundRow]) -> dict[str, RowField]:
    hints = get_type_hints(row_type)
    return {
        field.name: RowField(
            _recorded_type(hints[field.name]),
            field.metadata.get("most", 0),
            field.metadata.get("needed", False),
            field.default,
        )
        for field in dataclasses.fields(row_type)
    }


def _recorded_type(hint: Any) -> type:
    recorded: type = next((part for part in get_args(hint) if part is not NoneType), hint)
    return recorded


KINDS_OF_BACKGROUND: Mapping[str, BackgroundKind] = {
    kind.name: kind
    for kind in (
        BackgroundKind("medicines", MedicineRow, 200),
        BackgroundKind("tests", MedicalTestRow, 200),
        BackgroundKind("beginnings", BeginningRow, 50),
        BackgroundKind("statements", StatementRow, 200),
    )
}
FIELDS_OF_KIND: Mapping[str, Mapping[str, RowField]] = {
    name: _fields(kind.row_type) for name, kind in KINDS_OF_BACKGROUND.items()
}
