"""Where the marks of a chart lie: numbers only, no colours, no words, no markup. Templates draw what stands here.

Lengths are user units of an SVG whose view box is ``WIDTH`` wide; y runs downward. Marks of one kind are drawn as one
path, so a page's size hardly grows with the diary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from journal import nights
from journal.nights import NightState
from journal.observations import Movement, Phase
from journal.summary import MINUTES_OF_A_NIGHT, Moment, Stretch, Summary, Tally

WIDTH = 360

# The chart of nights: names at the left, a column for the ring of a quiet night, then the clock.
CLOCK_LEFT = 84
CLOCK_WIDTH = 268
RING_AT = 74
CLOCK_TOP = 20
MOST_ROWS = 12 * 7
# Entries this near to one another on a row share a mark.
BIN_MINUTES = 15


@dataclass(frozen=True, slots=True)
class Row:
    """One night. ``changed`` is where the clock was changed, from and to in minutes from noon: a skipped stretch, or
    one that the clock shows twice (``hours`` 25)."""

    night: date
    y: int
    state: NightState
    hours: int = 24
    changed: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry, or ``entries`` that lie too close to be told apart. Movement None: not recorded."""

    movement: Movement | None
    x: float
    y: float
    entries: int


@dataclass(frozen=True, slots=True)
class Clock:
    """Nights as rows, the newest at the top, the clock across from noon to noon. ``left_out`` older nights are not
    drawn."""

    rows: tuple[Row, ...]
    marks: tuple[Mark, ...]
    step: int
    left_out: int

    @property
    def height(self) -> int:
        """Of the whole drawing."""
        return CLOCK_TOP + len(self.rows) * self.step + 4

    def of(self, state: NightState) -> list[Row]:
        """The nights in that state."""
        return [row for row in self.rows if row.state is state]


def across(minute: float) -> float:
    """The place of a minute of the night between noon (0) and the next noon (1); midnight is at a half."""
    return minute / MINUTES_OF_A_NIGHT


def clock_x(minute: float) -> float:
    """The same on the chart of nights."""
    return CLOCK_LEFT + CLOCK_WIDTH * across(minute)


def clock(summary: Summary, moments: Iterable[Moment], zone: ZoneInfo) -> Clock:
    """The chart of the latest nights of a period, at most ``MOST_ROWS``; ``zone`` is where the nights were spent."""
    shown = sorted(summary.states, reverse=True)[:MOST_ROWS]
    step = 18 if len(shown) <= 14 else 14 if len(shown) <= 28 else 10 if len(shown) <= 56 else 8
    rows = {
        night: Row(night, CLOCK_TOP + place * step, summary.states[night], *_changed(night, zone))
        for place, night in enumerate(shown)
    }
    return Clock(tuple(rows.values()), tuple(_marks(moments, rows, step)), step, summary.nights - len(shown))


def _marks(moments: Iterable[Moment], rows: Mapping[date, Row], step: int) -> Iterable[Mark]:
    """By the wall clock; in an hour that the clock shows twice, the second time lies a little lower on the row."""
    held: Counter[tuple[date, Movement | None, bool, int]] = Counter()
    at: dict[tuple[date, Movement | None, bool, int], int] = {}
    for one in moments:
        if one.night in rows:
            key = (one.night, one.seen.movement, one.again, one.minute // BIN_MINUTES)
            held[key] += 1
            at.setdefault(key, one.minute)
    for key, entries in held.items():
        night, movement, again, _bin = key
        yield Mark(movement, clock_x(at[key]), rows[night].y + step * (0.72 if again else 0.5), entries)


@lru_cache(maxsize=1024)
def _changed(night: date, zone: ZoneInfo) -> tuple[int, tuple[int, int] | None]:
    """The night's length in whole hours and, unless that is 24, the stretch of the clock that was changed."""
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
PHASES: tuple[Phase, ...] = (
    Phase.AWAKE_DAY,
    Phase.AWAKE_IN_BED,
    Phase.SLEEP_ONSET,
    Phase.ASLEEP,
    Phase.NIGHT_WAKING,
    Phase.ON_WAKING,
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One phase (None: not recorded) and on how many of the ``recorded`` nights it occurs; ``width`` is that share."""

    phase: Phase | None
    y: int
    width: float
    tally: Tally
    recorded: int


def phase_bars(summary: Summary) -> list[Bar]:
    """A bar a phase, in the order of a night; the full ``PHASE_WIDTH`` is every recorded night."""
    shown: list[Phase | None] = [one for one in Phase if one in PHASES or one in summary.phases]
    if None in summary.phases:
        shown.append(None)
    bars = []
    for place, one in enumerate(shown):
        found = summary.phases.get(one, Tally(0, 0, 0))
        bars.append(
            Bar(one, place * PHASE_STEP, PHASE_WIDTH * found.nights / max(summary.recorded, 1), found, summary.recorded)
        )
    return bars


COLUMNS_HEIGHT = 84
COLUMNS_TOP = 18
MOST_COLUMNS = 26


@dataclass(frozen=True, slots=True)
class Column:
    """One week, month or year: its nights stacked up, with entries, then quiet, then not recorded.

    ``edges`` are the y of the bottom, of the two borders between the states, and of the top.
    """

    stretch: Stretch
    x: float
    width: float
    edges: tuple[float, float, float, float]

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2


def columns(parts: Sequence[Stretch]) -> list[Column]:
    """Weeks, months or years as columns, the latest ``MOST_COLUMNS``; equal heights are equal numbers of nights."""
    shown = parts[-MOST_COLUMNS:]
    if not shown:
        return []
    step = min(WIDTH / len(shown), 60.0)
    scale = COLUMNS_HEIGHT / max(part.nights for part in shown)
    return [
        Column(part, place * step + step * 0.15, step * 0.7, _edges(part, scale)) for place, part in enumerate(shown)
    ]


def _edges(part: Stretch, scale: float) -> tuple[float, float, float, float]:
    bottom = float(COLUMNS_TOP + COLUMNS_HEIGHT)
    with_entries = bottom - scale * part.states[NightState.EPISODES]
    quiet = with_entries - scale * part.states[NightState.NONE]
    return bottom, with_entries, quiet, bottom - scale * part.nights
