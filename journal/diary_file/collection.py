"""One list of a diary file, and a record of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from journal.diary_file.record_fields import RecordField, RecordFlag, Value
from journal.entries import Problem

Values = Mapping[str, Value]
RECORDED_AT = "recorded_at"


def _nothing(values: Values) -> list[Problem]:
    """No field depends on another."""
    return []


@dataclass(frozen=True, slots=True)
class Collection:
    """One list of the file.

    ``name`` is the list's, ``title`` says to a person what is in it. Two records that agree in the
    fields of ``key_fields`` are about the same; ``check`` finds what is wrong with sound fields
    together.
    """

    name: str
    title: str
    key_fields: tuple[str, ...]
    fields: Mapping[str, RecordField]
    check: Callable[[Values], list[Problem]] = _nothing

    @property
    def flags(self) -> tuple[str, ...]:
        """The fields that are true or false, which no cell of a table is."""
        return tuple(name for name, field in self.fields.items() if isinstance(field, RecordFlag))


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a kind, with a value for each of its fields."""

    collection: Collection
    values: Values

    @property
    def key(self) -> tuple[Value, ...]:
        """What tells it from all others of its kind."""
        return tuple(self.values[name] for name in self.collection.key_fields)

    @property
    def content(self) -> tuple[Value, ...]:
        """All that was said, without when it was stored."""
        return tuple(value for name, value in self.values.items() if name != RECORDED_AT)
