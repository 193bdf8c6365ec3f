"""The places that "Where was it?" offers."""

from __future__ import annotations

from django.utils.translation import gettext

from journal.anatomy import MUSCLES, REGION_NAMES, Region

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


def _places(region: Region) -> list[tuple[str, str]]:
    return [(muscle.id, gettext(muscle.lay_name)) for muscle in MUSCLES if muscle.region is region]
