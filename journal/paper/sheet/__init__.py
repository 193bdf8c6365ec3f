"""A report in words: made once, laid out as a page and as a PDF, so that both say the same."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from journal.criteria import AUTHOR, JOURNALIST
from journal.entries import stored_zone
from journal.pages.dates import day
from journal.paper.sheet import context, counting, listing, matching, saying
from journal.paper.sheet.drawing import charts_of
from journal.paper.sheet.numbers import instant
from journal.paper.sheet.shape import Sheet, Visit
from journal.paper.sheet.telling import METHODS, words
from journal.report import Report

WHOLE = slice(None)

__all__ = ["Sheet", "charts_of", "sheet_of"]


def sheet_of(report: Report, part: slice = WHOLE) -> Sheet:
    """The report in the reader's language, with all of the full list or a part of it."""
    return Sheet(
        language=get_language() or "en",
        title=_("Twitch diary"),
        name=report.header.name,
        visit=_visit(report),
        period=_period(report),
        made=_made(report),
        worry=list(report.concern.worry),
        questions=list(report.concern.questions),
        told=saying.told(report.concern),
        function=saying.function(report),
        others=saying.others(report),
        amount=counting.amount(report),
        figures=counting.figures(report),
        movements=counting.movements(report),
        places=counting.places(report),
        phases=counting.phases(report),
        matches_say=matching.says(report),
        matches=matching.matches(report),
        trend=counting.trend(report),
        sleep=counting.sleep(report),
        context=context.context(report),
        factors=context.factors(report),
        kept=context.kept(report),
        foot=_foot(report),
        methods=[_(text) for text in METHODS],
        lines=listing.lines(report, part),
        words=words(marked=report.matches_shown),
    )


def _made(report: Report) -> str:
    zone = report.header.time_zone
    return _("made on %(at)s (%(zone)s)") % {"at": instant(report.header.made_at, stored_zone(zone)), "zone": zone}


def _visit(report: Report) -> Visit | None:
    """The words before and after the name, which is set apart: it may run in another direction than they do."""
    header = report.header
    if header.visit_on is None:
        return None
    if not header.with_whom:
        return Visit(_("For the appointment on %s") % day(header.visit_on), "", "")
    before, name, after = _("For {whom}, {day}").replace("{day}", day(header.visit_on)).partition("{whom}")
    return Visit(before, header.with_whom if name else "", after)


def _period(report: Report) -> str:
    header = report.header
    values = {"first": day(header.first), "last": day(header.last), "nights": report.nights.total}
    if not report.nights.total:
        return _("Nothing is written down yet")
    text = _("The night of %(first)s") if header.first == header.last else _("%(nights)d nights, %(first)s to %(last)s")
    return (_("%(period)s (the diary begins here)") % {"period": text % values}) if header.begins else text % values


def _foot(report: Report) -> list[str]:
    values = {"version": report.rules_version, "author": AUTHOR, "journalist": JOURNALIST}
    source = _(
        "The three sentences are from an article by %(journalist)s quoting %(author)s. The reading of them "
        "(rules, version %(version)s) is Twitchlog’s own; no clinician has reviewed it."
    )
    own_diary = _(
        "This is the person’s own diary and not a medical finding. It does not diagnose, detect, monitor, predict "
        "or treat any condition."
    )
    return [source % values, own_diary] if report.matches_shown else [own_diary]
