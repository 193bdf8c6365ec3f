"""The page of a frozen report, rendered once and kept as a file."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from journal.models import FrozenReport
from journal.pages.report import ReportPage, report_page
from journal.paper.frozen_files import kept_part, make_once
from journal.parsing import address_number
from journal.reading.frozen_reports import load_report
from journal.report import Report
from twitchlog.lanes import move_to

# Letters of a frozen report's text, some 2,500 entries: reading a longer one is nothing for a light
# worker.
LONG_REPORT = 600_000


@dataclass(frozen=True, slots=True)
class FrozenArticle:
    """A frozen report as markup, and the time zone of its diary."""

    article: SafeString
    time_zone: str


def frozen_article(frozen: FrozenReport, number: str | None) -> FrozenArticle:
    """The report, rendered at the first demand.

    ``number`` is the page of the full list, the first if there is no such page. Raises
    :class:`journal.reading.frozen_reports.DamagedError`.
    """
    content = kept_part(frozen, f"{address_number(number or '') or 1}.page")
    if content is None:
        if (frozen.size or len(frozen.content)) > LONG_REPORT:
            move_to("long")
        report = load_report(frozen)
        page = report_page(report, number)
        part = f"{page.list_page.number}.page"
        content = make_once(frozen, part, lambda: _rendered(report, page))
    fields = json.loads(content)
    # Rendered by our own template below, in a folder that nobody else can write.
    return FrozenArticle(mark_safe(fields["article"]), fields["time_zone"])  # noqa: S308


def _rendered(report: Report, page: ReportPage) -> bytes:
    article = render_to_string("journal/_report.html", {"page": page})
    return json.dumps({"article": article, "time_zone": report.header.time_zone}).encode()
