"""A period of a diary, read in a fixed number of queries, ready to be made into a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import DateField, Value

from journal import nights
from journal.constant_places import ConstantPlace
from journal.day_factors import FACTORS
from journal.models import (
    Appointment,
    DayContext,
    Episode,
    Morning,
    OtherThingAnswer,
    Preferences,
)
from journal.models.day_context import YesOrNo
from journal.models.pattern_decision import PatternDecision
from journal.nights import span
from journal.reading.background import read_background
from journal.reading.device_sleep import one_sleep
from journal.reading.night_marks import read_night_marks
from journal.reading.period import AHEAD, earliest_night, first_night, latest_answer
from journal.reading.report_device import report_device_nights
from journal.reading.report_entries import report_entries
from journal.reading.report_sleeps import report_sleeps
from journal.report import (
    ChecklistReply,
    Concern,
    DayBefore,
    DecidedPattern,
    Diary,
    PlannedVisit,
    ReportEntry,
)
from journal.report.periods import REPORT_WEEKS, SINCE_VISIT


def read_report_input(
    person: User, preferences: Preferences, period: str, *, as_of: datetime
) -> Diary:
    """The diary of the period: a key of ``REPORT_WEEKS``, or ``SINCE_VISIT``.

    Raises KeyError for another.
    """
    zone = preferences.zone
    appointments = list(Appointment.objects.of(person).soonest_first())
    last, has_device = _last_night(person, zone, as_of)
    recorded = _recorded(person, _first_night(period, appointments, last), last)
    visit = _visit_ahead(appointments, as_of.astimezone(zone).date())
    return Diary(
        name=_name(person, preferences, visit),
        time_zone=preferences.time_zone,
        first=recorded.first,
        last=last,
        lines=recorded.lines,
        said_none=recorded.said_none,
        constant=recorded.constant,
        answers=_answers(person, zone),
        decisions=_decisions(person, zone),
        sleeps=report_sleeps(Morning.objects.of(person).on_nights(recorded.first, last), zone),
        days=_days(DayContext.objects.of(person).on_nights(recorded.first, last)),
        **_said(person, zone),
        limit=preferences.limit,
        matches_shown=preferences.show_matches,
        concern=_concern(visit),
        visit=_planned(visit) if visit else None,
        begins=recorded.begins,
        background=read_background(person, appointments),
        **_device(person, preferences, span(recorded.first, last) if has_device else ()),
    )


def _said(person: User, zone: ZoneInfo) -> dict[str, Any]:
    """The latest answer to "too many?", and its day."""
    answer = latest_answer(person)
    on = answer.answered_at.astimezone(zone).date() if answer.answered_at else None
    return {"said": answer.answer, "said_on": on}


def _device(person: User, preferences: Preferences, beside: Iterable[date]) -> dict[str, Any]:
    """What devices wrote of these nights, in one query; none for no night."""
    zone, source = preferences.zone, preferences.preferred_source
    rows, unread = report_device_nights(person, beside, zone=zone, source=source)
    return {"device": rows, "device_unread": unread}


def _planned(visit: Appointment) -> PlannedVisit:
    return PlannedVisit(visit.on_date, visit.with_whom, visit.birth_year, visit.handedness)


def _name(person: User, preferences: Preferences, visit: Appointment | None) -> str:
    """As the person gave it for the visit, else in the settings, else in their account."""
    return (visit.person_name if visit else "") or preferences.report_name or person.get_full_name()


@dataclass(frozen=True, slots=True)
class RecordedNights:
    """Entries and marked nights from ``first`` on; ``begins``: the diary begins with that night."""

    first: date
    lines: list[ReportEntry]
    said_none: set[date]
    begins: bool
    constant: tuple[ConstantPlace, ...]


def _recorded(person: User, first: date, last: date) -> RecordedNights:
    """What is recorded of the nights asked for; the diary may begin later than these."""
    lines = report_entries(Episode.objects.reaching_back(person, first, last))
    marks = read_night_marks(person, first, last)
    first, begins = first_night(first, last, [*marks.nights, *(line.night for line in lines)])
    return RecordedNights(
        first,
        [line for line in lines if line.night >= first],
        {night for night in marks.quiet if night >= first},
        begins,
        marks.constant_from(first),
    )


def _visit_ahead(appointments: Iterable[Appointment], today: date) -> Appointment | None:
    """The earliest of the open ones that is still to come, today's included."""
    still_open = (visit for visit in appointments if visit.closed_at is None)
    return next((visit for visit in still_open if visit.on_date >= today), None)


def _first_night(period: str, appointments: Iterable[Appointment], last: date) -> date:
    """The first night that is asked for; the diary may begin later."""
    if period == SINCE_VISIT:
        visits = [visit.on_date for visit in appointments if visit.on_date <= last]
        return max(visits, default=date.min)
    return earliest_night(last, REPORT_WEEKS[period])


def _last_night(person: User, zone: ZoneInfo, as_of: datetime) -> tuple[date, bool]:
    """The night that has ended, or a later one of which something is written down: tonight belongs
    to the period only then. And whether a device wrote of any night, in the same query.
    """
    ended, tonight = nights.last_night(as_of, zone), nights.night_of(as_of, zone)
    recorded = Episode.objects.of(person).kept().on_nights(ended, tonight + AHEAD)
    latest = recorded.order_by("-night_of").values("pk")[:1]
    no_night = Value(None, DateField(null=True))
    rows = Episode.objects.filter(pk__in=latest).order_by().values_list("night_of")
    found = {night for (night,) in rows.union(one_sleep(person).values_list(no_night), all=True)}
    return max([ended, *filter(None, found)]), None in found


def _answers(person: User, home: ZoneInfo) -> dict[str, ChecklistReply]:
    return {
        answer.thing: ChecklistReply(
            answer.answer, answer.since, answer.answered_at.astimezone(home).date()
        )
        for answer in OtherThingAnswer.objects.of(person)
    }


def _decisions(person: User, home: ZoneInfo) -> dict[str, DecidedPattern]:
    """By the pattern's key."""
    return {
        decision.pattern: DecidedPattern(
            decision.decision,
            decision.note,
            decision.decided_at.astimezone(home).date(),
            decision.rules_version,
        )
        for decision in PatternDecision.objects.of(person).defer("entries")
    }


def _days(contexts: Iterable[DayContext]) -> list[DayBefore]:
    """What was said of each day; a factor without an answer is left out."""
    return [
        DayBefore(
            context.night_of,
            {
                factor.code: answer == YesOrNo.YES
                for factor in FACTORS
                if (answer := getattr(context, factor.code))
            },
        )
        for context in contexts
    ]


def _concern(visit: Appointment | None) -> Concern:
    """What the person wrote for the visit; nothing without one."""
    if visit is None:
        return Concern()
    return Concern(
        worry=tuple(visit.worry_lines),
        questions=tuple(visit.question_list),
        since_when=visit.since_when,
        how_it_began=visit.how_it_began,
        medicines=visit.medicines,
        changes=visit.changes,
        videos=visit.videos,
        videos_of=visit.videos_of,
    )
