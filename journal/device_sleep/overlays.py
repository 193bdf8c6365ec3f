"""Intervals that lie over others and count in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from journal.device_sleep.sleep_data import DeviceInterval


def laid_over(
    below: Iterable[DeviceInterval], above: Sequence[DeviceInterval]
) -> list[DeviceInterval]:
    """All of ``above``, and what is left of ``below`` beside it; no two are about the same time if
    none are within either.
    """
    ordered = sorted(above, key=lambda part: part.starts_at)
    rest = [piece for part in below for piece in _beside(part, ordered)]
    return [*rest, *ordered]


def _beside(part: DeviceInterval, above: Sequence[DeviceInterval]) -> Iterator[DeviceInterval]:
    """The pieces of an interval that nothing lies over."""
    first = part.starts_at
    for other in above:
        if other.ends_at <= first or other.starts_at >= part.ends_at:
            continue
        if other.starts_at > first:
            yield replace(part, starts_at=first, ends_at=other.starts_at)
        first = other.ends_at
    if first < part.ends_at:
        yield replace(part, starts_at=first)
