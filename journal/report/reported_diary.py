"""What a report is made from: a period of somebody's diary, read from wherever it is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from journal.background import BeginningRow, MedicalTestRow, MedicineRow, StatementRow
from journal.constant_places import ConstantPlace
from journal.criteria import TooMany
from journal.night_sleep import NightSleep
from journal.report.entry import ReportEntry
from journal.report.model import Concern
from journal.report.model_device import DeviceNightRow


@dataclass(frozen=True, slots=True)
class ChecklistReply:
    """The answer to one of the other things doctors ask about: yes, no or not_sure."""

    answer: str
    since: str
    answered_on: date


@dataclass(frozen=True, slots=True)
class DecidedPattern:
    """What the person decided on a pattern, the entries of a criterion at one place: raise,
    not_for_me or unsure.
    """

    decision: str
    note: str
    decided_on: date
    rules_version: str


@dataclass(frozen=True, slots=True)
class DayBefore:
    """The day before the night ``night``: what it held, by the factor's code.

    A missing code is "not recorded".
    """

    night: date
    held: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """The appointment that the report is for."""

    on_date: date
    with_whom: str = ""
    birth_year: int | None = None
    handedness: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What the person brings along as rows, each list in the order in which it is read."""

    medicines: tuple[MedicineRow, ...] = ()
    tests: tuple[MedicalTestRow, ...] = ()
    beginnings: tuple[BeginningRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """The nights from ``first`` to ``last`` (both included), and what was said of them and beside
    them.

    ``lines``, ``said_none`` (nights of which the person said that there were no twitches) and
    ``constant`` (places where it went on and on) lie in that period, in any order. ``time_zone`` is
    the person's own; each line has its own besides.
    ``matches_shown`` is false where the person switched matches off. ``decisions`` are by pattern
    ("back_muscles/lower_back/left", with "-" for what is not recorded, as in ``journal.patterns``).
    ``sleeps`` are what was written of these nights' sleep, the earliest night first, each with
    something in it and its times with their offsets as numbers.
    ``device`` is what devices wrote of these nights, of those up to ``device_unread`` nothing since
    there is more than a report reads.
    ``begins``: the diary begins with the night ``first``, so that nothing can be known of nights
    before it.
    """

    name: str
    time_zone: str
    first: date
    last: date
    lines: Sequence[ReportEntry] = ()
    said_none: Collection[date] = ()
    constant: Sequence[ConstantPlace] = ()
    answers: Mapping[str, ChecklistReply] = field(default_factory=dict)
    decisions: Mapping[str, DecidedPattern] = field(default_factory=dict)
    days: Sequence[DayBefore] = ()
    sleeps: Sequence[NightSleep] = ()
    said: TooMany | None = None
    said_on: date | None = None
    limit: int | None = None
    matches_shown: bool = True
    begins: bool = False
    concern: Concern = field(default_factory=Concern)
    visit: PlannedVisit | None = None
    background: Background = field(default_factory=Background)
    device: Sequence[DeviceNightRow] = ()
    device_unread: date | None = None
