"""All that the doctor's page says, in the order in which it says it, before any layout.

Every part is frozen and holds plain values only, so that a report can be kept as text and laid out again the same way
(``journal.report.codec``). Texts under ``label``, ``term`` and the like are English sentences to be translated where
they are shown. ``None`` and "" are "not recorded" or "not asked", never "no". Nights are named by the date on which
they begin; numbers of entries count from 1 in ``Report.lines``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from journal.anatomy import Side
from journal.criteria import Question, TooMany, Verdict
from journal.intervals import Difference, Middle, Share
from journal.report.lines import Line
from journal.summary import Unit


@dataclass(frozen=True, slots=True)
class Header:
    """Whose diary, of which nights, made when and for which visit. ``begins``: the diary is no older than ``first``."""

    name: str
    first: date
    last: date
    time_zone: str
    made_at: datetime
    visit_on: date | None = None
    with_whom: str = ""
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Concern:
    """In the person's own words: what worries them, what they want to ask, and what they bring along."""

    worry: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    since_when: str = ""
    how_it_began: str = ""
    medicines: str = ""
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One of the other things doctors ask about. ``answer`` is yes, no or not_sure, "" for not asked.

    ``function`` marks the first group, what a person can do: it comes before everything else on the page.
    """

    code: str
    label: str
    question: str
    function: bool
    answer: str = ""
    since: str = ""
    answered_on: date | None = None


@dataclass(frozen=True, slots=True)
class Nights:
    """What is known of the nights of the period. ``share`` is nights with entries of all recorded nights."""

    total: int
    with_entries: int
    quiet: tuple[date, ...]
    not_recorded: int
    share: Share


@dataclass(frozen=True, slots=True)
class Count:
    """How often one value was written down. ``code`` "" is "not recorded"; ``stands_for`` adds up the counts."""

    code: str
    label: str
    term: str
    nights: int
    entries: int
    stands_for: int
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Happens:
    """What happens, over the recorded nights. ``a_night`` counts entries, ``duration`` is in seconds."""

    entries: int
    stands_for: int
    movements: tuple[Count, ...]
    places: tuple[Count, ...]
    phases: tuple[Count, ...]
    a_night: Middle | None
    duration: Middle | None


@dataclass(frozen=True, slots=True)
class Open:
    """A question that would settle a criterion, and the entries that it is about."""

    question: Question
    label: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the person decided on a pattern, with their note.

    ``label`` names the place, "" for too many twitches; ``rules_version`` is that of the rules it was decided under.
    """

    decision: str
    note: str
    decided_on: date
    rules_version: str
    label: str = ""
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """One criterion: the article's words, our reading, and the entries that match. Never a finding of medicine.

    ``said`` and ``limit`` belong to ``too_many`` alone.
    """

    code: str
    title: str
    words: str
    reading: str
    verdict: Verdict
    nights: tuple[date, ...]
    entries: tuple[int, ...]
    open: tuple[Open, ...]
    decided: tuple[Choice, ...] = ()
    said: TooMany | None = None
    said_on: date | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A week (from Monday), a month or a year, as far as it lies in the period."""

    first: date
    nights: int
    recorded: int
    with_entries: int
    entries: int


@dataclass(frozen=True, slots=True)
class Trend:
    """Weeks, oldest first, and the later half of the period beside the earlier; None of a single night.

    ``halfway`` is the first night of the later half.
    """

    unit: Unit
    stretches: tuple[Stretch, ...]
    halfway: date
    change: Difference


@dataclass(frozen=True, slots=True)
class Sleep:
    """What the entries say of sleep. Bed and wake times are in minutes in bed; None: none were recorded."""

    woke_nights: Share
    asleep_nights: Share
    in_bed: Middle | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """Nights with entries on days with and without something; the difference is with less without."""

    code: str
    label: str
    with_it: Share
    without: Share
    not_recorded: int
    difference: Difference


@dataclass(frozen=True, slots=True)
class Kept:
    """How the log was kept. ``promptly`` of ``timed`` entries were written down within ``minutes``.

    ``untimed`` came from a file that does not say. ``partner``: noticed by somebody else; ``device``: its phase of
    sleep was told by a device.
    """

    minutes: int
    promptly: int
    timed: int
    untimed: int
    partner: int
    device: int
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report; ``lines`` is the full list behind it, oldest first."""

    header: Header
    concern: Concern
    asked: tuple[Asked, ...]
    nights: Nights
    happens: Happens
    matches_shown: bool
    matches: tuple[Match, ...]
    trend: Trend
    sleep: Sleep
    factors: tuple[Factor, ...]
    kept: Kept
    rules_version: str
    lines: tuple[Line, ...]

    @property
    def comparisons(self) -> int:
        """How many comparisons of nights were made: with one in twenty, chance alone shows a difference."""
        made = sum(factor.difference.interval is not None for factor in self.factors)
        return made + (self.trend.change.interval is not None)
