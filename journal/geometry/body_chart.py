"""The body map as a chart: which zones, on how many nights. Geometry and numbers only."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor

from journal.anatomy import Side
from journal.constant_places import ConstantPlace
from journal.geometry.body_map import OUTLINES, View, Zone, zone_of, zones
from journal.moments import Moment
from journal.summary import Tally, tally

# A zone's tint says on what share of the recorded nights something was written down there: up to an
# eighth, a quarter, a half, and more. The steps are of fixed shares, so that a map of few nights
# does not look like one of many.
SHARES = (1 / 8, 1 / 4, 1 / 2, 1.0)


@dataclass(frozen=True, slots=True)
class TintStep:
    """One tint of the legend, 1 the lightest, and the numbers of nights that it stands for."""

    number: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class TintedZone:
    """A zone on which something was written down.

    ``path`` is that of the half which is drawn; ``mirrored`` if the zone is its mirror image.
    """

    id: str
    path: str
    mirrored: bool
    step: int
    nights: int


@dataclass(frozen=True, slots=True)
class BodyFigure:
    """One view of the body.

    ``middle`` is the grid of zones on the midline, ``half`` that of one side, which is drawn a
    second time as its mirror image; ``areas`` lie on top, and over these an outline around each of
    ``constant``, where it went on and on.
    """

    view: View
    outline: str
    middle: str
    half: str
    areas: tuple[TintedZone, ...]
    constant: tuple[TintedZone, ...] = ()


@dataclass(frozen=True, slots=True)
class BodyChart:
    """Front and back, and the legend."""

    figures: tuple[BodyFigure, ...]
    steps: tuple[TintStep, ...]


def body_chart(
    moments: Sequence[Moment], recorded: int, constant: Sequence[ConstantPlace] = ()
) -> BodyChart:
    """The zones in which the moments lie, tinted by share of the ``recorded`` nights, and those
    where it went on and on.
    """
    places = {(moment.observation.muscle, moment.side) for moment in moments}
    zones_at = {place: zone_ids(*place) for place in places}
    by_zone = tally(moments, lambda moment: zones_at[moment.observation.muscle, moment.side])
    steps = legend(recorded)
    went_on = {zone_id for place in constant for zone_id in zone_ids(place.muscle, place.side)}
    figures = (_figure(view, by_zone, steps) for view in View)
    return BodyChart(
        tuple(replace(figure, constant=_outlined(figure.view, went_on)) for figure in figures),
        steps,
    )


def _outlined(view: View, wanted: Collection[str]) -> tuple[TintedZone, ...]:
    """These zones of a view, to be drawn around; the tint says nothing."""
    paths = {zone.id: zone.path for zone in zones(view)}
    return tuple(_placed(zone, paths) for zone in zones(view) if zone.id in wanted)


def zone_ids(muscle: str | None, side: Side | None) -> tuple[str, ...]:
    """The zones of the body map that show a place; none where nothing or no place is recorded."""
    return tuple(zone.id for zone in zone_of(muscle, side)) if muscle else ()


def legend(recorded: int) -> tuple[TintStep, ...]:
    """The tints in numbers of nights; a share that is less than one night has no step."""
    steps, lowest = [], 1
    for number, share in enumerate(SHARES, 1):
        highest = floor(recorded * share)
        if highest >= lowest:
            steps.append(TintStep(number, lowest, highest))
            lowest = highest + 1
    return tuple(steps)


def _figure(view: View, by_zone: Mapping[str, Tally], steps: Sequence[TintStep]) -> BodyFigure:
    paths = {zone.id: zone.path for zone in zones(view)}
    areas = tuple(
        _area(zone, paths, by_zone[zone.id].nights, steps)
        for zone in zones(view)
        if zone.id in by_zone
    )
    return BodyFigure(view, OUTLINES[view], _grid(view, None), _grid(view, "left"), areas)


def _area(
    zone: Zone, paths: Mapping[str, str], nights: int, steps: Sequence[TintStep]
) -> TintedZone:
    step = next(step.number for step in steps if nights <= step.highest)
    return replace(_placed(zone, paths), step=step, nights=nights)


def _placed(zone: Zone, paths: Mapping[str, str]) -> TintedZone:
    """The zone without a tint."""
    if zone.side != "right":
        return TintedZone(zone.id, zone.path, mirrored=False, step=0, nights=0)
    # The same text twice is packed well on its way to the browser; the mirror image's own would
    # not be.
    left = paths[zone.id.removesuffix("right") + "left"]
    return TintedZone(zone.id, left, mirrored=True, step=0, nights=0)


def _grid(view: View, side: str | None) -> str:
    """All zones of that side as one path."""
    return "".join(zone.path for zone in zones(view) if zone.side == side)
