"""Where the bars lie of a chart of entries by the hour of the clock, from noon to noon.

A tower at midnight or at noon gives away a column of times that was read wrongly; a gap of twelve
hours gives away a lost "PM".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journal.geometry.charts import WIDTH
from journal.moments import NOON_HOUR

HOURS_HEIGHT = 90
HOURS_TOP = 16
HOURS_IN_A_DAY = 24
HOUR_STEP = WIDTH / HOURS_IN_A_DAY


@dataclass(frozen=True, slots=True)
class HourBar:
    """The entries of one hour: 0 to 23 on the clock of where they happened."""

    hour: int
    entries: int
    x: float
    y: float
    height: float

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + HOUR_STEP / 2


def hour_bars(entries: Sequence[int]) -> tuple[HourBar, ...]:
    """A bar for each hour, noon first; ``entries`` has a number for each hour, midnight first.

    The highest bar is ``HOURS_HEIGHT``; an hour with an entry is never too low to be seen.
    """
    most = max(entries, default=0) or 1
    return tuple(
        _bar_of_hour((place + NOON_HOUR) % HOURS_IN_A_DAY, place, entries, most)
        for place in range(HOURS_IN_A_DAY)
    )


def _bar_of_hour(hour: int, place: int, entries: Sequence[int], most: int) -> HourBar:
    number = entries[hour]
    height = max(HOURS_HEIGHT * number / most, 2.0) if number else 0.0
    return HourBar(hour, number, place * HOUR_STEP, HOURS_TOP + HOURS_HEIGHT - height, height)
