"""Rows of one table as the database takes them, waiting in a file until they are handed over."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

from django.db import connection, models

# Rows that wait in memory before they go to the file.
ROWS_IN_MEMORY = 5_000

Row = tuple[Any, ...]


class RowFile:
    """Rows of one model, as the database takes them; they wait in ``file``, not in memory.

    ``same`` are the fields that tell one row of an owner from another, where a unique constraint
    need not do so.
    """

    def __init__(
        self, model: type[models.Model], file: IO[bytes], same: tuple[str, ...] = ()
    ) -> None:
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        self.model, self._names = model, [str(field.column) for field in fields]
        key_names: set[str] = set()
        if same:
            key_names = {"owner", *same}
        self._same = [number for number, field in enumerate(fields) if field.name in key_names]
        self._defaults = {field.attname: field.get_default() for field in fields}
        self._adapt = [
            (field.attname, _adapter(field))
            for field in fields
            if isinstance(field, models.DateField)
        ]
        self._file = file
        self._batch: list[Row] = []
        self._written = 0

    def __len__(self) -> int:
        return self._written + len(self._batch)

    def add(self, **values: Any) -> None:
        """One row; a column that is not named gets the model's default.

        Raises KeyError for one that there is not.
        """
        row = {**self._defaults, **values}
        if len(row) != len(self._defaults):
            raise KeyError(values.keys() - self._defaults.keys())
        for name, adapt in self._adapt:
            row[name] = adapt(row[name])
        self._batch.append(tuple(row.values()))
        if len(self._batch) == ROWS_IN_MEMORY:
            pickle.dump(self._batch, self._file)
            self._written += ROWS_IN_MEMORY
            self._batch = []

    def batches(self) -> Iterator[list[Row]]:
        """All rows, in the order in which they came."""
        self._file.seek(0)
        for _number in range(self._written // ROWS_IN_MEMORY):
            # Written by ``add``, into a file that nobody else can open.
            yield pickle.load(self._file)  # noqa: S301
        if self._batch:
            yield self._batch

    def insert(self, rows: Sequence[Row], first: int | None = None) -> int:
        """Insert some rows and say how many were new; those already there stay as they are.

        Their primary keys are ``first`` and those after it, else the database's choice.
        """
        keys: list[Row] = [()] * len(rows)
        if first is not None:
            keys = [(first + number,) for number in range(len(rows))]
        values = [
            (*key, *row, *(row[number] for number in self._same))
            for key, row in zip(keys, rows, strict=True)
        ]
        with connection.cursor() as cursor:
            cursor.executemany(self._statement(keyed=first is not None), values)
            return int(cursor.rowcount)

    def _statement(self, *, keyed: bool) -> str:
        """Understood alike by SQLite and PostgreSQL.

        The names are the model's own; every value is a parameter.
        """
        quote, columns = connection.ops.quote_name, self._names
        if keyed:
            columns = ["id", *columns]
        names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
        table, rows = quote(self.model._meta.db_table), f"VALUES ({marks})"
        if self._same:
            alike = " AND ".join(f"{quote(self._names[number])} = %s" for number in self._same)
            stored = f"SELECT 1 FROM {table} WHERE {alike}"  # noqa: S608
            rows = f"SELECT {marks} WHERE NOT EXISTS ({stored})"
        return f"INSERT INTO {table} ({names}) {rows} ON CONFLICT DO NOTHING"


def _adapter(field: models.Field[Any, Any]) -> Callable[[Any], object]:
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    return connection.ops.adapt_datefield_value
