"""What a doctor with thirty seconds reads: since when, where, how often, woken, function lost."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from journal.report import Report
from journal.report.model import ChecklistItem
from journal.wording.dates import day
from journal.wording.proportions import of_recorded
from journal.wording.report.report_text import Fact
from journal.wording.report.summed_places import where_most


def glance(report: Report) -> list[list[Fact]]:
    """Two lines; each fact says so where it was not told."""
    return [
        [_since(report), _where(report), _how_often(report)],
        [_woken(report), _function(report)],
    ]


def _since(report: Report) -> Fact:
    return Fact(_("Since when"), report.concern.since_when or _("not answered"))


def _where(report: Report) -> Fact:
    return Fact(_("Where most (entries)"), where_most(report) or _("not recorded"))


def _how_often(report: Report) -> Fact:
    nights = report.nights.share
    text = _("on %s") % of_recorded(nights) if nights.of else _("no night was recorded")
    return Fact(_("How often"), text)


def _woken(report: Report) -> Fact:
    """Nights, and of how many entries it was told: no answer is no "no"."""
    answered = sum(line.woke is not None for line in report.lines)
    if not answered:
        return Fact(_("Woken from sleep"), _("not answered"))
    text = _("on %s") % of_recorded(report.sleep.woke_nights)
    if answered < len(report.lines):
        entries = len(report.lines)
        values = {"nights": text, "open": entries - answered, "entries": entries}
        text = _("%(nights)s (not answered for %(open)d of %(entries)d entries)") % values
    return Fact(_("Woken from sleep"), text)


def _function(report: Report) -> Fact:
    items = [item for item in report.asked if item.function]
    told = [_lost(items), _not_sure(items), _kept(items), _unanswered(items)]
    text = "; ".join(text for text in told if text) or _("not answered")
    return Fact(_("Lost function"), text)


def _lost(items: Sequence[ChecklistItem]) -> str:
    labels = _labels(items, "yes")
    return _("yes: %s") % labels if labels else ""


def _not_sure(items: Sequence[ChecklistItem]) -> str:
    labels = _labels(items, "not_sure")
    return _("not sure: %s") % labels if labels else ""


def _kept(items: Sequence[ChecklistItem]) -> str:
    """How many questions were answered with no, and when."""
    kept = [item for item in items if item.answer == "no"]
    if not kept:
        return ""
    latest = max((item.answered_on for item in kept if item.answered_on), default=None)
    if len(kept) == len(items):
        text = _("no, to all %d questions") % len(kept)
    else:
        text = _("no to %(kept)d of %(all)d questions") % {"kept": len(kept), "all": len(items)}
    return f"{text} ({day(latest)})" if latest else text


def _unanswered(items: Sequence[ChecklistItem]) -> str:
    """How many of some that were answered; "" where none or all of them were."""
    number = sum(not item.answer for item in items)
    return _("%d not answered") % number if 0 < number < len(items) else ""


def _labels(items: Sequence[ChecklistItem], answer: str) -> str:
    return "; ".join(_(item.label) for item in items if item.answer == answer)
