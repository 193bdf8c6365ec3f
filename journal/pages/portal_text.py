"""The report as ten lines of plain text, to be copied."""

from __future__ import annotations

from dataclasses import dataclass

from journal.report import Report
from journal.wording.report import portal_text
from journal.wording.report.periods import report_period_choices


@dataclass(frozen=True, slots=True)
class PortalTextPage:
    """The text and how many letters it has; ``period`` is that of the address, of ``periods``."""

    text: str
    letters: int
    lines: int
    period: str
    periods: list[tuple[str, str]]


def portal_text_page(report: Report, period: str) -> PortalTextPage:
    """The page of a report of that period."""
    text = portal_text.portal_text(report)
    lines = len(text.splitlines())
    return PortalTextPage(text, len(text), lines, period, report_period_choices())
