"""A sleep that a program sends again, or in parts, as one sleep.

A program sends what lies in a window of time, and the window cuts the night at its edge: the last
three hours of a night that was here whole are no correction of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime

from journal.device_sleep.overlays import covered_time
from journal.device_sleep.sleep_data import DeviceInterval, DeviceSleep, SleepKind, sleep_of
from journal.device_sleep.sleep_text import is_storable

# From when to when.
_Stretches = Sequence[tuple[datetime, datetime]]


def with_earlier_word(sleep: DeviceSleep, earlier: Iterable[DeviceSleep]) -> DeviceSleep:
    """The sleep, and what ``earlier`` ones of the same source, the latest first, had of times of
    which it says nothing. Where both say something it counts.

    Totals have no times, so a sleep of totals stays what it is.
    """
    if sleep.totals is not None or sleep.by_hand:
        return sleep
    parts = list(sleep.intervals)
    for before in earlier:
        if before.totals is None and not before.by_hand:
            parts += _beside(before.intervals, parts)
    whole = sleep_of(sleep.format, sleep.source, sleep.time_zone, parts)
    return whole if whole is not None and is_storable(whole) else sleep


def _beside(
    earlier: Iterable[DeviceInterval], said: Sequence[DeviceInterval]
) -> list[DeviceInterval]:
    """Those of which nothing is said; time in bed lies over all else, and is told by itself."""
    in_bed, others = (
        covered_time(part for part in said if (part.kind is SleepKind.IN_BED) is wanted)
        for wanted in (True, False)
    )
    return [
        part
        for part in earlier
        if not _is_within(part, in_bed if part.kind is SleepKind.IN_BED else others)
    ]


def _is_within(part: DeviceInterval, stretches: _Stretches) -> bool:
    """Whether any of its time is in one of the stretches, which are in order and apart."""
    place = bisect_right(stretches, part.starts_at, key=lambda stretch: stretch[1])
    return place < len(stretches) and stretches[place][0] < part.ends_at
