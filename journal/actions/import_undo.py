"""Takes an import back as a whole: what it brought, and nobody has changed since, goes for good.

A small one goes in one transaction. A large one is a task, in four steps, each of which can be
ended at any moment and begun again: rows that were changed by hand are noted; one small transaction
hides the spans, and with it everything else of the import is gone for every reader; what is hidden
is deleted in pieces; the notes go (docs/adr/0247).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from journal.actions.finished_imports import ROWS_AT_ONCE, row_digests
from journal.actions.import_spans import while_no_import
from journal.actions.short_transactions import MOST_IN_PIECE, Pace, delete_in_pieces
from journal.models.finished_import import (
    ROW_DIGEST_BYTES,
    ChangedRow,
    FinishedImport,
    ImportedSpan,
)
from journal.models.unfinished_import import UNDO_KEY, UnfinishedImport
from journal.tasks import clear_log, undo_import
from twitchlog.database.write_ahead_log import empty_the_log

# No span of an undo is ever silent: neither this release nor the one before may take it for what a
# dead import left, and delete what was changed by hand with the rest.
NEVER_SILENT = datetime(9999, 1, 1, tzinfo=UTC)
# Rows in a piece at least: what a piece costs besides its rows would else be most of its time.
LEAST_IN_PIECE = 50


class _GoneError(Exception):
    """The account was deleted meanwhile, or somebody else has ended the same undo."""


@dataclass(frozen=True, slots=True)
class _BroughtTable:
    """The rows of one table that an import brought, and what they were; ``before`` is how many keys
    its tables before this one have.
    """

    before: int
    span: ImportedSpan
    model: type[models.Model]
    columns: tuple[str, ...]
    digests: bytes

    @property
    def rows(self) -> models.QuerySet[Any]:
        """Those that are left, whatever they say by now."""
        return self.model._base_manager.filter(pk__range=(self.span.first, self.span.last))

    @property
    def is_readable(self) -> bool:
        """False where a later release has other columns: nobody can tell what was changed."""
        names = {field.attname for field in self.model._meta.concrete_fields}
        return names.issuperset(self.columns)

    @property
    def size(self) -> int:
        """Its keys."""
        return self.span.last - self.span.first + 1

    def sorted_out(self, rows: models.QuerySet[Any]) -> tuple[list[int], list[int]]:
        """The keys of those rows that are as they were brought, and of the others."""
        same, others = list[int](), list[int]()
        for key, digest in row_digests(rows, self.columns):
            place = (key - self.span.first) * ROW_DIGEST_BYTES
            is_same = self.digests[place : place + ROW_DIGEST_BYTES] == digest
            (same if is_same else others).append(key)
        return same, others


def take_import_back(finished: FinishedImport, as_of: datetime) -> FinishedImport:
    """Delete for good what that import brought, and what nobody has changed since.

    The import as it is then: over, or, if it is large, to be worked on by a task. Asked again, one
    that was interrupted goes on. Raises
    :class:`journal.actions.import_spans.ImportUnderWayError` while an import of the person is.
    """
    size = sum(span.last - span.first + 1 for span in finished.spans.defer("digests"))
    if finished.undo_asked_at is None and size <= MOST_IN_PIECE:
        _undo_at_once(finished, as_of)
        _empty_the_log()
    elif finished.undone_at is None:
        _begin(finished, as_of)
        undo_import.enqueue(finished.pk)
    finished.refresh_from_db()
    return finished


def go_on_with_undo(key: int) -> None:
    """Take back the import with that key, if its person has asked for it, to the end."""
    finished = FinishedImport.objects.under_undo().filter(pk=key).first()
    if finished is None:
        return
    tables = [table for table in _tables(finished) if table.is_readable]
    try:
        if not _spans_of(finished).filter(first__gt=0).exists():
            for table in tables:
                _note_changed(finished, table)
            _hide(finished, tables)
        total = sum(table.size for table in tables)
        for table in tables:
            _delete(finished, table, total)
        with transaction.atomic():
            _end(finished, timezone.now())
    except _GoneError:
        return
    delete_in_pieces(ChangedRow.objects.filter(finished=finished))
    _empty_the_log()


def go_on_with_undos() -> None:
    """The same for every one that was interrupted."""
    for key in list(FinishedImport.objects.under_undo().values_list("pk", flat=True)):
        go_on_with_undo(key)
    delete_in_pieces(ChangedRow.objects.exclude(finished__undone_at=None))


def _empty_the_log() -> None:
    if not empty_the_log(tries=3):
        clear_log.enqueue()  # somebody reads what it holds


def _tables(finished: FinishedImport) -> Iterator[_BroughtTable]:
    model_of, before = {model._meta.db_table: model for model in apps.get_models()}, 0
    for span in finished.spans.order_by("pk"):
        columns = tuple(span.columns.split(","))
        yield _BroughtTable(before, span, model_of[span.table], columns, bytes(span.digests))
        before += span.last - span.first + 1


def _spans_of(finished: FinishedImport) -> models.QuerySet[UnfinishedImport]:
    """What keeps imports away, and hides the rows once the spans stand in it."""
    return UnfinishedImport.objects.of(finished.owner).filter(key=f"{UNDO_KEY}{finished.pk}")


def _undo_at_once(finished: FinishedImport, as_of: datetime) -> None:
    with while_no_import(finished.owner):
        for table in _tables(finished):
            if table.is_readable:
                same, _others = table.sorted_out(table.rows)
                _drop(finished, table, same)
        _end(finished, as_of)


def _begin(finished: FinishedImport, as_of: datetime) -> None:
    """Note that it is wanted; from now on no import of the person begins."""
    if finished.undo_asked_at is not None:
        return
    with while_no_import(finished.owner):
        FinishedImport.objects.filter(pk=finished.pk).update(undo_asked_at=as_of)
        UnfinishedImport.objects.bulk_create(
            UnfinishedImport(
                owner=finished.owner,
                table=table,
                first=0,
                last=0,
                key=f"{UNDO_KEY}{finished.pk}",
                beat_at=NEVER_SILENT,
            )
            for table in finished.spans.values_list("table", flat=True)
        )


def _beat(finished: FinishedImport, rows_read: int) -> None:
    """Say in a piece's own transaction that the undo is at work. Raises _GoneError."""
    mine = FinishedImport.objects.under_undo().filter(pk=finished.pk)
    number = mine.update(undo_beat_at=timezone.now(), undo_rows_read=rows_read)
    if not number or not _spans_of(finished).exists():
        raise _GoneError


