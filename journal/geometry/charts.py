"""Where the marks of a chart lie: numbers only, no colours, no words, no markup.

Templates draw what stands here.

Lengths are user units of an SVG whose view box is ``WIDTH`` wide; y runs downward. Marks of one
kind are drawn as one path, so a page's size hardly grows with the diary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from journal import nights
from journal.calendar_parts import CalendarPart
from journal.geometry.sleep_signs import DeviceBar, SleepLine
from journal.moments import MINUTES_OF_A_NIGHT, Moment
from journal.nights import NightState
from journal.observations import Movement, Phase
from journal.summary import Summary, Tally

WIDTH = 360

# The chart of nights: names at the left, a column for the ring of a quiet night, then the clock.
CLOCK_LEFT = 90
CLOCK_WIDTH = 262
RING_AT = 80
CLOCK_TOP = 20
MOST_NIGHTS_DRAWN = 12 * 7
# How high a row is, by the most nights that are drawn so.
ROW_HEIGHTS = ((14, 18), (28, 14), (56, 10), (MOST_NIGHTS_DRAWN, 8))
# Entries this near to one another on a row share a mark.
BIN_MINUTES = 15
# Where on its row a mark lies, as a share of the row's height: in its middle, or a little lower.
DOWN_THE_ROW = {False: 0.5, True: 0.72}


@dataclass(frozen=True, slots=True)
class ChartNight:
    """One night.

    ``changed`` is where the clock was changed, from and to in minutes from noon: a skipped stretch,
    or one that the clock shows twice (``hours`` 25). ``constant``: somewhere it went on and on.
    """

    night: date
    y: int
    state: NightState
    hours: int = 24
    changed: tuple[int, int] | None = None
    constant: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry, or ``entries`` that lie too close to be told apart.

    Movement None: not recorded.
    """

    movement: Movement | None
    x: float
    y: float
    entries: int


@dataclass(frozen=True, slots=True)
class Clock:
    """Nights as rows, the newest at the top, the clock across from noon to noon.

    ``left_out`` older nights are not drawn. ``sleeps`` are in ``journal.geometry.sleep_lines``,
    ``device`` in ``journal.geometry.device_bars``.
    """

    rows: tuple[ChartNight, ...]
    marks: tuple[Mark, ...]
    step: int
    left_out: int
    sleeps: tuple[SleepLine, ...] = ()
    device: tuple[DeviceBar, ...] = ()

    @property
    def height(self) -> int:
        """Of the whole drawing."""
        return CLOCK_TOP + len(self.rows) * self.step + 4

    def of(self, state: NightState) -> list[ChartNight]:
        """The nights in that state."""
        return [row for row in self.rows if row.state is state]


def across(minute: float) -> float:
    """The place of a minute of the night between noon (0) and the next noon (1); midnight is at a
    half.
    """
    return minute / MINUTES_OF_A_NIGHT


def clock_x(minute: float) -> float:
    """The place of a minute of the night on the chart of nights, in units of the drawing."""
    return CLOCK_LEFT + CLOCK_WIDTH * across(minute)


def clock(summary: Summary, moments: Iterable[Moment], zone: ZoneInfo) -> Clock:
    """The chart of the latest nights of a period, at most ``MOST_NIGHTS_DRAWN``.

    ``zone`` is where the nights were spent.
    """
    drawn = sorted(summary.states, reverse=True)[:MOST_NIGHTS_DRAWN]
    step = next(height for most, height in ROW_HEIGHTS if len(drawn) <= most)
    constant = {place.night for place in summary.constant}
    rows = {
        night: ChartNight(
            night,
            CLOCK_TOP + place * step,
            summary.states[night],
            *_changed(night, zone),
            night in constant,
        )
        for place, night in enumerate(drawn)
    }
    marks = tuple(_marks(moments, rows, step))
    return Clock(tuple(rows.values()), marks, step, left_out=summary.nights - len(drawn))


