"""The body map as a chart: which zones, on how many nights. Geometry and numbers only, like ``journal.charts``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import floor

from journal.bodymap import OUTLINES, View, zones
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
    """A zone on which something was written down."""

    id: str
    path: str
    step: int
    nights: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One view of the body. ``untouched`` is the grid of zones of one half, to be drawn again as its mirror image;
    ``areas`` lie on top of it."""

    view: View
    outline: str
    untouched: str
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
    areas = tuple(
        Area(zone.id, zone.path, next(step.number for step in steps if nights <= step.highest), nights)
        for zone in zones(view)
        if zone.id in summary.zones
        for nights in (summary.zones[zone.id].nights,)
    )
    return Figure(view, OUTLINES[view], _half(view), areas)


@cache
def _half(view: View) -> str:
    """Zones on the midline and on the person's left as one path; the right side is their mirror image."""
    return "".join(zone.path for zone in zones(view) if zone.side in (None, "left"))
