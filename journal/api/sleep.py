"""Nights' sleep as it was written down: read it, and write what is known of one night."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Query, Router
from pydantic import ValidationError

from journal import nights
from journal.actions.night import locked_morning, record_morning
from journal.api.access import TO_CHANGE, TO_READ, caller
from journal.api.errors import ERRORS, ApiError, json_only, known_parameters
from journal.api.field_types import Day
from journal.api.nights import MOST_NIGHTS, USUAL_NIGHTS, NightsQuery
from journal.api.request_body import MalformedError, field_problem, field_problems, parse
from journal.api.schemas_in import SleepIn
from journal.api.schemas_out import ErrorOut, SleepOut, SleepsOut
from journal.diary_file import COLLECTIONS
from journal.diary_file.cell_values import out_of_range
from journal.entries import CLOCK_TOLERANCE, Problem
from journal.i18n import gettext_noop as _
from journal.models import Morning, Preferences
from journal.night_sleep import (
    RANGES,
    SLEEP_FIELDS,
    TIME_FIELDS,
    NightSleep,
    contradictions,
    out_of_bounds,
)
from journal.sleep_figures import night_figures

router = Router()
SLEEP_BODY = {
    "required": True,
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/SleepIn"}}},
}


@router.get(
    "/sleep",
    auth=TO_READ,
    response={200: SleepsOut, **ERRORS},
    operation_id="list_sleep",
    summary=_("Read how you slept"),
    description=_(
        "What you wrote of each night's sleep, oldest first, of at most 366 nights; a night of"
        " which nothing was written is left out. null is “not recorded”, never 0."
    ),
)
def list_sleep(request: HttpRequest, query: Query[NightsQuery]) -> SleepsOut:
    """One query, and one for the zone."""
    known_parameters(request, "from", "to")
    person = caller(request).person
    zone = Preferences.fetched_with(person).zone
    last = query.to or nights.night_of(timezone.now(), zone)
    first = query.from_ or last - timedelta(days=min(USUAL_NIGHTS - 1, (last - date.min).days))
    if (last - first).days >= MOST_NIGHTS:
        raise ApiError(400, gettext("At most %(most)d nights at once.") % {"most": MOST_NIGHTS})
    sleeps = Morning.objects.of(person).on_nights(first, last).sleeps()
    return SleepsOut(nights=[sleep_out(sleep, zone) for sleep in sleeps if not sleep.is_empty])


@router.patch(
    "/sleep/{night}",
    auth=TO_CHANGE,
    response={200: SleepOut, 422: ErrorOut, **ERRORS, 415: ErrorOut},
    operation_id="write_sleep",
    summary=_("Write how you slept"),
    description=_(
        "Of the sleep that began in that night, also by day and across noon. A field that is left"
        " out stays as it is; null is “not recorded”. Times that contradict each other are stored"
        " and said; no figure is made of them."
    ),
    openapi_extra={"requestBody": SLEEP_BODY},
)
def write_sleep(request: HttpRequest, night: Day) -> SleepOut:
    """What is then known of the night's sleep."""
    json_only(request)
    who, as_of = caller(request), timezone.now()
    sent = _sent(request)
    with transaction.atomic():
        row = locked_morning(who.person, night)
        stored = row.sleep if row else NightSleep(night_of=night)
        sleep = replace(stored, **sent)
        if refused := _problems(sleep, sent, as_of):
            text = gettext("This cannot be said of that night.")
            raise ApiError(422, text, problems=[field_problem(problem) for problem in refused])
        who.used(as_of)
        if sent:
            record_morning(who.person, night, sent, as_of)
    return sleep_out(sleep, Preferences.fetched_with(who.person).zone)


def _sent(request: HttpRequest) -> dict[str, Any]:
    """The fields of the body, by name. Raises :class:`ApiError` for what cannot be read."""
    try:
        given = SleepIn.model_validate(parse(request.body))
    except MalformedError as error:
        raise ApiError(400, str(error), problems=error.problems) from error
    except ValidationError as error:
        refusals = field_problems(error.errors(include_url=False, include_input=False))
        text = gettext("The request cannot be read; nothing was stored.")
        raise ApiError(422, text, problems=refusals) from error
    return given.model_dump(exclude_unset=True)


def _problems(sleep: NightSleep, sent: dict[str, Any], as_of: datetime) -> list[Problem]:
    """What is wrong with the night, with numbers and times that were sent, and with its times
    together.
    """
    found = out_of_range("night", sleep.night_of, as_of)
    found += [problem for name in RANGES if (problem := out_of_bounds(name, getattr(sleep, name)))]
    found += [
        Problem(name, _("This time is in the future."))
        for name in TIME_FIELDS
        if sent.get(name) and sent[name] > as_of + CLOCK_TOLERANCE
    ]
    values = {"night_of": sleep.night_of, **{name: getattr(sleep, name) for name in TIME_FIELDS}}
    return found + COLLECTIONS["mornings"].check(values)


def sleep_out(sleep: NightSleep, zone: ZoneInfo) -> SleepOut:
    """A night's sleep as the API answers it, with what follows from it; times carry the offset of
    the person's zone.
    """
    figures = night_figures(sleep)
    told: dict[str, Any] = {name: getattr(sleep, name) for name in SLEEP_FIELDS}
    for name in TIME_FIELDS:
        told[name] = told[name] and told[name].astimezone(zone).isoformat()
    return SleepOut(
        night_of=sleep.night_of,
        **told,
        time_awake_minutes=figures.awake_after,
        total_sleep_minutes=figures.total,
        sleep_efficiency_percent=figures.efficiency,
        contradictions=[field_problem(conflict.problem) for conflict in contradictions(sleep)],
    )
