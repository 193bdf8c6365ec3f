"""The shapes of the marks of a chart, as the ``d`` of an SVG path around a point.

Lengths are user units of the drawing; y runs downward.
"""

from __future__ import annotations

from collections.abc import Callable

from journal.observations import Movement


def circle(x: float, y: float, r: float) -> str:
    """Around that point, of radius ``r``."""
    return f"M{x - r:.1f} {y:.1f}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0 {-2 * r:g} 0z"


def triangle(x: float, y: float, r: float) -> str:
    """Standing on its base around that point, about as large as a circle of radius ``r``."""
    return f"M{x:.1f} {y - 1.2 * r:.1f}l{1.15 * r:.3g} {2.1 * r:.3g}h{-2.3 * r:.3g}z"


def square(x: float, y: float, r: float) -> str:
    """Around that point, about as large as a circle of radius ``r``."""
    return f"M{x - 0.9 * r:.1f} {y - 0.9 * r:.1f}h{1.8 * r:.3g}v{1.8 * r:.3g}h{-1.8 * r:.3g}z"


def cross(x: float, y: float, r: float) -> str:
    """Two strokes through that point, of reach ``r`` each way."""
    return f"M{x - r:.1f} {y - r:.1f}l{2 * r:g} {2 * r:g}m0 {-2 * r:g}l{-2 * r:g} {2 * r:g}"


def diamond(x: float, y: float, r: float) -> str:
    """A square on its corner around that point."""
    side = f"{1.2 * r:.3g}"
    return f"M{x:.1f} {y - 1.2 * r:.1f}l{side} {side}l-{side} {side}l-{side} -{side}z"


# A shape a movement, so that nothing hangs on colour; not recorded looks like "not sure". Those of
# ``OUTLINED`` are drawn as a line: of a felt jolt and of buzzing nothing moved.
MARK_SHAPES: dict[Movement, Callable[[float, float, float], str]] = {
    Movement.TWITCH: circle,
    Movement.JERK: triangle,
    Movement.CRAMP: square,
    Movement.FELT_JOLT: triangle,
    Movement.BUZZING: square,
    Movement.OTHER: cross,
    Movement.UNSURE: diamond,
}
OUTLINED = frozenset({Movement.FELT_JOLT, Movement.BUZZING, Movement.OTHER, Movement.UNSURE})
