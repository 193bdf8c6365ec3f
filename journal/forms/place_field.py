"""Where it was: a place by name, by a touch on the body map, or one of the last places again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from journal.anatomy import (
    MUSCLE_BY_ID,
    MUSCLES,
    NOT_SURE_WHERE,
    REGION_NAMES,
    Muscle,
    Region,
    Side,
)
from journal.geometry.body_map import OUTLINES, VIEW_BOX, View, Zone, zones
from journal.i18n import gettext_noop
from journal.pages.markup_cache import field_markup
from journal.pages.place_choices import SIDE_SEPARATOR, sent_place
from journal.wording.places import place_name, side_letters

FIGURE_NAMES = {View.FRONT: gettext_noop("Front"), View.BACK: gettext_noop("Back")}
PLACES_BY_REGION: list[tuple[Region, str, list[Muscle]]] = [
    (region, REGION_NAMES[region], [muscle for muscle in MUSCLES if muscle.region is region])
    for region in Region
]


@dataclass(frozen=True, slots=True)
class ChosenPlace:
    """A muscle's id and, if a recent place was touched again, its side."""

    muscle: str | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class RecentPlace:
    """A place of one of the last entries, to be touched once: what is sent, and its words."""

    value: str
    muscle: Muscle
    name: str


@dataclass(frozen=True, slots=True)
class TouchFigure:
    """The body from one side."""

    view: View
    name: str
    outline: str
    zones: tuple[Zone, ...]

    @property
    def letters(self) -> tuple[str, str]:
        """What stands at its left and right, in the reader's language."""
        return side_letters(self.view)


TOUCH_FIGURES = tuple(
    TouchFigure(view, FIGURE_NAMES[view], OUTLINES[view], zones(view)) for view in View
)


class BoundPlace(forms.BoundField):
    """The field with a value."""

    @property
    def list(self) -> SafeString:
        """All places by region, the chosen one checked."""
        chosen = str(self.value() or "")
        if chosen not in MUSCLE_BY_ID:  # one with its side, or nonsense that was sent
            chosen = ""
        page = {"regions": PLACES_BY_REGION, "chosen": chosen}
        draw = partial(render_to_string, "journal/_where_list.html", page)
        return field_markup(("list of places", chosen), draw)


class PlaceField(forms.Field):
    """A place: a muscle ("calf"), one with its side ("calf:left"), or "" for not recorded.

    An id that is not in the list is passed on: ``journal.entries`` says so in its own words.
    """

    widget = forms.HiddenInput
    not_sure = MUSCLE_BY_ID[NOT_SURE_WHERE]
    recent: list[RecentPlace] = []

    @property
    def touch_map(self) -> SafeString:
        """The body map, to be touched."""
        page = {"figures": TOUCH_FIGURES, "view_box": VIEW_BOX}
        return field_markup("body map", partial(render_to_string, "journal/_touch_map.html", page))

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Asked for by Django."""
        return BoundPlace(form, self, field_name)

    def to_python(self, value: Any) -> ChosenPlace:
        """The place, with its side only where that was part of it."""
        muscle, _colon, side = str(value or "").strip().partition(SIDE_SEPARATOR)
        return ChosenPlace(muscle or None, Side(side) if side in list(Side) else None)


def recent_places(places: Iterable[tuple[str, str]]) -> list[RecentPlace]:
    """Chips for places in the order given, each a muscle's id and a side or ""."""
    return [
        RecentPlace(sent_place(muscle, side), MUSCLE_BY_ID[muscle], place_name(muscle, side))
        for muscle, side in places
        if muscle in MUSCLE_BY_ID and muscle != NOT_SURE_WHERE  # that one has a chip of its own
    ]
