"""The intervals of the figures on page one, for whoever wants to check them: they lie behind it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.report import Report
from journal.wording.proportions import median_range, points, share_range
from journal.wording.report.report_text import Fact


def intervals(report: Report) -> list[Fact]:
    """One a figure that has one."""
    nights, entries = report.nights.share, report.happens.a_night
    facts = (
        Fact(_("Nights with entries"), share_range(nights) if nights.interval else ""),
        Fact(_("Entries a recorded night"), median_range(entries) if entries else ""),
        Fact(_("The later half of the period less the earlier"), points(report.trend.change)),
    )
    return [fact for fact in facts if fact.text]
