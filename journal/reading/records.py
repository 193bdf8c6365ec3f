"""What a diary holds beside episodes and nights, as files name it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.contrib.auth.models import User
from django.db import models

from journal.diary_file import COLLECTIONS, Collection, Record
from journal.diary_file.collection import Values
from journal.models.background import MODEL_OF_BACKGROUND
from journal.models.owner_querysets import OwnedQuerySet
from journal.models.record_models import MODEL_OF_COLLECTION


def _of(owner: User, collection: Collection) -> OwnedQuerySet[models.Model]:
    rows: OwnedQuerySet[models.Model] = MODEL_OF_COLLECTION[collection.name].objects.of(owner)
    return rows


def _exported(owner: User, collection: Collection) -> OwnedQuerySet[models.Model]:
    """Without what lies where it can only be brought back from."""
    rows = _of(owner, collection)
    if collection.name in MODEL_OF_BACKGROUND:
        rows = rows.filter(discarded_at=None)
    return rows


def stored_records(owner: User, collection: Collection, chunk: int = 1_000) -> Iterator[Values]:
    """Everything of that kind that is the owner's, oldest first, ``chunk`` rows fetched at once."""
    rows = (
        _exported(owner, collection)
        .order_by(*collection.key_fields, "pk")
        .values(*collection.fields)
    )
    yield from rows.iterator(chunk_size=chunk)


def record_counts(owner: User) -> dict[str, int]:
    """How many of each kind are the owner's, by the kind's name; a query each."""
    return {
        collection.name: _exported(owner, collection).count() for collection in COLLECTIONS.values()
    }


def count_known(
    owner: User, collection: Collection, records: Sequence[Record], batch: int = 500
) -> int:
    """How many of ``records``, all of that kind and none twice, the owner has already."""
    # The last field of the key tells nearly all records apart, so that the database is asked for
    # that alone.
    last_field, number = collection.key_fields[-1], 0
    for start in range(0, len(records), batch):
        keys = {record.key for record in records[start : start + batch]}
        stored = _of(owner, collection).filter(**{f"{last_field}__in": [key[-1] for key in keys]})
        number += len(keys.intersection(stored.values_list(*collection.key_fields)))
    return number
