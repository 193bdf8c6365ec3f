"""What the person answered of the things that doctors ask about, and what they did not."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from journal.report import Report
from journal.report.model import ChecklistItem
from journal.wording.dates import day
from journal.wording.report.report_text import ChecklistText, Fact

# More that were not answered are counted on page one, and named behind it.
MOST_UNANSWERED_NAMED = 3


def answers(report: Report) -> ChecklistText:
    """The other things that doctors ask about, what a person can do first."""
    items = report.asked
    none: dict[str, list[str]] = {}
    for item in items:
        if item.answer == "no" and item.answered_on:
            none.setdefault(
                _("None reported on %(day)s") % {"day": day(item.answered_on)}, []
            ).append(_(item.label))
    reported = [item for answer in ("yes", "not_sure") for item in items if item.answer == answer]
    unanswered = [_(item.label) for item in items if not item.answer]
    return ChecklistText(
        title=_("What the person answered"),
        reported=[_reported(item) for item in reported],
        none=[Fact(label, "; ".join(names)) for label, names in none.items()],
        open=_unanswered(unanswered, items),
        open_names=unanswered if len(unanswered) > MOST_UNANSWERED_NAMED else [],
    )


def _unanswered(names: Sequence[str], items: Sequence[ChecklistItem]) -> str:
    """One line, however many they are; "" of none."""
    if not names:
        return ""
    text = "; ".join(names)
    if len(names) == len(items):
        text = _("all %d things that doctors ask about") % len(items)
    elif len(names) > MOST_UNANSWERED_NAMED:
        values = {"number": len(names), "all": len(items)}
        text = _("%(number)d of %(all)d things that doctors ask about") % values
    return _("Not answered: %s.") % text


def _reported(item: ChecklistItem) -> Fact:
    answer = _("yes") if item.answer == "yes" else _("not sure")
    return Fact(
        _(item.label),
        _("%(answer)s, since %(since)s") % {"answer": answer, "since": item.since}
        if item.since
        else answer,
    )
