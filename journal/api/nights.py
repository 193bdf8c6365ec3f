"""Nights: what is known of each, and "no twitches"."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from journal import nights
from journal.api.access import TO_CHANGE, TO_READ, caller
from journal.api.constant import constant_by_night, constant_router, night_out
from journal.api.errors import ERRORS, ApiError, known_parameters
from journal.api.field_types import Day, MaybeDay
from journal.api.schemas_out import ErrorOut, FieldProblem, NightOut, NightsOut
from journal.forms.quiet_night import NightForm
from journal.i18n import gettext_noop as _
from journal.models import Episode, Preferences
from journal.nights import NightState
from journal.reading.night_marks import read_night_marks

router = Router()
router.add_router("", constant_router)
USUAL_NIGHTS = 28
MOST_NIGHTS = 366


class NightsQuery(BaseModel):
    """Which nights, by the date on which they begin, both ends included."""

    from_: MaybeDay = Field(
        default=None, alias="from", description=_("The first night; else 28 nights are told.")
    )
    to: MaybeDay = Field(
        default=None, description=_("The last night; else the one that is on now.")
    )


@router.get(
    "/nights",
    auth=TO_READ,
    response={200: NightsOut, **ERRORS},
    operation_id="list_nights",
    summary=_("Read your nights"),
    description=_(
        "What is known of each night, oldest first, at most 366: “episodes”, “constant” (no entry,"
        " and somewhere it went on and on), “none” (no twitches, the person said so) or"
        " “not_recorded”. The last two are different things. “constant” beside it lists the places"
        " where it went on and on, whatever the state."
    ),
)
def list_nights(request: HttpRequest, query: Query[NightsQuery]) -> NightsOut:
    """Three queries at most."""
    known_parameters(request, "from", "to")
    person = caller(request).person
    last = query.to or nights.night_of(timezone.now(), Preferences.fetched_with(person).zone)
    first = query.from_ or _back(last, USUAL_NIGHTS - 1)
    if (last - first).days >= MOST_NIGHTS:
        raise ApiError(400, gettext("At most %(most)d nights at once.") % {"most": MOST_NIGHTS})
    with_episodes = set(
        Episode.objects.of(person)
        .kept()
        .on_nights(first, last)
        .values_list("night_of", flat=True)
        .distinct()
    )
    marks = read_night_marks(person, first, last)
    quiet, constant = set(marks.quiet), constant_by_night(marks.constant)
    return NightsOut(
        nights=[
            night_out(night, nights.state(night, with_episodes, quiet, constant), constant)
            for night in nights.span(first, last)
        ]
    )


@router.put(
    "/nights/{night}",
    auth=TO_CHANGE,
    response={200: NightOut, 422: ErrorOut, **ERRORS},
    operation_id="say_no_twitches",
    summary=_("Say “no twitches” of a night"),
    description=_(
        "Of a night of the last week that holds no entries. Saying it twice is saying it once."
    ),
)
def say_no_twitches(request: HttpRequest, night: Day) -> NightOut:
    """The same checks as the button on the page of nights."""
    _store_answer(request, {"none": night})
    return NightOut(night_of=night, state=NightState.NONE, constant=[])


@router.delete(
    "/nights/{night}",
    auth=TO_CHANGE,
    response={204: None, 422: ErrorOut, **ERRORS},
    operation_id="take_back_no_twitches",
    summary=_("Take “no twitches” back"),
    description=_(
        "The night is then not recorded. Of a night that nothing was said of, nothing changes."
    ),
)
def take_back_no_twitches(request: HttpRequest, night: Day) -> Status[None]:
    """Entries of that night stay as they are."""
    _store_answer(request, {"nothing": night})
    return Status(204, None)


def _store_answer(request: HttpRequest, data: dict[str, date]) -> None:
    who, as_of = caller(request), timezone.now()
    form = NightForm(
        data, person=who.person, as_of=as_of, zone=Preferences.fetched_with(who.person).zone
    )
    if not form.is_valid():
        refusals = [
            FieldProblem(field="night", message=str(text))
            for texts in form.errors.values()
            for text in texts
        ]
        raise ApiError(422, gettext("This cannot be said of that night."), problems=refusals)
    with transaction.atomic():
        who.used(as_of)
        form.store()


def _back(last: date, days: int) -> date:
    return last - timedelta(days=min(days, (last - date.min).days))
