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
from journal.api.refusals import TROUBLES, Refusal, known_parameters
from journal.api.schemas import FieldProblem, Night, Nights, Trouble
from journal.api.values import Day, MaybeDay
from journal.forms.night import NightForm
from journal.marking import gettext_noop as _
from journal.models import Episode, NightRecord, Preferences
from journal.nights import NightState

router = Router()
USUAL_NIGHTS = 28
MOST_NIGHTS = 366


class Span(BaseModel):
    """Which nights, by the date on which they begin, both ends included."""

    from_: MaybeDay = Field(default=None, alias="from", description=_("The first night; else 28 nights are told."))
    to: MaybeDay = Field(default=None, description=_("The last night; else the one that is on now."))


@router.get(
    "/nights",
    auth=TO_READ,
    response={200: Nights, **TROUBLES},
    operation_id="list_nights",
    summary=_("Read your nights"),
    description=_(
        "What is known of each night, oldest first, at most 366: “episodes”, “none” (no twitches, the person said so)"
        " or “not_recorded”. The last two are different things."
    ),
)
def list_nights(request: HttpRequest, asked: Query[Span]) -> Nights:
    """Three queries at most."""
    known_parameters(request, "from", "to")
    person = caller(request).person
    last = asked.to or nights.night_of(timezone.now(), Preferences.read_with(person).zone)
    first = asked.from_ or _back(last, USUAL_NIGHTS - 1)
    if (last - first).days >= MOST_NIGHTS:
        raise Refusal(400, gettext("At most %(most)d nights at once.") % {"most": MOST_NIGHTS})
    with_episodes = set(
        Episode.objects.of(person).kept().on_nights(first, last).values_list("night_of", flat=True).distinct()
    )
    said_none = set(NightRecord.objects.of(person).on_nights(first, last).values_list("night_of", flat=True))
    return Nights(
        nights=[
            Night(night_of=one, state=nights.state(one, with_episodes, said_none)) for one in nights.span(first, last)
        ]
    )


@router.put(
    "/nights/{night}",
    auth=TO_CHANGE,
    response={200: Night, 422: Trouble, **TROUBLES},
    operation_id="say_no_twitches",
    summary=_("Say “no twitches” of a night"),
    description=_("Of a night of the last week that holds no entries. Saying it twice is saying it once."),
)
def say_no_twitches(request: HttpRequest, night: Day) -> Night:
    """The same checks as the button on the page of nights."""
    _said(request, {"none": night})
    return Night(night_of=night, state=NightState.NONE)


@router.delete(
    "/nights/{night}",
    auth=TO_CHANGE,
    response={204: None, 422: Trouble, **TROUBLES},
    operation_id="take_back_no_twitches",
    summary=_("Take “no twitches” back"),
    description=_("The night is then not recorded. Of a night that nothing was said of, nothing changes."),
)
def take_back_no_twitches(request: HttpRequest, night: Day) -> Status[None]:
    """Entries of that night stay as they are."""
    _said(request, {"nothing": night})
    return Status(204, None)


def _said(request: HttpRequest, what: dict[str, date]) -> None:
    who, as_of = caller(request), timezone.now()
    form = NightForm(what, person=who.person, as_of=as_of, zone=Preferences.read_with(who.person).zone)
    if not form.is_valid():
        found = [FieldProblem(field="night", message=str(text)) for texts in form.errors.values() for text in texts]
        raise Refusal(422, gettext("This cannot be said of that night."), problems=found)
    with transaction.atomic():
        who.used(as_of)
        form.save()


def _back(last: date, days: int) -> date:
    return last - timedelta(days=min(days, (last - date.min).days))