def _marks(moments: Iterable[Moment], rows: Mapping[date, ChartNight], step: int) -> Iterable[Mark]:
    """By the wall clock; in an hour that the clock shows twice, the second time lies a little lower
    on the row. What has no time of the night has no place on it.
    """
    entries: Counter[tuple[date, Movement | None, bool, int]] = Counter()
    first_minute: dict[tuple[date, Movement | None, bool, int], int] = {}
    for moment in moments:
        if moment.night in rows and moment.knows_clock:
            place = moment.minute // BIN_MINUTES
            key = (moment.night, moment.observation.movement, moment.again, place)
            entries[key] += 1
            first_minute.setdefault(key, moment.minute)
    for key, number in entries.items():
        night, movement, again, _place = key
        y = rows[night].y + step * DOWN_THE_ROW[again]
        yield Mark(movement, clock_x(first_minute[key]), y, number)


def _changed(night: date, zone: ZoneInfo) -> tuple[int, tuple[int, int] | None]:
    """The night's length in whole hours and, unless that is 24, the stretch of the clock that was
    changed.
    """
    start, end = nights.bounds(night, zone)
    hours = round((end - start) / timedelta(hours=1))
    if end - start == timedelta(days=1):
        return hours, None
    quarter = timedelta(minutes=15)
    before = start
    while (before + quarter).astimezone(zone).utcoffset() == start.astimezone(zone).utcoffset():
        before += quarter
    since_noon = round((before + quarter - start) / timedelta(minutes=1))
    moved = since_noon + MINUTES_OF_A_NIGHT - round((end - start) / timedelta(minutes=1))
    return hours, (min(since_noon, moved), max(since_noon, moved))


PHASE_WIDTH = WIDTH
PHASE_STEP = 34
# Always shown, so that the picture keeps its form; others only where they occur.
USUAL_PHASES: tuple[Phase, ...] = (
    Phase.AWAKE_DAY,
    Phase.AWAKE_IN_BED,
    Phase.SLEEP_ONSET,
    Phase.ASLEEP,
    Phase.NIGHT_WAKING,
    Phase.ON_WAKING,
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One phase (None: not recorded) and on how many of the ``recorded`` nights it occurs;
    ``width`` is that share.
    """

    phase: Phase | None
    y: int
    width: float
    tally: Tally
    recorded: int


def phase_bars(summary: Summary) -> list[Bar]:
    """A bar a phase, in the order of a night; the full ``PHASE_WIDTH`` is every recorded night."""
    phases: list[Phase | None] = [
        phase for phase in Phase if phase in USUAL_PHASES or phase in summary.phases
    ]
    if None in summary.phases:
        phases.append(None)
    return [_bar(summary, place, phase) for place, phase in enumerate(phases)]


def _bar(summary: Summary, place: int, phase: Phase | None) -> Bar:
    tally = summary.phases.get(phase, Tally(0, 0, 0))
    width = PHASE_WIDTH * tally.nights / max(summary.recorded, 1)
    return Bar(phase, place * PHASE_STEP, width, tally, summary.recorded)


COLUMNS_HEIGHT = 84
COLUMNS_TOP = 18
MOST_COLUMNS = 26


@dataclass(frozen=True, slots=True)
class Column:
    """One week, month or year: its nights stacked up in the order of ``NightState``.

    ``edges`` are the y of the bottom, of the borders between the states, and of the top.
    """

    part: CalendarPart
    x: float
    width: float
    edges: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2


def columns(parts: Sequence[CalendarPart]) -> list[Column]:
    """Weeks, months or years as columns, the latest ``MOST_COLUMNS``; equal heights are equal
    numbers of nights.
    """
    drawn = parts[-MOST_COLUMNS:]
    if not drawn:
        return []
    step = min(WIDTH / len(drawn), 60.0)
    scale = COLUMNS_HEIGHT / max(part.nights for part in drawn)
    return [
        Column(part, place * step + step * 0.15, step * 0.7, _edges(part, scale))
        for place, part in enumerate(drawn)
    ]


def _edges(part: CalendarPart, scale: float) -> tuple[float, ...]:
    edges = [float(COLUMNS_TOP + COLUMNS_HEIGHT)]
    for state in NightState:
        edges.append(edges[-1] - scale * part.states[state])
    return tuple(edges)
