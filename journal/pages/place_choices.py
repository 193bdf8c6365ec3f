"""The places that "Where was it?" offers."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext

from journal.anatomy import MUSCLE_BY_ID, MUSCLES, REGION_NAMES, Region, Side

# Between a muscle and its side in what one button sends: "calf:left".
SIDE_SEPARATOR = ":"
# A region's name with its places, each by id and name.
PlaceGroup = tuple[str, list[tuple[str, str]]]


def place_groups() -> list[PlaceGroup]:
    """By region, from the head down, in the reader's language."""
    return [(gettext(REGION_NAMES[region]), _places(region)) for region in Region]


def sent_place(muscle: str, side: str) -> str:
    """What a button of a place sends: the muscle's id, with its side if that is not ""."""
    return f"{muscle}{SIDE_SEPARATOR}{side}" if side else muscle


def sided_places(places: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Places of one touch, each by muscle and side: one that has sides and names none is offered
    with the left and with the right, so that its side is asked for there too.
    """
    sided: dict[tuple[str, str], None] = {}
    for muscle, side in places:
        known = MUSCLE_BY_ID.get(muscle)
        asks = known is not None and not known.midline and not side
        sides = (Side.LEFT.value, Side.RIGHT.value) if asks else (side,)
        sides = (Side.LEFT.value, Side.RIGHT.value) if asks else (side,)
        sided |= dict.fromkeys((muscle, one) for one in sides)
    return tuple(sided)


def _places(region: Region) -> list[tuple[str, str]]:
    return [(muscle.id, gettext(muscle.lay_name)) for muscle in MUSCLES if muscle.region is region]
