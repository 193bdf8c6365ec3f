"""Medicines, as the person wrote them down."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.report import Report
from journal.wording.report.background import row_text
from journal.wording.report.report_text import Fact, RowsText


def medicines(report: Report) -> RowsText:
    """What is taken and was tried; no claim of what it did."""
    written = report.concern.medicines
    return RowsText(
        title=_("Medicines"),
        rows=[row_text(row) for row in report.medicines],
        words=[Fact("", written)] if written else [],
        empty=_("Medicines: not written down."),
    )
