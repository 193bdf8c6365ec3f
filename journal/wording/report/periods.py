"""The periods that a report can be of, by name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from journal.report.periods import REPORT_WEEKS, SINCE_VISIT


def report_period_choices() -> list[tuple[str, str]]:
    """The periods on offer: what a form sends, and its name."""
    weeks = [(key, _("%d weeks") % number) for key, number in REPORT_WEEKS.items() if number]
    return [(SINCE_VISIT, _("Since the last appointment")), *weeks, ("all", _("Everything"))]
