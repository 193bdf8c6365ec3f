"""The appointment that is ahead, those behind, and whether the diary has been kept long enough."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import (
    Count,
    DateTimeField,
    Field,
    Min,
    QuerySet,
    Value,
)

from journal.checklist import THINGS
from journal.models import (
    Appointment,
    Episode,
    OtherThingAnswer,
    PatternDecision,
    Preferences,
    ShareLink,
    Sighting,
)
from journal.models.pattern_decision import Decision
from journal.reading.background import row_counts

# Without an appointment a diary is kept for four weeks at a time, then asks whether it is useful.
DIARY_ROUND = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class AppointmentDates:
    """``ahead_on``: the day of the appointment that is being prepared or has just been; None if all
    are put behind. ``closed_at``: when (aware) the last of the others was; None if none is.
    """

    ahead_on: date | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class PastAppointment:
    """An appointment that is put behind, with what the person wrote.

    ``frozen_pk`` is the key of the report that was taken along, None for none.
    """

    pk: int
    on_date: date
    with_whom: str
    worry: str
    questions: str
    since_when: str
    how_it_began: str
    medicines: str
    changes: str
    said_afterwards: str
    next_step: str
    frozen_pk: int | None


@dataclass(frozen=True, slots=True)
class Appointments:
    """``current``: the one that is being prepared or has just been; ``past``: those put behind, the
    latest first.
    """

    current: Appointment | None
    dates: AppointmentDates
    past: tuple[PastAppointment, ...]

    @property
    def noted_at(self) -> datetime | None:
        """When the current one was noted (aware), None without one."""
        return self.current.created_at if self.current else None


@dataclass(frozen=True, slots=True)
class PreparationFacts:
    """How far a preparation is, beside what is written for the appointment itself.

    ``answered`` questions of the checklist, ``since_noted`` of them since the appointment was noted
    (None without one); patterns ``raised`` and ``left_out``; ``links`` that work, the last of them
    until ``links_until`` (aware). ``rows`` counts what the person brings along, by kind,
    ``waiting`` sightings of somebody else that the person has not looked at.
    """

    answered: int
    since_noted: int | None
    raised: int
    left_out: int
    links: int
    links_until: datetime | None
    rows: Mapping[str, int]
    waiting: int


def current_appointment(person: User) -> Appointment | None:
    """The one that is being prepared or has just been: the earliest that is not closed."""
    return Appointment.objects.of(person).open().soonest_first().first()


def next_appointment(person: User, today: date) -> Appointment | None:
    """The next that is still to come, today's included."""
    return Appointment.objects.of(person).open().filter(on_date__gte=today).soonest_first().first()


def _with_waiting(rows: QuerySet[Any], person: User, **fields: Field[Any, Any]) -> list[Any]:
    """These fields of the rows and 0 for each, and one row more if sightings wait: how many, behind
    a None for each field. So that nobody needs a query of its own for them.
    """
    names = (*fields, "number")
    nothing = {name: Value(None, field) for name, field in fields.items()}
    waiting = Sighting.objects.of(person).waiting().order_by().values("owner")
    counted = waiting.annotate(number=Count("pk"), **nothing)
    return list(rows.values_list(*names).union(counted.values_list(*names), all=True))


def read_appointments(person: User) -> Appointments:
    """All of the person's, in one query."""
    frozen = Appointment.objects.select_related("frozen_report").defer("frozen_report__content")
    rows = list(frozen.of(person).soonest_first())
    current = next((row for row in rows if row.closed_at is None), None)
    closed = sorted((row for row in rows if row.closed_at), key=_latest_first, reverse=True)
    dates = _dates((row.on_date, row.closed_at) for row in rows)
    return Appointments(current, dates, tuple(_past(row) for row in closed))


def _latest_first(row: Appointment) -> tuple[date, int]:
    return row.on_date, row.pk


def _dates(days: Iterable[tuple[date, datetime | None]]) -> AppointmentDates:
    """Of the day of each of the person's, and when it was closed."""
    pairs = list(days)
    closed = [closed_at for _on_date, closed_at in pairs if closed_at is not None]
    ahead = [on_date for on_date, closed_at in pairs if closed_at is None]
    return AppointmentDates(min(ahead, default=None), max(closed, default=None))


def _past(row: Appointment) -> PastAppointment:
    return PastAppointment(
        pk=row.pk,
        on_date=row.on_date,
        with_whom=row.with_whom,
        worry=row.worry,
        questions=row.questions,
        since_when=row.since_when,
        how_it_began=row.how_it_began,
        medicines=row.medicines,
        changes=row.changes,
        said_afterwards=row.said_afterwards,
        next_step=row.next_step,
        frozen_pk=row.frozen_report_id,
    )


def read_preparation(
    person: User, preferences: Preferences, noted_at: datetime | None, as_of: datetime
) -> PreparationFacts:
    """How far the preparation is of the appointment that was noted then (aware; None for none), in
    at most four queries.
    """
    answers = OtherThingAnswer.objects.of(person).values_list("answered_at", flat=True)
    answered = list(answers.filter(thing__in=THINGS))
    since_noted, decisions = None, Counter[str]()
    if noted_at is not None:
        since_noted = sum(at >= noted_at for at in answered)
    if preferences.show_matches:
        decided = PatternDecision.objects.of(person).values_list("decision", flat=True)
        decisions.update(decided.order_by())
    links = ShareLink.objects.of(person).alive(as_of).order_by().annotate(number=Value(0))
    rows = _with_waiting(links, person, ends_at=DateTimeField())
    ends = [ends_at for ends_at, _number in rows if ends_at]
    return PreparationFacts(
        answered=len(answered),
        since_noted=since_noted,
        raised=decisions[Decision.RAISE],
        left_out=decisions[Decision.NOT_FOR_ME],
        links=len(ends),
        links_until=max(ends, default=None),
        rows=row_counts(person),
        waiting=sum(number for _ends_at, number in rows),
    )


def asks_whether_useful(
    person: User, preferences: Preferences, dates: AppointmentDates, today: date
) -> bool:
    """Whether "Is this still useful?" is due: no appointment is ahead, and one is behind or the
    four weeks are over that the diary is kept for.

    ``today`` is the person's own. At most one query.
    """
    if dates.ahead_on is not None or preferences.ended_on is not None:
        return False
    if dates.closed_at is not None:
        # Four weeks more that were asked for before the visit are over with it.
        over_on = dates.closed_at.astimezone(preferences.zone).date() + DIARY_ROUND
        if preferences.goes_on_until is None or over_on > preferences.goes_on_until:
            return True
    if preferences.goes_on_until is not None:
        return today > preferences.goes_on_until
    first = Episode.objects.of(person).kept().aggregate(first=Min("night_of"))["first"]
    return first is not None and today - first >= DIARY_ROUND
