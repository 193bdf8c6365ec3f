"""The figures of a report: counts over recorded nights, medians, shares and comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal.anatomy import Side
from journal.calendar_parts import CalendarUnit
from journal.intervals import Difference, Middle, Share
from journal.sleep_figures import PeriodSleep


@dataclass(frozen=True, slots=True)
class NightCounts:
    """What is known of the nights of the period.

    ``share`` is nights with entries of all recorded nights.
    """

    total: int
    with_entries: int
    quiet: tuple[date, ...]
    not_recorded: int
    share: Share


@dataclass(frozen=True, slots=True)
class ValueCount:
    """How often one value was written down.

    ``code`` "" is "not recorded"; ``stands_for`` adds up the counts.
    """

    code: str
    label: str
    term: str
    nights: int
    entries: int
    stands_for: int
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class EpisodeFigures:
    """What happens, over the recorded nights.

    ``a_night`` counts entries, ``duration`` is in seconds.
    """

    entries: int
    stands_for: int
    movements: tuple[ValueCount, ...]
    places: tuple[ValueCount, ...]
    phases: tuple[ValueCount, ...]
    a_night: Middle | None
    duration: Middle | None


@dataclass(frozen=True, slots=True)
class TrendPart:
    """A week (from Monday), a month or a year, as far as it lies in the period."""

    first: date
    nights: int
    recorded: int
    with_entries: int
    entries: int


@dataclass(frozen=True, slots=True)
class Trend:
    """The later half of the period beside the earlier; no difference of a single night.

    The others are counted no more. Reports that were frozen until 2026 hold them, and keep their
    text: the weeks (months, years) and the first night of the later half.
    """

    change: Difference
    unit: CalendarUnit | None = None
    stretches: tuple[TrendPart, ...] = ()
    halfway: date | None = None


@dataclass(frozen=True, slots=True)
class SleepFigures:
    """What the entries say of sleep.

    Bed and wake times are in minutes in bed; None: none were recorded. ``period`` is what follows
    from the nights' sleep as it was written down; None in reports frozen before it was asked.
    """

    woke_nights: Share
    asleep_nights: Share
    in_bed: Middle | None = None
    period: PeriodSleep | None = None


@dataclass(frozen=True, slots=True)
class FactorComparison:
    """Nights with entries after days with and without something; ``with_it`` less ``without``."""

    code: str
    label: str
    with_it: Share
    without: Share
    not_recorded: int
    difference: Difference


@dataclass(frozen=True, slots=True)
class RecordingQuality:
    """How the log was kept.

    ``promptly`` of ``timed`` entries were written down within ``minutes``.

    ``untimed`` came from a file that does not say. ``partner``: noticed by somebody else;
    ``device``: its phase of sleep was told by a device.
    """

    minutes: int
    promptly: int
    timed: int
    untimed: int
    partner: int
    device: int
    zones: tuple[str, ...]
