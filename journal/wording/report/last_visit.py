"""What was said at visits, by whom and when: what was said last stands above newer figures, all
else on a page behind.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.report import Report
from journal.wording.background import statement_head
from journal.wording.report.background import row_text
from journal.wording.report.report_text import Fact, RowsText


def last_visit(report: Report) -> list[Fact]:
    """Who said it and when, with their words as the person wrote them down; [] of no visit."""
    if not report.statements:
        return []
    latest = report.statements[0]
    facts = [Fact(_("Said at a visit (%s)") % statement_head(latest), latest.words)]
    if latest.by_whom:
        facts.append(Fact(_("Who said it"), latest.by_whom))
    return facts


def earlier_visits(report: Report) -> RowsText:
    """What was said at every visit but the last, the latest first."""
    return RowsText(
        title=_("Said at earlier visits"),
        rows=[row_text(row) for row in report.statements[1:]],
        words=[],
        empty="",
    )