def _note_changed(finished: FinishedImport, table: _BroughtTable) -> None:
    """Note what was changed by hand, so that it stays in sight."""
    first, last = table.span.first, table.span.last
    for begin in range(first, last + 1, ROWS_AT_ONCE):
        rows = table.rows.filter(pk__range=(begin, begin + ROWS_AT_ONCE - 1))
        _same, others = table.sorted_out(rows)
        for start in range(0, len(others), MOST_IN_PIECE):
            with Pace().piece():
                _stays(finished, table, others[start : start + MOST_IN_PIECE])
        with transaction.atomic():
            _beat(finished, table.before + min(begin + ROWS_AT_ONCE, last + 1) - first)


def _stays(finished: FinishedImport, table: _BroughtTable, keys: Iterable[int]) -> None:
    ChangedRow.objects.bulk_create(
        (
            ChangedRow(owner=finished.owner, finished=finished, table=table.span.table, row_key=key)
            for key in keys
        ),
        ignore_conflicts=True,
    )


def _hide(finished: FinishedImport, tables: Sequence[_BroughtTable]) -> None:
    """The one mark: from now on what nobody has changed is gone for every reader."""
    with transaction.atomic():
        _beat(finished, sum(table.size for table in tables))
        for table in tables:
            span = table.span
            _spans_of(finished).filter(table=span.table).update(first=span.first, last=span.last)


def _delete(finished: FinishedImport, table: _BroughtTable, looked_at: int) -> None:
    """Delete what is hidden, in pieces. A row that was changed in the moment between the look and
    the mark comes in sight again. ``looked_at`` rows were read before.
    """
    pace, begin = Pace(), table.span.first
    changed = ChangedRow.objects.of(finished.owner).filter(table=table.span.table)
    while begin <= table.span.last:
        with pace.piece():
            hidden = table.rows.filter(pk__gte=begin).exclude(pk__in=changed.values("row_key"))
            size = max(pace.size, LEAST_IN_PIECE)
            keys = list(hidden.order_by("pk").values_list("pk", flat=True)[:size])
            same, others = table.sorted_out(table.model._base_manager.filter(pk__in=keys))
            _drop(finished, table, same)
            _stays(finished, table, others)
            after = keys[-1] + 1 if keys else table.span.last + 1
            _beat(finished, looked_at + table.before + after - table.span.first)
        begin = after


def _drop(finished: FinishedImport, table: _BroughtTable, keys: list[int]) -> None:
    """Delete these rows, and count them."""
    _all, by_model = table.model._base_manager.filter(pk__in=keys).delete()
    number = by_model.get(table.model._meta.label, 0)
    FinishedImport.objects.filter(pk=finished.pk).update(removed=F("removed") + number)


def _end(finished: FinishedImport, as_of: datetime) -> None:
    """Forget, in a transaction, all but how it went; what is left is the diary's from now on."""
    changed = sum(table.rows.count() for table in _tables(finished))
    FinishedImport.objects.filter(pk=finished.pk).update(undone_at=as_of, changed=changed)
    finished.spans.all().delete()
    _spans_of(finished).delete()
