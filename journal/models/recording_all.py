"""A whole diary at once, on the one write path: the same validation and the same columns as a single entry."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from tempfile import TemporaryFile
from typing import IO, Any

from django.contrib.auth.models import User
from django.db import connection, models, transaction

from journal.diary_file import KINDS, Beside, Kept, QuietNight
from journal.models.besides import MODELS
from journal.models.columns import columns
from journal.models.episode import Episode
from journal.models.night import NightRecord
from journal.models.recording import RefusedError, refusals

# Rows a statement batch; between two of them the caller hears how far it is.
BATCH = 5_000

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """How many were new; ``besides`` by the name of their kind."""

    episodes: int
    nights: int
    besides: Counter[str] = field(default_factory=Counter)


def record_all(
    owner: User,
    diary: Iterable[Kept | QuietNight | Beside],
    *,
    as_of: datetime,
    stored_so_far: Callable[[int, int], None] = lambda done, of: None,
) -> Stored:
    """Store a diary, all or nothing, and say how many of its parts were new.

    What is already there, by id, night or key and also in the trash, is left as it is. Everything is checked and turned
    into rows before the transaction begins, and the rows are handed to the database without model instances: other
    people's entries wait a second or two for 100,000 rows, not the length of the reading. ``stored_so_far`` is told
    rows and total. Raises :class:`RefusedError` for the first entry that is not sound, with nothing stored.
    """
    with ExitStack() as files:
        tables = _tables(files)
        for one in diary:
            _add(owner, one, tables, as_of)
        total, before, new = sum(map(len, tables.values())), 0, Counter[str]()
        with transaction.atomic():
            for name, table in tables.items():
                new[name] = table.insert(partial(_on_the_way, stored_so_far, before, total))
                before += len(table)
    return Stored(episodes=new.pop("episodes"), nights=new.pop("nights"), besides=+new)


def _on_the_way(tell: Callable[[int, int], None], before: int, total: int, done: int) -> None:
    tell(before + done, total)


def _tables(files: ExitStack) -> dict[str, _Table]:
    """A table for each list of the file, by its name, in the order in which they are stored."""
    made: dict[str, type[models.Model]] = {"nights": NightRecord, "episodes": Episode, **MODELS}
    same = {kind.name: kind.same for kind in KINDS.values()}
    return {
        name: _Table(model, files.enter_context(TemporaryFile()), same.get(name, ())) for name, model in made.items()
    }


def _add(owner: User, one: Kept | QuietNight | Beside, tables: dict[str, _Table], as_of: datetime) -> None:
    if isinstance(one, QuietNight):
        tables["nights"].add(owner_id=owner.pk, night_of=one.night_of, recorded_at=one.recorded_at)
        return
    if isinstance(one, Beside):
        tables[one.kind.name].add(owner_id=owner.pk, **one.values)
        return
    found = refusals(owner, one.entry, as_of)
    if found:
        raise RefusedError(found)
    tables["episodes"].add(
        owner_id=owner.pk,
        client_id=one.entry.id,
        source=one.source,
        recorded_at=one.recorded_at,
        **columns(one.entry),
    )


class _Table:
    """Rows of one model, as the database takes them; they wait in ``file``, not in memory.

    ``same`` are the fields that tell one row of an owner from another, where a unique constraint need not do so.
    """

    def __init__(self, model: type[models.Model], file: IO[bytes], same: tuple[str, ...] = ()) -> None:
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        self._table, self._names = model._meta.db_table, [str(field.column) for field in fields]
        self._same = [number for number, field in enumerate(fields) if field.name in {"owner", *same}] if same else []
        self._plain = {field.attname: field.get_default() for field in fields}
        self._adapt = [(field.attname, _adapter(field)) for field in fields if isinstance(field, models.DateField)]
        self._file = file
        self._batch: list[Row] = []
        self._written = 0

    def __len__(self) -> int:
        return self._written + len(self._batch)

    def add(self, **values: Any) -> None:
        """One row; a column that is not named gets the model's default. Raises KeyError for one that there is not."""
        row = {**self._plain, **values}
        if len(row) != len(self._plain):
            raise KeyError(values.keys() - self._plain.keys())
        for name, adapt in self._adapt:
            row[name] = adapt(row[name])
        self._batch.append(tuple(row.values()))
        if len(self._batch) == BATCH:
            pickle.dump(self._batch, self._file)
            self._written += BATCH
            self._batch = []

    def insert(self, so_far: Callable[[int], None]) -> int:
        """Insert all rows and say how many were new; those already there stay as they are."""
        statement, new, done = self._statement(), 0, 0
        with connection.cursor() as cursor:
            for batch in self._batches():
                cursor.executemany(statement, [(*row, *(row[number] for number in self._same)) for row in batch])
                new += cursor.rowcount
                done += len(batch)
                so_far(done)
        return new

    def _statement(self) -> str:
        """Understood alike by SQLite and PostgreSQL. The names are the model's own; every value is a parameter."""
        quoted = [connection.ops.quote_name(name) for name in self._names]
        table, names, marks = connection.ops.quote_name(self._table), ", ".join(quoted), ", ".join(["%s"] * len(quoted))
        rows = f"VALUES ({marks})"
        if self._same:
            alike = " AND ".join(f"{quoted[number]} = %s" for number in self._same)
            rows = f"SELECT {marks} WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {alike})"  # noqa: S608
        return f"INSERT INTO {table} ({names}) {rows} ON CONFLICT DO NOTHING"

    def _batches(self) -> Iterator[list[Row]]:
        self._file.seek(0)
        for _number in range(self._written // BATCH):
            yield pickle.load(self._file)  # noqa: S301 - written by ``add``, into a file that nobody else can open
        if self._batch:
            yield self._batch


def _adapter(field: models.Field[Any, Any]) -> Callable[[Any], object]:
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    return connection.ops.adapt_datefield_value
