"""Smooth shapes from rows of points, as SVG paths: the geometry of the body map, with no body in
it.

A point is a complex number, across + down * 1j; lengths are user units of the drawing. A curve is a
row of cubic Béziers, each beginning where the one before ended. A closed curve runs clockwise, so
that inward is to its right.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from itertools import pairwise
from typing import TypeAlias

Segment: TypeAlias = tuple[complex, complex, complex, complex]
Curve: TypeAlias = list[Segment]
Commands: TypeAlias = list[
    tuple[complex, ...]
]  # of a path: 1 point M, 2 a quadratic Bézier, 3 a cubic

_TURN = 0.35  # unit vectors that differ more than this meet in a corner: about 20 degrees
_SPECK = 0.05  # shorter segments are left over from cutting


def _unit(z: complex) -> complex:
    return z / (abs(z) or 1)


def smooth(row: list[complex]) -> Curve:
    """A curve through ``row`` without its first and last point, which only set the direction at the
    ends.
    """
    ways = [  # the nearer neighbour counts more
        _unit((b - a) / (abs(b - a) ** 2 or 1) + (c - b) / (abs(c - b) ** 2 or 1))
        for (a, b), c in zip(pairwise(row), row[2:], strict=False)
    ]
    curve = []
    for (p, u), (q, v) in pairwise(zip(row[1:-1], ways, strict=True)):
        reach = abs(q - p) * 0.345
        curve.append((p, p + u * reach, q - v * reach, q))
    return curve


def line(start: complex, end: complex, bow: float = 0) -> Segment:
    """A line bent to its left (outward, on a closed curve) by ``bow``."""
    bend = _unit(end - start) * -1j * bow * 4 / 3
    return (start, start + (end - start) / 3 + bend, end - (end - start) / 3 + bend, end)


def reverse(curve: Curve) -> Curve:
    """The same curve from its end to its beginning."""
    return [(d, c, b, a) for a, b, c, d in reversed(curve)]


def mirror(curve: Curve) -> Curve:
    """The mirror image across the vertical through 0, run backwards, which makes it clockwise
    again.
    """
    return [
        (-a.conjugate(), -b.conjugate(), -c.conjugate(), -d.conjugate())
        for a, b, c, d in reverse(curve)
    ]


def part(curve: Curve, start: float | None, end: float | None) -> Curve:
    """The part of ``curve`` between two depths, or distances across if it runs across; None: its
    own end.
    """
    first, last = 0.0, float(len(curve))
    if start is not None:
        first = _find(curve, start)
    if end is not None:
        last = _find(curve, end)
    pieces = [(s, max(first - i, 0), min(last - i, 1)) for i, s in enumerate(curve)]
    return [_between(s, a, b) for s, a, b in pieces if a < b]


def _find(curve: Curve, at: float) -> float:
    """Where ``curve`` is at that depth or distance: the number of the segment + the parameter in
    it.
    """
    reach = curve[-1][3] - curve[0][0]
    turn = 1 if abs(reach.real) > abs(reach.imag) else -1j
    for i, s in enumerate(curve):
        a, b, c, d = ((p * turn).real - at for p in s)
        if a * d > 0:
            continue
        low, high = (0.0, 1.0) if a < d else (1.0, 0.0)
        for _step in range(16):  # halving: close enough for tenths of a unit
            t = (low + high) / 2
            now = a * (1 - t) ** 3 + 3 * t * (1 - t) * (b * (1 - t) + c * t) + d * t**3
            low, high = (t, high) if now < 0 else (low, t)
        return i + (low + high) / 2
    raise ValueError(f"the curve does not reach {at}")


def _between(s: Segment, start: float, end: float) -> Segment:
    """The part of a Bézier between two of its parameters: its control points are values of the
    blossom.
    """

    def blossom(*at: float) -> complex:
        return reduce(lambda row, t: [p + (q - p) * t for p, q in pairwise(row)], at, list(s))[0]

    a, b = start, end
    if (a, b) == (0, 1):
        return s
    return (blossom(a, a, a), blossom(a, a, b), blossom(a, b, b), blossom(b, b, b))


def _length(curve: Iterable[Segment]) -> float:
    return sum(abs(s[3] - s[0]) for s in curve)


def tile(loop: Curve, inset: float, rounding: float) -> Commands:
    """A closed curve drawn in by ``inset``, each corner rounded from ``rounding`` before it."""
    loop = [_inset(s, inset) for s in loop if _length([s]) > _SPECK]
    meets = list(zip(loop[-1:] + loop, loop, strict=False))
    corners = [
        i for i, (p, s) in enumerate(meets) if abs(_unit(s[1] - s[0]) - _unit(p[3] - p[2])) > _TURN
    ]
    if not corners:
        return outline(loop)
    runs = []  # the smooth stretches between corners, shortened at both ends
    for start, end in pairwise([*corners, corners[0] + len(loop)]):
        run = (loop + loop)[start:end]
        by = min(rounding, _length(run) * 0.45)
        runs.append(reverse(_shorten(reverse(_shorten(run, by)), by)))
    commands: Commands = [runs[0][0][:1]]
    for run, after in zip(runs, runs[1:] + runs[:1], strict=True):
        commands += [*(s[1:] for s in run), (_corner(run[-1], after[0], rounding), after[0][0])]
    return commands


def outline(loop: Curve) -> Commands:
    """A curve as it is."""
    return [loop[0][:1], *(s[1:] for s in loop)]


def _inset(s: Segment, by: float) -> Segment:
    a, b, c, d = s
    start, end = a + _unit(b - a or d - a) * 1j * by, d + _unit(d - c or d - a) * 1j * by
    scale = abs(end - start) / abs(d - a)
    return (start, start + (b - a) * scale, end - (d - c) * scale, end)


def _shorten(curve: Curve, by: float) -> Curve:
    """``curve`` without its first ``by`` units."""
    length = _length(curve[:1])
    if length <= by and curve[1:]:
        return _shorten(curve[1:], by - length)
    return [_between(curve[0], by / length, 1), *curve[1:]]


def _corner(before: Segment, after: Segment, limit: float) -> complex:
    """Where the end of one and the beginning of the other meet, prolonged; halfway when that is far
    off.
    """
    end, start = before[3], after[0]
    u, v = _unit(end - before[2]), _unit(after[1] - start)
    cross = (u.conjugate() * v).imag
    if abs(cross) > 0.1:
        along = ((start - end).conjugate() * v).imag / cross
        if 0 < along < 2 * limit:
            return end + u * along
    return (end + start) / 2


def draw(commands: Commands, middle: float, across: int = 1) -> str:
    """The ``d`` of an SVG path whose 0 lies at ``middle``; ``across`` -1 draws the mirror image.

    Tenths of a unit, relative commands after the first, none said twice in a row: half of the
    dashboard is this.
    """
    x, y, before, text = 0, 0, "", ""
    for points in commands:
        ends = [(round((middle + across * p.real) * 10), round(p.imag * 10)) for p in points]
        letter = " Mqc"[len(points)]
        steps = " ".join(_tenths(n) for to in ends for n in (to[0] - x, to[1] - y))
        text += ((" " if letter == before else letter) + steps).replace(" -", "-")
        (x, y), before = ends[-1], letter
    return text + "z"


def _tenths(number: int) -> str:
    """5 as ".5", -12 as "-1.2"."""
    text = f"{number / 10:g}"
    if abs(number) < 10:
        return text.replace("0.", ".")
    return text
