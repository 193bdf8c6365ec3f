"""Where it was: a place by name, by a touch on the body map, or one of the last places again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from journal.anatomy import MUSCLE_BY_ID, MUSCLES, NOT_SURE_WHERE, REGION_NAMES, Muscle, Region, Side
from journal.geometry.bodymap import OUTLINES, VIEW_BOX, View, Zone, zones
from journal.marking import gettext_noop
from journal.pages.lines import place_name

SEPARATOR = ":"
VIEW_NAMES = {View.FRONT: gettext_noop("Front"), View.BACK: gettext_noop("Back")}
PLACES_BY_REGION: list[tuple[Region, str, list[Muscle]]] = [
    (region, REGION_NAMES[region], [muscle for muscle in MUSCLES if muscle.region is region]) for region in Region
]


@dataclass(frozen=True, slots=True)
class Place:
    """A muscle's id and, if a recent place was touched again, its side."""

    muscle: str | None = None
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Recent:
    """A place of one of the last entries, to be touched once: what is sent, and its words."""

    value: str
    muscle: Muscle
    name: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The body from one side."""

    view: View
    name: str
    outline: str
    zones: tuple[Zone, ...]


FIGURES = tuple(Figure(view, VIEW_NAMES[view], OUTLINES[view], zones(view)) for view in View)


@lru_cache
def _touch_map(language: str | None) -> SafeString:
    """The body map, the same for everybody who reads one language: drawn once a process."""
    return render_to_string("journal/_touch_map.html", {"figures": FIGURES, "view_box": VIEW_BOX})


@lru_cache
def _list(language: str | None) -> SafeString:
    """All places by region, the same way."""
    return render_to_string("journal/_where_list.html", {"regions": PLACES_BY_REGION})


class BoundPlace(forms.BoundField):
    """The field with a value."""

    @property
    def list(self) -> SafeString:
        """All places by region, the chosen one marked."""
        chosen = format_html(' value="{}"', self.value() or "")
        return SafeString(_list(get_language()).replace(f"{chosen} ", f"{chosen} checked "))


class PlaceField(forms.Field):
    """A place in the list of muscles ("calf"), one with its side ("calf:left"), or "" for not recorded.

    An id that is not in the list is passed on: ``journal.entries`` says so in its own words.
    """

    widget = forms.HiddenInput
    not_sure = MUSCLE_BY_ID[NOT_SURE_WHERE]
    recent: list[Recent] = []

    @property
    def touch_map(self) -> SafeString:
        """The body map, to be touched."""
        return _touch_map(get_language())

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Asked for by Django."""
        return BoundPlace(form, self, field_name)

    def to_python(self, value: Any) -> Place:
        """The place, with its side only where that was part of it."""
        muscle, _colon, side = str(value or "").strip().partition(SEPARATOR)
        return Place(muscle or None, Side(side) if side in list(Side) else None)


def recents(places: Iterable[tuple[str, str]]) -> list[Recent]:
    """Chips for places in the order given, each a muscle's id and a side or ""."""
    return [
        Recent(muscle + SEPARATOR + side if side else muscle, MUSCLE_BY_ID[muscle], place_name(muscle, side))
        for muscle, side in places
        if muscle in MUSCLE_BY_ID and muscle != NOT_SURE_WHERE  # that one has a chip of its own
    ]
