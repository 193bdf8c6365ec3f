"""A period of a diary, read from the database in a fixed number of queries, ready to be made into a report."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from journal import nights
from journal.anatomy import Side
from journal.criteria import TooMany
from journal.entries import EARLIEST_YEAR, stored_zone
from journal.factors import FACTORS
from journal.models import (
    Appointment,
    DayContext,
    Episode,
    Morning,
    NightRecord,
    OtherThingAnswer,
    Preferences,
    TooManyAnswer,
)
from journal.models.choices import value_or_none
from journal.models.day_context import Told
from journal.models.episode import EpisodeQuerySet, Source
from journal.models.pattern import PatternDecision
from journal.models.reaching import first_night
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke
from journal.report import Answered, Concern, Day, Decided, Diary, Line, Visit

COLUMNS = (
    "client_id",
    "happened_at",
    "time_zone",
    "night_of",
    "recorded_at",
    "device_happened_at",
    "device_recorded_at",
    "source",
    "movement",
    "muscle",
    "side",
    "phase",
    "woke",
    "duration_seconds",
    "count",
    "noticed_by",
    "called_back",
    "intensity",
    "note",
)
# What is offered for the report's period, in weeks; None is everything.
WEEKS: dict[str, int | None] = {"4": 4, "8": 8, "12": 12, "all": None}
SINCE_VISIT = "visit"
USUAL = "8"
# An entry logged on a journey eastward can lie in a night that has not begun at home.
AHEAD = timedelta(days=1)


def choices() -> list[tuple[str, str]]:
    """The periods on offer, with their names."""
    weeks = [(key, _("%d weeks") % number) for key, number in WEEKS.items() if number]
    return [(SINCE_VISIT, _("Since the last appointment")), *weeks, ("all", _("Everything"))]


def read_diary(person: User, preferences: Preferences, period: str, *, as_of: datetime) -> Diary:
    """The diary of the period: a key of ``WEEKS``, or ``SINCE_VISIT``. Raises KeyError for another."""
    today = as_of.astimezone(preferences.zone).date()
    appointments = list(Appointment.objects.of(person).soonest_first())
    first, last = _nights(person, preferences, period, appointments, as_of)
    lines = _lines(Episode.objects.reaching_back(person, first, last))
    quiet = set(NightRecord.objects.reaching_back(person, first, last).values_list("night_of", flat=True))
    first, begins = first_night(first, last, [*quiet, *(one.night for one in lines)])
    answer = TooManyAnswer.objects.of(person).latest_first().first()
    visit = next((one for one in appointments if one.closed_at is None and one.on_date >= today), None)
    return Diary(
        name=person.get_full_name() or person.get_username(),
        time_zone=preferences.time_zone,
        first=first,
        last=last,
        lines=[one for one in lines if one.night >= first],
        said_none={night for night in quiet if night >= first},
        answers=_answers(person, preferences.zone),
        decisions=_decisions(person, preferences.zone),
        in_bed=_in_bed(person, first, last),
        days=_days(DayContext.objects.of(person).on_nights(first, last)),
        said=TooMany(answer.answer) if answer else None,
        said_on=answer.answered_at.astimezone(preferences.zone).date() if answer else None,
        limit=preferences.limit,
        matches_shown=preferences.show_matches,
        concern=_concern(visit),
        visit=Visit(visit.on_date, visit.with_whom) if visit else None,
        begins=begins,
    )


def _nights(
    person: User, preferences: Preferences, period: str, appointments: list[Appointment], as_of: datetime
) -> tuple[date, date]:
    """The first and last night that are asked for. Tonight belongs to them only once something is written down of it.

    The diary may begin later (``journal.models.reaching``).
    """
    last_night, tonight = nights.last_night(as_of, preferences.zone), nights.night_of(as_of, preferences.zone)
    known = Episode.objects.of(person).kept()
    latest = known.on_nights(last_night, tonight + AHEAD).order_by("-night_of").values_list("night_of", flat=True)
    last = max(last_night, latest.first() or last_night)
    if period == SINCE_VISIT:
        before = [one.on_date for one in appointments if one.on_date <= last]
        return max(before, default=date.min), last
    weeks = WEEKS[period]
    return (last - timedelta(days=7 * weeks - 1) if weeks else date.min), last


def _lines(episodes: EpisodeQuerySet) -> list[Line]:
    return [_line(dict(zip(COLUMNS, row, strict=True))) for row in episodes.values_list(*COLUMNS).iterator(2000)]


def _line(row: dict[str, Any]) -> Line:
    """One row; "" becomes None, and the time carries its offset as a number."""
    local = row["happened_at"].astimezone(stored_zone(row["time_zone"]))
    return Line(
        id=row["client_id"],
        happened_at=local.replace(tzinfo=timezone(local.utcoffset())),
        time_zone=row["time_zone"],
        night=row["night_of"],
        recorded_at=_noted_at(row),
        movement=value_or_none(Movement, row["movement"]),
        muscle=row["muscle"] or None,
        side=value_or_none(Side, row["side"]),
        phase=value_or_none(Phase, row["phase"]),
        woke=value_or_none(Woke, row["woke"]),
        duration_seconds=row["duration_seconds"],
        count=row["count"],
        noticed_by=NoticedBy(row["noticed_by"]),
        called_back=value_or_none(CalledBack, row["called_back"]),
        intensity=row["intensity"],
        note=row["note"],
    )


def _noted_at(row: dict[str, Any]) -> datetime | None:
    """When it was written down, on the clock of ``happened_at``: by the device where that says, else by the server.

    A file does not say, nor does a demo. A device that names a time out of all reason says nothing.
    """
    if row["source"] in (Source.IMPORT, Source.DEMO):
        return None
    received: datetime = row["recorded_at"]
    if row["device_recorded_at"] is None:
        return received
    after: timedelta = row["device_recorded_at"] - (row["device_happened_at"] or row["happened_at"])
    try:
        noted: datetime = row["happened_at"] + after
    except OverflowError:  # it would leave the calendar
        return received
    return noted if noted.year >= EARLIEST_YEAR and noted <= received + AHEAD else received


def _answers(person: User, home: ZoneInfo) -> dict[str, Answered]:
    return {
        one.thing: Answered(one.answer, one.since, one.answered_at.astimezone(home).date())
        for one in OtherThingAnswer.objects.filter(owner_id=person.pk)
    }


def _decisions(person: User, home: ZoneInfo) -> dict[str, Decided]:
    """By the pattern's key."""
    return {
        one.pattern: Decided(one.decision, one.note, one.decided_at.astimezone(home).date(), one.rules_version)
        for one in PatternDecision.objects.of(person).defer("entries")
    }


def _in_bed(person: User, first: date, last: date) -> list[int]:
    """Minutes from bed to waking, of the nights of which both were told."""
    told = Morning.objects.of(person).on_nights(first, last).exclude(bed_at=None).exclude(woke_at=None)
    times = told.values_list("bed_at", "woke_at")
    return [(woke - bed) // timedelta(minutes=1) for bed, woke in times if bed and woke and woke > bed]


def _days(contexts: Iterable[DayContext]) -> list[Day]:
    """What was said of each day; a factor without an answer is left out."""
    return [
        Day(one.night_of, {factor.code: told == Told.YES for factor in FACTORS if (told := getattr(one, factor.code))})
        for one in contexts
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
    )
