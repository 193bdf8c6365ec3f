"""Tests that were done, and what came of them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.report import Report
from journal.wording.report.background import row_text
from journal.wording.report.report_text import RowsText


def tests_done(report: Report) -> RowsText:
    """One row a test, its result in the words of whoever told it."""
    return RowsText(
        title=_("Tests and results"),
        rows=[row_text(row) for row in report.tests],
        words=[],
        empty=_("Tests and results: not written down."),
    )
