"""The report as a web page: the same words as in the PDF, the full list a part at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from journal.pages.charts import ChartPanel
from journal.pages.report_charts import charts_of
from journal.parsing import address_number
from journal.report import Report
from journal.wording.report.full_list import number_listed
from journal.wording.report.periods import report_period_choices
from journal.wording.report.report_labels import columns
from journal.wording.report.report_text import ReportText
from journal.wording.report.text import report_text

LISTED_A_PAGE = 200


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report on a page.

    ``list_page`` is the part of the full list that stands here, under the head ``columns``.
    ``pdf_has_all``: the PDF lists every entry. ``is_empty``: nothing was written down in the
    period. ``period`` is what the address asks for, "" of a frozen report, and ``periods`` all that
    it may ask for, with their names.
    """

    text: ReportText
    charts: tuple[ChartPanel, ...]
    list_page: Page[int]
    columns: Sequence[str]
    pdf_has_all: bool
    is_empty: bool
    period: str = ""
    periods: Sequence[tuple[str, str]] = ()

    @property
    def onward(self) -> str:
        """What a link to another part of the full list carries on."""
        return f"period={self.period}&" if self.period else ""


def report_page(report: Report, number: str | None, *, period: str = "") -> ReportPage:
    """The report with the page ``number`` of the full list, the first if there is no such page."""
    pages = Paginator(range(len(report.lines)), LISTED_A_PAGE)
    page = pages.get_page(address_number(number or "") or 1)
    part = slice(page.start_index() - 1, page.end_index()) if report.lines else slice(0)
    return ReportPage(
        text=report_text(report, part),
        charts=tuple(charts_of(report)),
        list_page=page,
        columns=columns(),
        pdf_has_all=number_listed(report) == len(report.lines),
        is_empty=not report.lines and not report.nights.quiet,
        period=period,
        periods=report_period_choices() if period else (),
    )
