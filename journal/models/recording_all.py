"""A whole diary at once, on the one write path: the same validation and the same columns as a single entry."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, Any

from django.contrib.auth.models import User
from django.db import connection, models, transaction

from journal.diary_file import Kept, QuietNight
from journal.entries import problems
from journal.models.episode import Episode, columns
from journal.models.night import NightRecord
from journal.models.recording import RefusedError

# Rows a statement batch; between two of them the caller hears how far it is.
BATCH = 5_000

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """How many were new."""

    episodes: int
    nights: int


def record_all(
    owner: User,
    diary: Iterable[Kept | QuietNight],
    *,
    as_of: datetime,
    stored_so_far: Callable[[int, int], None] = lambda done, of: None,
) -> Stored:
    """Store a diary, all or nothing, and say how many episodes and nights were new.

    What is already there, by id or by night and also in the trash, is left as it is. Everything is checked and turned
    into rows before the transaction begins, and the rows are handed to the database without model instances: other
    people's entries wait a second or two for 100,000 rows, not the length of the reading. ``stored_so_far`` is told
    rows and total. Raises :class:`RefusedError` for the first entry that is not sound, with nothing stored.
    """
    with TemporaryFile() as one_file, TemporaryFile() as other_file:
        episodes, nights = _Table(Episode, one_file), _Table(NightRecord, other_file)
        for one in diary:
            _add(owner, one, episodes, nights, as_of)
        total = len(episodes) + len(nights)
        with transaction.atomic():
            new_nights = nights.insert(lambda done: stored_so_far(done, total))
            new_episodes = episodes.insert(lambda done: stored_so_far(len(nights) + done, total))
    return Stored(episodes=new_episodes, nights=new_nights)


def _add(owner: User, one: Kept | QuietNight, episodes: _Table, nights: _Table, as_of: datetime) -> None:
    if isinstance(one, QuietNight):
        nights.add(owner_id=owner.pk, night_of=one.night_of, recorded_at=one.recorded_at)
        return
    found = problems(one.entry, as_of=as_of)
    if found:
        raise RefusedError(found)
    episodes.add(
        owner_id=owner.pk,
        client_id=one.entry.id,
        source=one.source,
        recorded_at=one.recorded_at,
        **columns(one.entry),
    )


class _Table:
    """Rows of one model, as the database takes them; they wait in ``file``, not in memory."""

    def __init__(self, model: type[models.Model], file: IO[bytes]) -> None:
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        self._table, self._names = model._meta.db_table, [str(field.column) for field in fields]
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
        names = ", ".join(connection.ops.quote_name(name) for name in self._names)
        marks = ", ".join(["%s"] * len(self._names))
        # Understood alike by SQLite and PostgreSQL. The names are the model's own; every value is a parameter.
        statement = (
            f"INSERT INTO {connection.ops.quote_name(self._table)} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608
        )
        new = done = 0
        with connection.cursor() as cursor:
            for batch in self._batches():
                cursor.executemany(statement, batch)
                new += cursor.rowcount
                done += len(batch)
                so_far(done)
        return new

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
