"""Where it went on and on: a place of a night, marked and taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from ninja import Query, Router, Status
from pydantic import BaseModel, Field, ValidationError, WithJsonSchema

from journal.actions.constant import mark_constant, unmark_constant
from journal.actions.record import RefusedError
from journal.anatomy import Side
from journal.api.access import TO_CHANGE, Caller, caller
from journal.api.errors import ERRORS, ApiError, json_only, known_parameters
from journal.api.field_types import Day, MaybeSide, MuscleId
from journal.api.request_body import MalformedError, field_problem, field_problems, parse
from journal.api.schemas_in import ConstantPlaceIn
from journal.api.schemas_out import ConstantPlaceOut, ErrorOut, FieldProblem, NightOut
from journal.constant_places import ConstantPlace
from journal.forms.constant import ConstantForm
from journal.i18n import gettext_noop as _
from journal.models import Preferences
from journal.nights import NightState

PLACE_SHAPE = {"$ref": "#/components/schemas/ConstantPlaceIn"}
PLACE_BODY = {
    "required": True,
    "content": {"application/json": {"schema": PLACE_SHAPE}},
}
# In an address there is no null.
AddressSide = Annotated[MaybeSide, WithJsonSchema({"type": "string", "enum": [*Side]})]
constant_router = Router()


class ConstantPlaceQuery(BaseModel):
    """Which place of the night; the side as it was marked."""

    muscle: MuscleId = Field(description=_("An id of GET /api/muscles."))
    side: AddressSide = Field(default=None, description=_("The person’s own side."))


@constant_router.put(
    "/nights/{night}/constant",
    auth=TO_CHANGE,
    response={200: ConstantPlaceOut, 422: ErrorOut, **ERRORS, 415: ERRORS[400]},
    operation_id="say_it_went_on",
    summary=_("Say that it went on and on"),
    description=_(
        "At one place in one night: a mark, and never a number. Saying it twice is saying it once."
        " A night that was marked “no twitches” no longer counts as one while the mark stands."
    ),
    openapi_extra={"requestBody": PLACE_BODY},
)
def say_it_went_on(request: HttpRequest, night: Day) -> ConstantPlaceOut:
    """The same checks as the page's."""
    json_only(request)
    who, answers = caller(request), _sent(request)
    form = _form(who, night, {name: value or "" for name, value in answers.items()})
    try:
        with transaction.atomic():
            who.used(form.as_of)
            mark_constant(who.person, form.place, form.as_of)
    except RefusedError as error:
        problems = [field_problem(problem) for problem in error.problems]
        raise ApiError(
            422, gettext("This cannot be said of that night."), problems=problems
        ) from error
    return place_out(form.place)


@constant_router.delete(
    "/nights/{night}/constant",
    auth=TO_CHANGE,
    response={204: None, 422: ErrorOut, **ERRORS},
    operation_id="take_back_it_went_on",
    summary=_("Take “it went on and on” back"),
    description=_("Of one place. Of a place that has no mark, nothing changes."),
)
def take_back_it_went_on(
    request: HttpRequest, night: Day, query: Query[ConstantPlaceQuery]
) -> Status[None]:
    """Entries of that night, and other places, stay as they are."""
    known_parameters(request, "muscle", "side")
    who = caller(request)
    form = _form(who, night, {"muscle": query.muscle, "side": query.side or ""})
    with transaction.atomic():
        who.used(form.as_of)
        unmark_constant(who.person, form.place)
    return Status(204, None)


def _sent(request: HttpRequest) -> dict[str, str | None]:
    """The fields of the body, by name. Raises :class:`ApiError` for what cannot be read."""
    try:
        return ConstantPlaceIn.model_validate(parse(request.body)).model_dump()
    except MalformedError as error:
        raise ApiError(400, str(error), problems=error.problems) from error
    except ValidationError as error:
        refusals = field_problems(error.errors(include_url=False, include_input=False))
        text = gettext("The request cannot be read; nothing was stored.")
        raise ApiError(422, text, problems=refusals) from error


def _form(who: Caller, night: date, data: Mapping[str, str]) -> ConstantForm:
    """The sound form. Raises :class:`ApiError`."""
    zone = Preferences.fetched_with(who.person).zone
    form = ConstantForm(data, night=night, as_of=timezone.now(), zone=zone)
    if not form.is_valid():
        problems = [
            FieldProblem(field="night" if name == "__all__" else name, message=str(text))
            for name, texts in form.errors.items()
            for text in texts
        ]
        raise ApiError(422, gettext("This cannot be said of that night."), problems=problems)
    return form


def constant_by_night(places: Iterable[ConstantPlace]) -> Mapping[date, Sequence[ConstantPlace]]:
    """The places of each night that has any."""
    nights: defaultdict[date, list[ConstantPlace]] = defaultdict(list)
    for place in places:
        nights[place.night].append(place)
    return nights


def night_out(
    night: date, state: NightState, constant: Mapping[date, Sequence[ConstantPlace]]
) -> NightOut:
    """A night as the API answers it."""
    return NightOut(
        night_of=night, state=state, constant=[place_out(one) for one in constant.get(night, ())]
    )


def place_out(place: ConstantPlace) -> ConstantPlaceOut:
    """A place as the API answers it."""
    return ConstantPlaceOut(muscle=place.muscle, side=place.side, called_back=place.called_back)
