"""The places where a person's twitches usually are, for the night pad's first visit."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from journal.api.access import TO_READ, caller
from journal.api.errors import ERRORS
from journal.api.schemas_out import UsualPlaceOut, UsualPlaces
from journal.i18n import gettext_noop as _
from journal.reading.own_episodes import UsualPlace, usual_places
from journal.wording.places import muscle_name, place_name, side_word

router = Router()


@router.get(
    "/places",
    auth=TO_READ,
    response={200: UsualPlaces, **ERRORS},
    operation_id="list_usual_places",
    summary=_("Your usual places"),
    description=_("Where your twitches of the last eight weeks were, at most twelve places."),
)
def list_usual_places(request: HttpRequest) -> UsualPlaces:
    """Where the caller's twitches of the last eight weeks were, as the pad offers it; one query."""
    found = usual_places(caller(request).person, timezone.now())
    return UsualPlaces(places=[_out(place) for place in found])


def _out(place: UsualPlace) -> UsualPlaceOut:
    return UsualPlaceOut(
        muscle=place.muscle,
        side=place.side,
        name=place_name(place.muscle, place.side),
        side_word=side_word(place.side),
        muscle_word=muscle_name(place.muscle),
        times=place.times,
        last=place.last.isoformat(),
    )
