"""What was said at the last visit, by whom and when: it stands above newer figures."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.report import Report
from journal.wording.background import statement_head
from journal.wording.report.report_text import Fact


def last_visit(report: Report) -> list[Fact]:
    """Who said it and when, with their words as the person wrote them down; [] of no visit."""
    if not report.statements:
        return []
    latest = report.statements[0]
    facts = [Fact(_("Said at a visit (%s)") % statement_head(latest), latest.words)]
    if latest.by_whom:
        facts.append(Fact(_("Who said it"), latest.by_whom))
    return facts
