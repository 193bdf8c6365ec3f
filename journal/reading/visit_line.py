"""The appointment in one line of another page: when it is, and what was said at a visit last; and
the few rows that such a page needs beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Case, CharField, Count, DateTimeField, QuerySet, Value, When
from django.db.models.functions import Cast

from journal.background import KINDS_OF_BACKGROUND, BackgroundRow, MedicineRow, StatementRow
from journal.models import Appointment, Medicine, Sighting, VisitStatement
from journal.reading.appointments import AppointmentDates
from journal.reading.background import ListedRow, in_reading_order, newest_first
from journal.reading.device_sleep import one_sleep

VISIT, STATEMENT, SIGHTINGS, MEDICINE = "visit", "statement", "sightings", "medicine"
DEVICE = "device"
# In the place of until when a medicine was taken.
STILL_TAKEN = "still taken"


@dataclass(frozen=True, slots=True)
class VisitLine:
    """``statement`` is what was said last, None for nothing; ``sightings`` counts those of somebody
    else that the person has not looked at; of ``medicines`` only name and dates are read, in the
    order of their list. ``has_device_sleep``: whether a device wrote of any night.
    """

    dates: AppointmentDates
    statement: StatementRow | None
    sightings: int
    medicines: tuple[MedicineRow, ...]
    has_device_sleep: bool


@dataclass(frozen=True, slots=True)
class _VisitFacts:
    is_appointment: bool
    statement: StatementRow
    closed_at: datetime | None


def read_visit_line(person: User) -> VisitLine:
    """Of all appointments, all that was said at visits, and all medicines, in one query: there are
    only a few.

    How many sightings wait comes along as one row more, and whether there is sleep of a device as
    another, so that no page needs a query for it.
    """
    table: defaultdict[str, list[Any]] = defaultdict(list)
    for kind, *row in _rows(person):
        table[kind].append(row)
    facts = [
        _VisitFacts(kind == VISIT, _statement_row(on, whom, words), closed_at)
        for kind in (VISIT, STATEMENT)
        for on, whom, words, closed_at, _number in table[kind]
    ]
    return VisitLine(
        dates=_dates_of(facts),
        statement=next(iter(newest_first(_rows_first(facts))), None),
        sightings=sum(row[-1] for row in table[SIGHTINGS]),
        medicines=tuple(_medicines(table[MEDICINE])),
        has_device_sleep=bool(table[DEVICE]),
    )


def _rows(person: User) -> Any:
    """Rows of four tables as those of one: which, a date, a name, a text, a time, a number."""
    as_text = Cast("on_date", CharField(max_length=10))
    never, none = Value(None, DateTimeField(null=True)), Value("")
    visits = Appointment.objects.of(person).order_by()
    statements = VisitStatement.objects.of(person).kept().order_by()
    medicines = Medicine.objects.of(person).kept().order_by()
    until = Case(When(ongoing=True, then=Value(STILL_TAKEN)), default="until_date")
    return visits.values_list(
        Value(VISIT), as_text, "with_whom", "said_afterwards", "closed_at", "pk"
    ).union(
        statements.values_list(Value(STATEMENT), "on_date", "by_whom", "words", never, "pk"),
        medicines.values_list(Value(MEDICINE), "from_date", "name", until, never, "pk"),
        _waiting(person).values_list(Value(SIGHTINGS), none, none, none, never, "number"),
        one_sleep(person).values_list(Value(DEVICE), none, none, none, never, "pk"),
        all=True,
    )


def _waiting(person: User) -> QuerySet[Sighting, Any]:
    """One row with the number of those that wait; none if none does."""
    counted = Sighting.objects.of(person).waiting().order_by().values("owner")
    return counted.annotate(number=Count("pk"))


def _medicines(rows: Iterable[Any]) -> Iterable[MedicineRow]:
    listed = [
        ListedRow(pk, _medicine_row(from_date, name, until))
        for from_date, name, until, _never, pk in rows
    ]
    return (each.row for each in in_reading_order(listed) if isinstance(each.row, MedicineRow))


def _medicine_row(from_date: str, name: str, until: str) -> BackgroundRow:
    ongoing = until == STILL_TAKEN
    values = {"name": name, "from_date": from_date, "ongoing": ongoing}
    values["until_date"] = "" if ongoing else until
    return KINDS_OF_BACKGROUND["medicines"].stored_row(values)


def _statement_row(on: str, whom: str, words: str) -> StatementRow:
    row = KINDS_OF_BACKGROUND["statements"].stored_row(
        {"on_date": on, "by_whom": whom, "words": words}
    )
    if not isinstance(row, StatementRow):
        raise TypeError("no statement")
    return row


def _rows_first(facts: list[_VisitFacts]) -> list[StatementRow]:
    """Of the same day, what was written as a row of its own comes first."""
    return [fact.statement for fact in sorted(facts, key=lambda fact: fact.is_appointment)]


def _dates_of(facts: list[_VisitFacts]) -> AppointmentDates:
    visits = [fact for fact in facts if fact.is_appointment]
    ahead = [
        fact.statement.on_date.earliest
        for fact in visits
        if fact.closed_at is None and fact.statement.on_date
    ]
    closed = [fact.closed_at for fact in visits if fact.closed_at]
    return AppointmentDates(min(ahead, default=None), max(closed, default=None))
