"""The report as a web page: the same words as in the PDF, the full list a part at a time."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator

from journal.paper.sheet import charts_of, sheet_of
from journal.paper.sheet.telling import columns
from journal.parsing import address_number
from journal.report import Report

A_PAGE = 200


def page_of(report: Report, number: str | None) -> dict[str, Any]:
    """What the template shows; ``number`` is the page of the full list, the first if there is no such page."""
    pages = Paginator(range(len(report.lines)), A_PAGE)
    page = pages.get_page(address_number(number or "") or 1)
    part = slice(page.start_index() - 1, page.end_index()) if report.lines else slice(0)
    return {
        "report": report,
        "sheet": sheet_of(report, part),
        "charts": charts_of(report),
        "list_page": page,
        "columns": columns(),
        "is_empty": not report.lines and not report.nights.quiet,
    }
