"""Where the lines of a night's sleep lie on the chart of nights, as it was written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from journal.geometry.charts import ChartNight, Clock, clock_x
from journal.geometry.sleep_signs import SleepLine, SleepSign
from journal.moments import MINUTES_OF_A_NIGHT
from journal.night_sleep import NightSleep
from journal.nights import NOON
from journal.sleep_figures import night_figures

# How far above the lower edge of its row a line lies.
ABOVE_EDGE = 2


def sleep_lines(clock: Clock, sleeps: Iterable[NightSleep], zone: ZoneInfo) -> list[SleepLine]:
    """From going to bed to being out of it, and from falling asleep to the last waking, by the wall
    clock of ``zone``; nothing of times that contradict each other. A sleep past noon ends at the
    chart's edge.
    """
    rows = {row.night: row for row in clock.rows}
    return [
        line
        for sleep in sleeps
        if (row := rows.get(sleep.night_of))
        for line in _lines(sleep, row, clock.step, zone)
    ]


def _lines(sleep: NightSleep, row: ChartNight, step: int, zone: ZoneInfo) -> Iterator[SleepLine]:
    figures, y = night_figures(sleep), row.y + step - ABOVE_EDGE
    if figures.in_bed and sleep.bed_at and sleep.woke_at:
        yield _line(SleepSign.IN_BED, sleep, sleep.bed_at, sleep.woke_at, y, zone)
    if figures.total and sleep.tried_at and sleep.last_waking_at:
        asleep = sleep.tried_at + timedelta(minutes=sleep.minutes_until_sleep or 0)
        yield _line(SleepSign.ASLEEP, sleep, asleep, sleep.last_waking_at, y, zone)


def _line(  # noqa: PLR0917 - two times and where they lie
    sign: SleepSign, sleep: NightSleep, start: datetime, end: datetime, y: int, zone: ZoneInfo
) -> SleepLine:
    noon = datetime.combine(sleep.night_of, NOON)
    minutes = [
        (at.astimezone(zone).replace(tzinfo=None) - noon) // timedelta(minutes=1)
        for at in (start, end)
    ]
    left, right = (clock_x(min(max(minute, 0), MINUTES_OF_A_NIGHT)) for minute in minutes)
    return SleepLine(sign, left, right, y)
