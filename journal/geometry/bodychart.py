"""The body map as a chart: which zones, on how many nights. Geometry and numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import floor

from journal.geometry.bodymap import OUTLINES, View, zones
from journal.summary import Summary

# A zone's tint says on what share of the recorded nights something was written down there: up to an eighth, a quarter,
# a half, and more. The steps are of fixed shares, so that a map of few nights does not look like one of many.
SHARES = (1 / 8, 1 / 4, 1 / 2, 1.0)


@dataclass(frozen=True, slots=True)
class Step:
    """One tint of the legend, 1 the lightest, and the numbers of nights that it stands for."""

    number: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Area:
    """A zone on which something was written down. ``path`` is that of the half which is drawn; ``mirrored`` if the
    zone is its mirror image."""

    id: str
    path: str
    mirrored: bool
    step: int
    nights: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One view of the body. ``middle`` is the grid of zones on the midline, ``half`` that of one side, which is drawn
    a second time as its mirror image; ``areas`` lie on top."""

    view: View
    outline: str
    middle: str
    half: str
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class BodyChart:
    """Front and back, and the legend."""

    figures: tuple[Figure, ...]
    steps: tuple[Step, ...]


def body_chart(summary: Summary) -> BodyChart:
    """The zones of a period, tinted by share of its recorded nights."""
    steps = legend(summary.recorded)
    return BodyChart(tuple(_figure(view, summary, steps) for view in View), steps)


def legend(recorded: int) -> tuple[Step, ...]:
    """The tints in numbers of nights; a share that is less than one night has no step."""
    found, lowest = [], 1
    for number, share in enumerate(SHARES, 1):
        highest = floor(recorded * share)
        if highest >= lowest:
            found.append(Step(number, lowest, highest))
            lowest = highest + 1
    return tuple(found)


def _figure(view: View, summary: Summary, steps: tuple[Step, ...]) -> Figure:
    paths = {zone.id: zone.path for zone in zones(view)}
    areas = []
    for zone in zones(view):
        if zone.id in summary.zones:
            nights, mirrored = summary.zones[zone.id].nights, zone.side == "right"
            step = next(step.number for step in steps if nights <= step.highest)
            # The same text twice is packed well on its way to the browser; the mirror image's own would not be.
            path = paths[zone.id.removesuffix("right") + "left"] if mirrored else zone.path
            areas.append(Area(zone.id, path, mirrored, step, nights))
    return Figure(view, OUTLINES[view], _grid(view, None), _grid(view, "left"), tuple(areas))


@cache
def _grid(view: View, side: str | None) -> str:
    """All zones of that side as one path."""
    return "".join(zone.path for zone in zones(view) if zone.side == side)
