"""What was said of nights as a whole: "no twitches", "I do not know", where it went on and on, and
how the person slept.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.db.models import BooleanField, F, Value

from journal.constant_places import ConstantPlace
from journal.models import ConstantMark, Morning, NightRecord
from journal.night_sleep import SLEEP_FIELDS, NightSleep
from journal.reading.night_marks import COLUMNS_OF_MARK, places_of_rows


@dataclass(frozen=True, slots=True)
class NightRows:
    """Nights said to be without twitches (with the latest before the period), what was written of
    each night's sleep, nights of which the person said that they do not know, and the places where
    it went on and on (with those of the latest night before the period), by night.
    """

    quiet_nights: tuple[date, ...]
    sleeps: tuple[NightSleep, ...]
    unknown_nights: frozenset[date]
    constant: tuple[ConstantPlace, ...]

    @property
    def marked(self) -> list[date]:
        """All nights that have a mark."""
        return [*self.quiet_nights, *(place.night for place in self.constant)]


def read_night_rows(person: User, first: date, last: date) -> NightRows:
    """Of the nights from ``first`` to ``last``, in one query over three tables."""
    quiet, sleeps, unknown, places = [], [], set(), []
    rows = _rows(person, first, last)
    for is_mark, does_not_know, muscle, side, back, key, night, *values in rows:
        if is_mark:
            quiet.append(night)
            continue
        if key:
            places.append((night, muscle, side, back, key))
            continue
        sleeps.append(NightSleep(night_of=night, **dict(zip(SLEEP_FIELDS, values, strict=True))))
        if does_not_know:
            unknown.add(night)
    return NightRows(
        tuple(sorted(quiet)), tuple(sleeps), frozenset(unknown), places_of_rows(places)
    )


def _rows(person: User, first: date, last: date) -> Any:
    """The rows of all three as those of one."""
    names = ("is_mark", "does_not_know", *COLUMNS_OF_MARK[1:-1], "key", "night_of", *SLEEP_FIELDS)
    nowhere: dict[str, Any] = {name: Value("") for name in COLUMNS_OF_MARK[1:-1]}
    nowhere["key"] = Value(0)
    mornings = (
        Morning.objects.of(person).on_nights(first, last).annotate(is_mark=Value(False), **nowhere)
    )
    fields: Any = {field.name: field for field in Morning._meta.concrete_fields}
    empty = {name: Value(None, fields[name]) for name in SLEEP_FIELDS}
    unasked = Value(False, BooleanField())
    marks = NightRecord.objects.reaching_back(person, first, last).annotate(
        is_mark=Value(True), does_not_know=unasked, **nowhere, **empty
    )
    constant = ConstantMark.objects.reaching_back(person, first, last).annotate(
        is_mark=Value(False), does_not_know=unasked, key=F("pk"), **empty
    )
    # The columns are read as those of the first table.
    return mornings.values_list(*names).union(
        marks.values_list(*names), constant.values_list(*names), all=True
    )
