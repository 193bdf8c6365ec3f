"""Sleep as Android's messages, one at a time, as the app sends them to an address.

The app can send no header, so a token of its own kind stands in the address. It needs no content
type: a body is read as JSON whatever it is called.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.request import RawPostDataException
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Router

from journal.actions.record import RefusedError
from journal.actions.sleep_events import EventOutcome, TooManyEventsError, receive_event
from journal.api.access import TO_ADD_SLEEP, TO_ADD_SLEEP_BY_ADDRESS, caller
from journal.api.device_sleep import SLEEP_ANSWERS, body_of, refuse_over_the_day
from journal.api.device_sleep_shapes import SleepEventReceived
from journal.api.errors import ApiError
from journal.api.request_body import field_problem
from journal.api.schemas_out import FieldProblem
from journal.daily_limits import adding_token, note_number
from journal.i18n import gettext_noop as _

router = Router()
# After this, the limit of a sleep's messages is over at the latest.
AGAIN_SECONDS = 3600
MESSAGE_DESCRIPTION = _(
    "One message as the app writes it. It has no time in it, so the time at which it is received"
    " counts. With the end of the tracking its messages become a sleep; without one, when the next"
    " begins or 16 hours after the beginning. Messages that say nothing of sleep, such as alarms,"
    " are not kept. The same one again within a minute is “known”."
)
MESSAGE_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/SleepAsAndroidIn"}}
        },
    }
}


@router.post(
    "/device-sleep/sleep-as-android",
    auth=TO_ADD_SLEEP,
    response={200: SleepEventReceived, **SLEEP_ANSWERS},
    operation_id="add_sleep_event",
    summary=_("Add a message of Sleep as Android"),
    description=MESSAGE_DESCRIPTION,
    openapi_extra=MESSAGE_BODY,
)
def add_sleep_event(request: HttpRequest) -> SleepEventReceived:
    """For a program that can send a header."""
    return _received(request)


@router.post(
    "/device-sleep/sleep-as-android/{key}",
    auth=TO_ADD_SLEEP_BY_ADDRESS,
    response={200: SleepEventReceived, **SLEEP_ANSWERS},
    operation_id="add_sleep_event_by_address",
    summary=_("Add a message of Sleep as Android, by an address"),
    description=MESSAGE_DESCRIPTION,
    openapi_extra={**MESSAGE_BODY, "security": []},
)
def add_sleep_event_by_address(request: HttpRequest, key: str) -> SleepEventReceived:
    """For the app itself; ``key`` is a token that works in this address alone."""
    return _received(request)


def _received(request: HttpRequest) -> SleepEventReceived:
    """What became of the message. Raises :class:`ApiError`."""
    who, as_of = caller(request), timezone.now()
    event = _event_in(_body(request))
    refuse_over_the_day(who, as_of)
    try:
        outcome = receive_event(who.person, event, as_of)
    except TooManyEventsError as error:
        text = gettext("This sleep has more messages than any sleep. Its end is still taken.")
        raise ApiError(429, text, headers={"Retry-After": str(AGAIN_SECONDS)}) from error
    except RefusedError as error:
        text = gettext("The diary is full; nothing was stored.")
        problems = [field_problem(problem) for problem in error.problems]
        raise ApiError(422, text, problems=problems) from error
    if outcome is EventOutcome.STORED and who.token:
        who.used(as_of)
        note_number(adding_token(who.token.pk), 1, as_of)
    return SleepEventReceived(status=outcome)


def _body(request: HttpRequest) -> Any:
    try:
        return body_of(request)
    except RawPostDataException as error:  # it was sent as a form, and read as one on the way
        raise ApiError(415, gettext("Send JSON.")) from error


def _event_in(body: Any) -> str:
    event = body.get("event") if isinstance(body, dict) else None
    if isinstance(event, str):
        return event
    text = gettext("Send an object: {“event”: “…”}, as Sleep as Android does.")
    raise ApiError(422, text, problems=[FieldProblem(field="event", message=text)])
