"""Takes an import back as a whole: what it brought, and nobody has changed since, goes for good."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, models, transaction

from journal.actions.import_spans import reserve_keys, while_no_import
from journal.actions.short_transactions import MOST_IN_PIECE, Pace, delete_in_pieces
from journal.models.finished_import import (
    LONGEST_FILE_NAME,
    ROW_DIGEST_BYTES,
    FinishedImport,
    ImportedSpan,
)
from journal.tasks import clear_log
from twitchlog.database.write_ahead_log import empty_the_log

MISSING = bytes(ROW_DIGEST_BYTES)
# What changes of an entry that is put into the trash, and says nothing of what was written down.
NOT_TOLD = frozenset({"id", "deleted_at"})
ROWS_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class KeySpan:
    """The primary keys that an import reserved in the table of ``model``: ``size`` from ``first``
    on.
    """

    model: type[models.Model]
    first: int
    size: int

    @property
    def last(self) -> int:
        """The last key, which is in it."""
        return self.first + self.size - 1


@dataclass(frozen=True, slots=True)
class UndoneImport:
    """How many rows went, and how many stayed because they were changed by hand since."""

    removed: int
    changed: int


class UndoNote:
    """What has to be remembered of one import so that it can be taken back as a whole.

    ``name`` is what the person's file is called; with None nothing is remembered, as in a database
    whose tables have no counter of their own.
    """

    def __init__(self, owner: User, name: str | None, as_of: datetime) -> None:
        self._owner, self._name, self._as_of = owner, name, as_of
        self._wanted = name is not None and connection.vendor == "sqlite"
        self._spans: list[KeySpan] = []
        self._rows: list[ImportedSpan] = []

    def reserved(self, model: type[models.Model], size: int) -> int | None:
        """The first of so many keys that are reserved in a transaction; None if they need not be.

        They are noted.
        """
        if not self._wanted:
            return None
        span = KeySpan(model, reserve_keys(model._meta.db_table, size), size)
        self.add(span)
        return span.first

    def add(self, span: KeySpan) -> None:
        """Note a span that was reserved elsewhere."""
        if self._wanted:
            self._spans.append(span)

    def read(self) -> None:
        """Read what was brought, once all of it lies in its spans."""
        self._rows = [_span_row(span) for span in self._spans]

    def store(self, new: Mapping[str, int]) -> None:
        """Remember the import, in the transaction that shows it.

        ``new`` has how many it added by the name of their list; one that added nothing is none.
        """
        if not self._wanted or not any(new.values()):
            return
        finished = FinishedImport.objects.create(
            owner=self._owner,
            name=(self._name or "")[:LONGEST_FILE_NAME],
            finished_at=self._as_of,
            episodes=new.get("episodes", 0),
            nights=new.get("nights", 0),
        )
        for row in self._rows:
            row.finished = finished
        ImportedSpan.objects.bulk_create(self._rows)


def _span_row(span: KeySpan) -> ImportedSpan:
    """The note of what lies in a span now, not saved yet; ``finished`` is left open."""
    columns = [
        field.attname for field in span.model._meta.concrete_fields if field.name not in NOT_TOLD
    ]
    stored = dict(_digests(span.model, columns, span.first, span.last))
    return ImportedSpan(
        table=span.model._meta.db_table,
        first=span.first,
        last=span.last,
        columns=",".join(columns),
        digests=b"".join(stored.get(key, MISSING) for key in range(span.first, span.last + 1)),
    )


def take_import_back(finished: FinishedImport) -> UndoneImport:
    """Delete for good what that import brought, and what nobody has changed since.

    In pieces; ended at any moment and called again, it goes on. Raises
    :class:`journal.actions.import_spans.ImportUnderWayError` while an import of the person is.
    """
    with while_no_import(finished.owner):
        pass  # what that one hides lies in the same tables
    removed = changed = 0
    for span in finished.spans.all():
        model = _model_of(span.table)
        same, others = _unchanged(span, model)
        removed += _delete(model, same)
        changed += others
    finished.delete()
    if removed and not empty_the_log(tries=3):
        clear_log.enqueue()  # somebody reads what it holds
    return UndoneImport(removed, changed)


def _model_of(table: str) -> type[models.Model]:
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def _unchanged(span: ImportedSpan, model: type[models.Model]) -> tuple[list[int], int]:
    """The keys of the span's rows that are as they were brought, and how many others there are.

    Where a later release has other columns nobody can tell, and all of them stay.
    """
    digests, same, others = bytes(span.digests), list[int](), 0
    columns = span.columns.split(",")
    if not {field.attname for field in model._meta.concrete_fields}.issuperset(columns):
        return same, model._base_manager.filter(pk__range=(span.first, span.last)).count()
    for key, digest in _digests(model, columns, span.first, span.last):
        place = (key - span.first) * ROW_DIGEST_BYTES
        if digests[place : place + ROW_DIGEST_BYTES] == digest:
            same.append(key)
        else:
            others += 1
    return same, others


def _digests(
    model: type[models.Model], columns: Iterable[str], first: int, last: int
) -> Iterator[tuple[int, bytes]]:
    rows = model._base_manager.filter(pk__range=(first, last)).order_by("pk")
    for key, *values in rows.values_list("pk", *columns).iterator(chunk_size=ROWS_AT_ONCE):
        text = "\x1f".join(map(str, values))
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=ROW_DIGEST_BYTES)
        yield key, digest.digest()


def _delete(model: type[models.Model], keys: list[int]) -> int:
    rows: Any = model._base_manager
    if len(keys) <= MOST_IN_PIECE:
        with transaction.atomic():
            return int(rows.filter(pk__in=keys).delete()[1].get(model._meta.label, 0))
    pace, number = Pace(), 0
    for start in range(0, len(keys), ROWS_AT_ONCE // 4):
        piece = keys[start : start + ROWS_AT_ONCE // 4]
        number += delete_in_pieces(rows.filter(pk__in=piece), pace)
    return number
