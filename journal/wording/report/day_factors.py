"""Nights after days with something beside nights after days without it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.report import Report
from journal.report.model_figures import FactorComparison
from journal.wording.proportions import points_alone
from journal.wording.report.report_text import TableText


def context(report: Report) -> list[str]:
    """What was compared, how often, and what that means for reading it."""
    if not report.factors:
        return [
            _("Caffeine, alcohol, exercise, short nights, stress, medicine changes: not recorded.")
        ]
    number = report.comparisons
    text = ngettext(
        "%d comparison of nights was made in this report.",
        "%d comparisons of nights were made in this report.",
        number,
    )
    if not number:
        return [text % number]
    return [
        text % number,
        _("Of twenty comparisons about one shows a difference by chance alone."),
        _("Differences are in percentage points, with their 95 % interval."),
    ]


def factors(report: Report) -> TableText:
    """A row a factor: nights with entries with it and without it."""
    head = [_("The day before"), _("With it"), _("Without it"), _("Difference (95 %)")]
    rows = [
        [
            _(factor.label),
            _share(factor.with_it.part, factor.with_it.of),
            _share(factor.without.part, factor.without.of),
            _difference(factor),
        ]
        for factor in report.factors
    ]
    return TableText(_("Nights with entries, by what was said of the day"), head, rows)


def _share(part: int, of: int) -> str:
    return _("%(part)d of %(of)d") % {"part": part, "of": of}


def _difference(factor: FactorComparison) -> str:
    return points_alone(factor.difference) or _("too few nights to say")
