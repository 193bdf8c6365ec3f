"""What a diary holds beside episodes and nights, as files name it: which model keeps each kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.contrib.auth.models import User
from django.db import models

from journal.diary_file import KINDS, Beside, Kind
from journal.diary_file.besides import Values
from journal.models.answers import OtherThingAnswer, TooManyAnswer
from journal.models.appointment import Appointment
from journal.models.day_context import DayContext
from journal.models.morning import Morning

MODELS: dict[str, type[models.Model]] = {
    "mornings": Morning,
    "days": DayContext,
    "appointments": Appointment,
    "answers": TooManyAnswer,
    "other_things": OtherThingAnswer,
}


def _of(owner: User, kind: Kind) -> models.QuerySet[models.Model]:
    return MODELS[kind.name]._default_manager.filter(owner=owner)


def kept(owner: User, kind: Kind, chunk: int = 1_000) -> Iterator[Values]:
    """Everything of that kind that is the owner's, oldest first, ``chunk`` rows fetched at once."""
    rows = _of(owner, kind).order_by(*kind.same, "pk").values(*kind.fields)
    yield from rows.iterator(chunk_size=chunk)


def numbers(owner: User) -> dict[str, int]:
    """How many of each kind are the owner's, by the kind's name; a query each."""
    return {kind.name: _of(owner, kind).count() for kind in KINDS.values()}


def known(owner: User, kind: Kind, found: Sequence[Beside], batch: int = 500) -> int:
    """How many of ``found``, all of that kind and none twice, the owner has already."""
    # The last field of the key tells nearly all records apart, so that the database is asked for that alone.
    one, number = kind.same[-1], 0
    for start in range(0, len(found), batch):
        keys = {beside.key for beside in found[start : start + batch]}
        there = _of(owner, kind).filter(**{f"{one}__in": [key[-1] for key in keys]})
        number += len(keys.intersection(there.values_list(*kind.same)))
    return number
