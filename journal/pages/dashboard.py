"""The dashboard: what is known of last night, the article's three points, and the charts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from journal.pages.markup_cache import (
    FiguresMarkup,
    PointsMarkup,
    figures_markup,
    points_markup,
)
from journal.pages.morning import MorningCard, morning_card
from journal.pages.next_step import VisitRow, visit_row
from journal.pages.part_notice import Notice
from journal.pages.period_switch import PeriodChoice, period_choices
from journal.pages.points import PointsSection, points_section, with_typed
from journal.pages.week import week_recorded
from journal.reading.dashboard import DashboardFacts
from journal.reading.patterns import PointFacts
from journal.reading.period import Period
from journal.reading.week import week_of_period
from journal.wording.backups import lack_of_backups_text
from journal.wording.periods import period_text
from journal.wording.sightings import waiting_text


@dataclass(frozen=True, slots=True)
class DashboardPage:
    """All that ``journal/dashboard.html`` shows.

    ``figures`` is None of a period of which nothing is known; ``is_first_day``: nor is anything
    known of the nights before it. ``waiting_text``: that somebody else’s sightings wait, or "";
    ``backup_text``: that there is no backup younger than some days, or "". The cards stand in
    ``points``, or drawn already in ``points_drawn``.
    """

    weeks: str
    span: str
    choices: tuple[PeriodChoice, ...]
    visit: VisitRow
    asks_whether_useful: bool
    waiting_text: str
    backup_text: str
    morning: MorningCard
    week_text: str
    is_first_day: bool
    figures: FiguresMarkup | None
    points: PointsSection | None
    points_drawn: PointsMarkup | None

    @property
    def texts(self) -> Mapping[str, str]:
        """What the fields of its cards show, by their names."""
        if self.points_drawn:
            return self.points_drawn.texts
        return self.points.texts if self.points else {}


def dashboard_page(
    facts: DashboardFacts, typed: Collection[str] = (), notice: Notice | None = None
) -> DashboardPage:
    """The page; ``typed`` names the fields with texts that are not stored, ``notice`` is what
    became of a touch.
    """
    period, figures, points, points_drawn = facts.points.period, None, None, None
    is_touched = bool(typed) or notice is not None
    if not period.is_empty:
        figures = figures_markup(period, facts.medicines, facts.device)
    if period.is_empty or is_touched:
        points = touched_points(facts.points, typed, notice)
    else:
        points_drawn = points_markup(facts.points)
    return DashboardPage(
        weeks=period.weeks,
        span=_span(period),
        choices=period_choices(),
        visit=visit_row(facts.visit_on, facts.today, facts.statement),
        asks_whether_useful=facts.asks_whether_useful,
        waiting_text=waiting_text(facts.sightings),
        backup_text=_backup_text(facts),
        morning=morning_card(facts.last_night, period.zone),
        week_text=week_recorded(week_of_period(period, facts.last_night.night)),
        is_first_day=period.is_empty and period.begins,
        figures=figures,
        points=points,
        points_drawn=points_drawn,
    )


def touched_points(
    facts: PointFacts, typed: Collection[str], notice: Notice | None
) -> PointsSection:
    """The section of the cards after a touch: the whole answer to one that htmx sent."""
    return with_typed(points_section(facts), typed, notice)


def _backup_text(facts: DashboardFacts) -> str:
    if facts.backups is None:
        return ""
    return lack_of_backups_text(facts.backups.made_at, facts.points.period.zone)


def _span(period: Period) -> str:
    """The nights that the page is about, and that the diary is no older where it could be."""
    return period_text(period.first, period.last, begins=period.begins)
