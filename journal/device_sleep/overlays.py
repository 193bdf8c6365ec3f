"""Intervals that lie over others and count in their place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from journal.device_sleep.sleep_data import DeviceInterval, SleepFileError
from journal.i18n import gettext_noop as _

# Of one sleep: a piece each second of half a day.
_MOST_PIECES = 43_200
# From when to when.
_Stretch = tuple[datetime, datetime]


def laid_over(
    below: Iterable[DeviceInterval], above: Sequence[DeviceInterval]
) -> list[DeviceInterval]:
    """All of ``above``, and what is left of ``below`` beside it; no two are about the same time if
    none are within either. Raises SleepFileError for more pieces than any sleep has.
    """
    ordered = sorted(above, key=lambda part: part.starts_at)
    covered = covered_time(ordered)
    pieces: list[DeviceInterval] = []
    for part in below:
        for piece in _beside(part, covered):
            pieces.append(piece)
            if len(pieces) > _MOST_PIECES:
                raise SleepFileError(_("One sleep of this file has more to it than any sleep."))
    return [*pieces, *ordered]


def covered_time(parts: Iterable[DeviceInterval]) -> list[_Stretch]:
    """The time that these are about, in order, without overlaps."""
    covered: list[_Stretch] = []
    for part in sorted(parts, key=lambda part: part.starts_at):
        if covered and part.starts_at <= covered[-1][1]:
            covered[-1] = (covered[-1][0], max(covered[-1][1], part.ends_at))
        else:
            covered.append((part.starts_at, part.ends_at))
    return covered


def _beside(part: DeviceInterval, covered: Sequence[_Stretch]) -> Iterator[DeviceInterval]:
    """The pieces of an interval that nothing lies over."""
    first = part.starts_at
    place = bisect_right(covered, first, key=lambda stretch: stretch[1])
    while place < len(covered) and covered[place][0] < part.ends_at:
        starts_at, ends_at = covered[place]
        if starts_at > first:
            yield replace(part, starts_at=first, ends_at=starts_at)
        first = ends_at
        place += 1
    if first < part.ends_at:
        yield replace(part, starts_at=first)
