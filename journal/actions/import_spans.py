"""The spans of primary keys in which an import's rows lie hidden until one mark shows them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from secrets import token_hex
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.utils import timezone

from journal.actions.short_transactions import Pace
from journal.models.unfinished_import import UnfinishedImport
from twitchlog.database.kinds import lies_on_a_server

# An import that was silent for so long has ended: it says with every piece that it is at work.
DEAD_AFTER = timedelta(seconds=30)


class ImportUnderWayError(Exception):
    """Another import of the person is under way, or cleared this one away; nothing was stored.

    ``by_undo`` says that it is one that is being taken back.
    """

    def __init__(self, *, by_undo: bool = False) -> None:
        super().__init__()
        self.by_undo = by_undo


@contextmanager
def while_no_import(owner: User) -> Iterator[None]:
    """A transaction that stores for that person while no import of theirs is under way.

    What dead imports of theirs left is cleared up before it. Raises :class:`ImportUnderWayError`.
    """
    with transaction.atomic():
        if not UnfinishedImport.objects.of(owner).exists():
            yield
            return
    clear_dead_imports(owner)
    with transaction.atomic():
        others = UnfinishedImport.objects.of(owner)
        if others.exists():
            raise ImportUnderWayError(by_undo=others.of_undos().exists())
        yield


class ImportSpans:
    """The spans of one import, by the table; a row of it gets the next key of its span."""

    def __init__(self, owner: User, sizes: Mapping[type[models.Model], int]) -> None:
        """Reserve a span of so many keys in each table, once what dead imports left is cleared up.

        Raises :class:`ImportUnderWayError`.
        """
        self._key, self._number = token_hex(16), len(sizes)
        self._mine = UnfinishedImport.objects.of(owner).filter(key=self._key)
        self.first: dict[type[models.Model], int] = {}
        with while_no_import(owner):
            for model, size in sizes.items():
                table = model._meta.db_table
                first = self.first[model] = reserve_keys(table, size)
                UnfinishedImport.objects.create(
                    owner=owner,
                    table=table,
                    first=first,
                    last=first + size - 1,
                    key=self._key,
                    beat_at=timezone.now(),
                )

    def beat(self) -> None:
        """Say in a piece's own transaction that the import is at work.

        Raises :class:`ImportUnderWayError` if its spans were cleared away meanwhile: rows that it
        stored now would be seen.
        """
        if self._mine.update(beat_at=timezone.now()) != self._number:
            raise ImportUnderWayError

    def count(self, model: type[models.Model]) -> int:
        """How many rows of the span there are."""
        span = self._mine.get(table=model._meta.db_table)
        return model._base_manager.filter(pk__range=(span.first, span.last)).count()

    def show(self, also: Callable[[], None] = lambda: None) -> None:
        """The one mark: from now on every row is part of the diary.

        ``also`` is done in the same transaction.
        """
        with transaction.atomic():
            self.beat()
            self._mine.delete()
            also()

    def drop(self) -> None:
        """Clear away what was stored."""
        for span in self._mine:
            _clear(span)


def clear_dead_imports(owner: User | None = None) -> None:
    """Delete, in pieces, what imports have left that ended early: of that person, or of everybody.

    One that was only very slow finds its spans taken away and stores nothing more.
    """
    spans = UnfinishedImport.objects.filter(beat_at__lt=timezone.now() - DEAD_AFTER)
    if owner is not None:
        spans = spans.of(owner)
    for span in spans:
        _clear(span)


def _clear(span: UnfinishedImport) -> None:
    """Take the span over, empty it and give it up; ended and begun again, it goes on."""
    UnfinishedImport.objects.filter(pk=span.pk).update(key=token_hex(16))
    table, pace = connection.ops.quote_name(span.table), Pace()
    while True:
        with pace.piece(), connection.cursor() as cursor:
            # The table's name is our own; every value is a parameter.
            some = f"FROM {table} WHERE id BETWEEN %s AND %s ORDER BY id LIMIT %s"
            delete = f"DELETE FROM {table} WHERE id IN (SELECT id {some})"  # noqa: S608
            cursor.execute(delete, [span.first, span.last, pace.size])
            if not cursor.rowcount:
                span.delete()
                return


def reserve_keys(table: str, size: int) -> int:
    """The first of ``size`` keys of that table that nobody else will get, in a transaction.

    Nobody else writes meanwhile, on PostgreSQL neither (docs/adr/0249).
    """
    with connection.cursor() as cursor:
        if lies_on_a_server():
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            [first] = cursor.fetchone()
            sequence = "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)"
            cursor.execute(sequence, [table, first + size - 1])
            return int(first)
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last: Any = cursor.fetchone()
        if last is None:  # no row was ever stored there
            begin = "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)"
            cursor.execute(begin, [table, size])
            return 1
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [size, table])
        return int(last[0]) + 1
