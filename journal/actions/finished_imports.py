"""What is noted of an import so that it can be taken back as a whole (docs/adr/0245)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from journal.actions.import_spans import reserve_keys
from journal.models.finished_import import (
    LONGEST_FILE_NAME,
    ROW_DIGEST_BYTES,
    FinishedImport,
    ImportedSpan,
)

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


class UndoNote:
    """What has to be remembered of one import so that it can be taken back as a whole.

    ``name`` is what the person's file is called; with None nothing is remembered.
    """

    def __init__(self, owner: User, name: str | None, as_of: datetime) -> None:
        self._owner, self._name, self._as_of = owner, name, as_of
        self._wanted = name is not None
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
            records={
                name: number
                for name, number in new.items()
                if number and name not in ("episodes", "nights")
            },
        )
        for row in self._rows:
            row.finished = finished
        ImportedSpan.objects.bulk_create(self._rows)


def _span_row(span: KeySpan) -> ImportedSpan:
    """The note of what lies in a span now, not saved yet; ``finished`` is left open."""
    columns = [
        field.attname for field in span.model._meta.concrete_fields if field.name not in NOT_TOLD
    ]
    rows = span.model._base_manager.filter(pk__range=(span.first, span.last))
    stored = dict(row_digests(rows, columns))
    return ImportedSpan(
        table=span.model._meta.db_table,
        first=span.first,
        last=span.last,
        columns=",".join(columns),
        digests=b"".join(stored.get(key, MISSING) for key in range(span.first, span.last + 1)),
    )


def row_digests(rows: models.QuerySet[Any], columns: Iterable[str]) -> Iterator[tuple[int, bytes]]:
    """The key of each row, in their order, and the digest of what those columns of it hold."""
    values_of = rows.order_by("pk").values_list("pk", *columns)
    for key, *values in values_of.iterator(chunk_size=ROWS_AT_ONCE):
        text = "\x1f".join(map(str, values))
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=ROW_DIGEST_BYTES)
        yield key, digest.digest()
