"""What the person marked nights with: "no twitches", and where it went on and on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Value

from journal.anatomy import Side
from journal.constant_places import ConstantPlace
from journal.models import ConstantMark, Episode, NightRecord
from journal.observations import CalledBack

# What stands in place of a key where a row is no mark of a place.
QUIET, WITH_ENTRY = 0, -1
SIDE_OF_TEXT: Mapping[str, Side | None] = {"": None, **{side.value: side for side in Side}}
BACK_OF_TEXT: Mapping[str, CalledBack | None] = {
    "": None,
    **{back.value: back for back in CalledBack},
}
COLUMNS_OF_MARK = ("night_of", "muscle", "side", "called_back", "pk")


@dataclass(frozen=True, slots=True)
class NightMarks:
    """Nights said to be without twitches, and the places where it went on and on, by night.

    ``with_entry`` is the latest night before them that holds an entry, where it was asked for.
    """

    quiet: tuple[date, ...]
    constant: tuple[ConstantPlace, ...]
    with_entry: tuple[date, ...] = ()

    @property
    def nights(self) -> list[date]:
        """All nights of which anything is known by these."""
        return [*self.quiet, *(place.night for place in self.constant), *self.with_entry]

    def constant_from(self, first: date) -> tuple[ConstantPlace, ...]:
        """Those of the night ``first`` and later."""
        return tuple(place for place in self.constant if place.night >= first)


def read_night_marks(
    person: User, first: date, last: date, *, entry_before: bool = False
) -> NightMarks:
    """Those of these nights, and the latest of each kind before them, in one query.

    ``entry_before``: also the latest night before them that holds an entry.
    """
    quiet = NightRecord.objects.reaching_back(person, first, last)
    constant = ConstantMark.objects.reaching_back(person, first, last)
    rows = [constant.values_list(*COLUMNS_OF_MARK)]
    if entry_before:
        kept = Episode.objects.of(person).kept().filter(night_of__lt=first)
        latest = kept.order_by("-night_of").values("pk")[:1]
        rows.append(_of_kind(Episode.objects.filter(pk__in=latest), WITH_ENTRY))
    return _marks(_of_kind(quiet, QUIET).union(*rows, all=True))


def _of_kind(rows: models.QuerySet[Any], kind: int) -> models.QuerySet[Any, Any]:
    """Nights without a place, as the marks of places are read."""
    nothing = {f"no_{name}": Value("") for name in ("muscle", "side", "answer")}
    named = rows.order_by().annotate(**nothing, kind=Value(kind))
    values: models.QuerySet[Any, Any] = named.values_list("night_of", *nothing, "kind")
    return values


def read_constant(person: User, first: date, last: date) -> tuple[ConstantPlace, ...]:
    """The places of these nights alone, by night, in one query."""
    return places_of(ConstantMark.objects.of(person).on_nights(first, last))


def places_of(marks: models.QuerySet[ConstantMark]) -> tuple[ConstantPlace, ...]:
    """The places of these marks, by night, in one query."""
    return places_of_rows(marks.values_list(*COLUMNS_OF_MARK))


def places_of_rows(rows: Iterable[tuple[Any, ...]]) -> tuple[ConstantPlace, ...]:
    """The places of rows of ``COLUMNS_OF_MARK``, by night."""
    return tuple(_place(*row) for row in sorted(rows))


def _marks(rows: Iterable[tuple[Any, ...]]) -> NightMarks:
    """By the last column: its kind, or the key of a mark of a place."""
    ordered = sorted(rows)
    return NightMarks(
        quiet=tuple(night for night, *_place_of, key in ordered if key == QUIET),
        constant=places_of_rows(row for row in ordered if row[-1] > 0),
        with_entry=tuple(night for night, *_place_of, key in ordered if key == WITH_ENTRY),
    )


def _place(night: date, muscle: str, side: str, called_back: str, key: int) -> ConstantPlace:
    return ConstantPlace(
        night=night,
        muscle=muscle,
        side=SIDE_OF_TEXT[side],
        called_back=BACK_OF_TEXT[called_back],
        key=-key,
    )
