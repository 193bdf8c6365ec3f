"""How it began: what was there in the weeks before, and what changed lately."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.report import Report
from journal.wording.report.background import row_text
from journal.wording.report.report_text import Fact, RowsText


def beginnings(report: Report) -> RowsText:
    """What the person remembers, which is no cause."""
    concern = report.concern
    facts = (Fact("", concern.how_it_began), Fact(_("Changed lately"), concern.changes))
    return RowsText(
        title=_("How it began"),
        rows=[row_text(row) for row in report.beginnings],
        words=[fact for fact in facts if fact.text],
        empty=_("How it began: not written down."),
        remark=_("That it came before does not make it a cause.") if report.beginnings else "",
    )
