"""The appointment in one line of another page: when it is, and what was said at a visit last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import CharField, Count, DateTimeField, QuerySet, Value
from django.db.models.functions import Cast

from journal.background import KINDS_OF_BACKGROUND, StatementRow
from journal.models import Appointment, Sighting, VisitStatement
from journal.reading.appointments import AppointmentDates
from journal.reading.background import newest_first

VISIT, STATEMENT, SIGHTINGS = "visit", "statement", "sightings"


@dataclass(frozen=True, slots=True)
class VisitLine:
    """``statement`` is what was said last, None for nothing; ``sightings`` counts those of somebody
    else that the person has not looked at.
    """

    dates: AppointmentDates
    statement: StatementRow | None
    sightings: int


@dataclass(frozen=True, slots=True)
class _VisitFacts:
    is_appointment: bool
    statement: StatementRow
    closed_at: datetime | None


def read_visit_line(person: User) -> VisitLine:
    """Of all appointments and all that was said at visits, in one query: there are only a few.

    How many sightings wait comes along as one row more, so that no page needs a query for it.
    """
    visits = Appointment.objects.of(person).order_by()
    as_text = Cast("on_date", CharField(max_length=10))
    said_then = visits.values_list(
        Value(VISIT), as_text, "with_whom", "said_afterwards", "closed_at"
    )
    never = Value(None, DateTimeField(null=True))
    statements = VisitStatement.objects.of(person).kept().order_by()
    rows = said_then.union(
        statements.values_list(Value(STATEMENT), "on_date", "by_whom", "words", never),
        _waiting(person).values_list(Value(SIGHTINGS), Value(""), Value(""), "number", never),
        all=True,
    )
    table = list(rows)
    facts = [
        _VisitFacts(kind == VISIT, _statement_row(on, whom, words), closed_at)
        for kind, on, whom, words, closed_at in table
        if kind != SIGHTINGS
    ]
    return VisitLine(
        dates=_dates_of(facts),
        statement=next(iter(newest_first(_rows_first(facts))), None),
        sightings=sum(int(row[3]) for row in table if row[0] == SIGHTINGS),
    )


def _waiting(person: User) -> QuerySet[Sighting, Any]:
    """One row with the number of those that wait, as text; none if none does."""
    counted = Sighting.objects.of(person).waiting().order_by().values("owner")
    return counted.annotate(number=Cast(Count("pk"), CharField(max_length=20)))


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
