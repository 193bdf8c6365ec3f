"""Sleep of devices, sent by an app as it comes: with a token that can do nothing else."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Router

from journal.actions.device_sleep import add_sleeps
from journal.actions.import_spans import ImportUnderWayError
from journal.actions.record import RefusedError
from journal.api.access import TO_ADD_SLEEP, Caller, caller
from journal.api.device_sleep_shapes import SleepReceived
from journal.api.errors import ERRORS, ApiError, json_only
from journal.api.request_body import MalformedError, field_problem, parse
from journal.api.schemas_out import ErrorOut, FieldProblem
from journal.daily_limits import adding_token, is_full, note_number, seconds_left
from journal.device_sleep import DeviceSleep, SleepFileError
from journal.device_sleep.health_auto_export import sleep_rows, sleeps_of_rows
from journal.device_sleep.reading_sleep import LineRemark, SleepReading
from journal.device_sleep.sleep_text import is_storable
from journal.i18n import gettext_noop as _
from journal.models import Preferences

router = Router()
# Rows of a request: a week of several devices, and a seventh of a second of a processor.
MOST_ROWS_SENT = 2_000
IMPORT_TAKES_SECONDS = 30
SLEEP_ANSWERS: dict[int, Any] = {422: ErrorOut, **ERRORS, 413: ErrorOut, 415: ErrorOut}


@router.post(
    "/device-sleep/health-auto-export",
    auth=TO_ADD_SLEEP,
    response={200: SleepReceived, **SLEEP_ANSWERS},
    operation_id="add_health_auto_export",
    summary=_("Add sleep from Health Auto Export"),
    description=_(
        "What the app sends as JSON. Its sleep is stored beside your own words; all other metrics"
        " are passed over and not kept. Sent again it is stored once, and a later word on the same"
        " time counts. Rows that cannot be read are left out and said; if none can, the answer is"
        " 422. Needs a token that may add sleep."
    ),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": "#/components/schemas/HealthAutoExportIn"}}
            },
        }
    },
)
def add_health_auto_export(request: HttpRequest) -> SleepReceived:
    """What became of the sleep in the body, read in the zone of the person's settings."""
    json_only(request)
    who, as_of = caller(request), timezone.now()
    refuse_over_the_day(who, as_of)
    reading = SleepReading(Preferences.fetched_with(who.person).zone, as_of)
    sleeps = _sleeps(body_of(request), reading)
    new = _added(who, sleeps, as_of)
    remarks = [_remark(remark) for remark in reading.remarks]
    return SleepReceived(stored=new, known=len(sleeps) - new, remarks=remarks)


def body_of(request: HttpRequest) -> Any:
    """The JSON of the body. Raises :class:`ApiError` for what is none, or too large."""
    try:
        return parse(request.body)
    except RequestDataTooBig as error:
        raise too_much() from error
    except MalformedError as error:
        raise ApiError(400, str(error), problems=error.problems) from error


def too_much() -> ApiError:
    """That a body has more in it than is taken at once."""
    return ApiError(413, gettext("This is too much at once. Send it in smaller parts."))


def refuse_over_the_day(who: Caller, as_of: datetime) -> None:
    """Raises :class:`ApiError` if the token has added as much sleep today as it may.

    What devices send never counts against the account, so that it keeps no touch out.
    """
    if who.token and is_full(adding_token(who.token.pk), as_of):
        text = gettext("This token has added as much today as it may. Send this again tomorrow.")
        raise ApiError(429, text, headers={"Retry-After": str(seconds_left(as_of))})


def _sleeps(body: Any, reading: SleepReading) -> list[DeviceSleep]:
    """Raises :class:`ApiError` for what is not the app's, and if no row of it can be read."""
    try:
        rows = sleep_rows(body)
        if len(rows) > MOST_ROWS_SENT:
            raise too_much()
        sleeps = list(sleeps_of_rows(rows, reading))
    except SleepFileError as error:
        raise ApiError(422, gettext(error.text) % error.values) from error
    if not all(map(is_storable, sleeps)):
        raise ApiError(422, gettext("One sleep in this has more to it than any sleep."))
    if reading.remarks and not sleeps:
        text = gettext("No sleep in this can be read; nothing was stored.")
        problems = [FieldProblem(field="", message=_remark(one)) for one in reading.remarks]
        raise ApiError(422, text, problems=problems)
    return sleeps


def _remark(remark: LineRemark) -> str:
    return gettext(remark.text) % dict(remark.values)


def _added(who: Caller, sleeps: list[DeviceSleep], as_of: datetime) -> int:
    """How many were new. Raises :class:`ApiError` with nothing stored."""
    try:
        new = add_sleeps(who.person, sleeps, as_of=as_of)
    except ImportUnderWayError as error:
        text = gettext("An import into your diary is under way. Send this again in a moment.")
        raise ApiError(503, text, headers={"Retry-After": str(IMPORT_TAKES_SECONDS)}) from error
    except RefusedError as error:
        text = gettext("The diary is full; nothing was stored.")
        problems = [field_problem(problem) for problem in error.problems]
        raise ApiError(422, text, problems=problems) from error
    who.used(as_of)
    if who.token:
        note_number(adding_token(who.token.pk), new, as_of)
    return new
