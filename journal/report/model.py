"""All that the doctor's page says, in the order in which it says it, before any layout.

Every part is frozen and holds plain values only, so that a report can be kept as text and laid out
again the same way (``journal.report.codec``). Texts under ``label``, ``term`` and the like are
English sentences to be translated where they are shown. ``None`` and "" are "not recorded" or "not
asked", never "no". Nights are named by the date on which they begin; numbers of entries count from
1 in ``Report.lines``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from journal.background import BeginningRow, MedicalTestRow, MedicineRow, StatementRow
from journal.constant_places import ConstantPlace
from journal.night_sleep import NightSleep
from journal.nights import ONE_NIGHT
from journal.report.entry import ReportEntry
from journal.report.entry_counts import CountedEntries, count
from journal.report.model_device import DeviceReport
from journal.report.model_figures import (
    EpisodeFigures,
    FactorComparison,
    NightCounts,
    RecordingQuality,
    SleepFigures,
    Trend,
)
from journal.report.model_matches import CriterionMatch


@dataclass(frozen=True, slots=True)
class ReportHeader:
    """Whose diary, of which nights, made when and for which visit.

    ``birth_year`` is None and ``handedness`` (left, right or both) "" where the person did not give
    it. ``begins``: the diary is no older than
    ``first``.
    """

    name: str
    first: date
    last: date
    time_zone: str
    made_at: datetime
    visit_on: date | None = None
    with_whom: str = ""
    begins: bool = False
    birth_year: int | None = None
    handedness: str = ""


@dataclass(frozen=True, slots=True)
class Concern:
    """In the person's own words: what worries them, what they want to ask, and what they bring
    along; ``videos`` is how many, None where that was not told.
    """

    worry: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    since_when: str = ""
    how_it_began: str = ""
    medicines: str = ""
    changes: str = ""
    videos: int | None = None
    videos_of: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One of the other things doctors ask about.

    ``answer`` is yes, no or not_sure, "" for not asked.

    ``function`` marks the first group, what a person can do: it comes before everything else on the
    page.
    """

    code: str
    label: str
    question: str
    function: bool
    answer: str = ""
    since: str = ""
    answered_on: date | None = None


@dataclass(frozen=True)
class Report:
    """The whole report; ``lines`` is the full list behind it, oldest first, ``sleeps`` what was
    written of each night's sleep, the earliest night first.

    What the person brings along as rows stands in the order in which it is read
    (``journal.reading.background``); of ``statements`` the first is what was said last.
    ``constant`` are the places where it went on and on, by night; their keys count down from -1.
    ``device`` is what devices wrote of the nights, None for nothing: no other part is made of it.
    """

    header: ReportHeader
    concern: Concern
    asked: tuple[ChecklistItem, ...]
    nights: NightCounts
    happens: EpisodeFigures
    matches_shown: bool
    matches: tuple[CriterionMatch, ...]
    trend: Trend
    sleep: SleepFigures
    factors: tuple[FactorComparison, ...]
    kept: RecordingQuality
    rules_version: str
    lines: tuple[ReportEntry, ...]
    sleeps: tuple[NightSleep, ...] = ()
    medicines: tuple[MedicineRow, ...] = ()
    tests: tuple[MedicalTestRow, ...] = ()
    beginnings: tuple[BeginningRow, ...] = ()
    statements: tuple[StatementRow, ...] = ()
    constant: tuple[ConstantPlace, ...] = ()
    device: DeviceReport | None = None

    @cached_property
    def counted(self) -> CountedEntries:
        """What the charts are made of: as ``build`` has counted it, else counted when asked for."""
        header = self.header
        last = header.last if self.nights.total else header.first - ONE_NIGHT
        return count(self.lines, self.nights.quiet, header.first, last, self.constant)

    @property
    def comparisons(self) -> int:
        """How many comparisons of nights were made: with one in twenty, chance alone shows a
        difference.
        """
        compared = sum(factor.difference.interval is not None for factor in self.factors)
        return compared + (self.trend.change.interval is not None)
