"""A whole report in the reader’s language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from journal.criteria import AUTHOR, JOURNALIST
from journal.report import Report
from journal.time_zones import stored_zone
from journal.wording.appointment import birth_year_state, handedness_state
from journal.wording.dates import dated_night, day, instant_in
from journal.wording.report import (
    day_factors,
    device_nights,
    figures,
    full_list,
    history,
    intervals,
    matches,
    night_sleep,
    recording_quality,
    summed_places,
)
from journal.wording.report.beginnings import beginnings
from journal.wording.report.glance import glance
from journal.wording.report.last_visit import earlier_visits, last_visit
from journal.wording.report.medicines import medicines
from journal.wording.report.particulars import particulars
from journal.wording.report.report_labels import METHODS, report_labels
from journal.wording.report.report_text import ReportText, VisitText
from journal.wording.report.tests_done import tests_done
from journal.wording.report.videos import videos

WHOLE = slice(None)


def report_text(report: Report, part: slice = WHOLE) -> ReportText:
    """The report in the reader's language, with all of the full list or a part of it."""
    return ReportText(
        language=get_language() or "en",
        title=_("Twitch diary"),
        name=report.header.name,
        born=_born(report),
        visit=_visit(report),
        period=_period(report),
        made_on=_made(report),
        last_visit=last_visit(report),
        glance=glance(report),
        worry=list(report.concern.worry),
        questions=list(report.concern.questions),
        videos=videos(report.concern),
        sentence=matches.sentence(report),
        matches=matches.matches(report),
        reassurance=matches.reassurance(report),
        matches_text=matches.says(report),
        medicines=medicines(report),
        tests=tests_done(report),
        beginnings=beginnings(report),
        answers=history.answers(report),
        quality=recording_quality.quality(report),
        foot=_foot(report),
        lines=full_list.lines(report, part),
        labels=report_labels(marked=report.matches_shown),
        **_figures(report),
        **_behind_page_one(report),
    )


def _figures(report: Report) -> dict[str, Any]:
    """What happens, in numbers and tables."""
    return {
        "amount": figures.amount(report),
        "figures": figures.figures(report),
        "particulars": particulars(report),
        "movements": figures.movements(report),
        "places": summed_places.places(report),
        "phases": figures.phases(report),
        "trend": figures.trend(report),
    }


def _behind_page_one(report: Report) -> dict[str, Any]:
    """What nobody with thirty seconds asks for."""
    return {
        "earlier_visits": earlier_visits(report),
        "sleep": figures.sleep(report),
        "sleep_nights": night_sleep.night_rows(report),
        "sleep_notes": night_sleep.night_notes(report),
        "device": device_nights.device_text(report),
        "context": day_factors.context(report),
        "factors": day_factors.factors(report),
        "intervals": intervals.intervals(report),
        "methods": [*(_(text) for text in METHODS), *night_sleep.methods(report)],
    }


def _born(report: Report) -> str:
    """As in "born 1988, left-handed"; "" where the person did not say."""
    header = report.header
    texts = (birth_year_state(header.birth_year), handedness_state(header.handedness))
    return ", ".join(filter(None, texts))


def _made(report: Report) -> str:
    zone = report.header.time_zone
    return _("made on %(at)s (%(zone)s)") % {
        "at": instant_in(report.header.made_at, stored_zone(zone)),
        "zone": zone,
    }


def _visit(report: Report) -> VisitText | None:
    """The words before and after the name, which is set apart: it may run in another direction than
    they do.
    """
    header = report.header
    if header.visit_on is None:
        return None
    if not header.with_whom:
        return VisitText(_("For the appointment on %s") % day(header.visit_on), "", "")
    before, name, after = (
        _("For {whom}, {day}").replace("{day}", day(header.visit_on)).partition("{whom}")
    )
    return VisitText(before, header.with_whom if name else "", after)


def _period(report: Report) -> str:
    header = report.header
    values = {
        "night": dated_night(header.first),
        "first": day(header.first),
        "last": day(header.last),
        "nights": report.nights.total,
    }
    if not report.nights.total:
        return _("Nothing is written down yet")
    text = (
        _("The night %(night)s")
        if header.first == header.last
        else _("%(nights)d nights, %(first)s to %(last)s")
    )
    return (
        (_("%(period)s (the diary begins here)") % {"period": text % values})
        if header.begins
        else text % values
    )


def _foot(report: Report) -> list[str]:
    values = {"version": report.rules_version, "author": AUTHOR, "journalist": JOURNALIST}
    source = _(
        "The three sentences are from an article by %(journalist)s quoting %(author)s. The reading "
        "of them (rules, version %(version)s) is Twitchlog’s own; no clinician has reviewed it."
    )
    own_diary = _(
        "This is the person’s own diary and not a medical finding. It does not diagnose, detect, "
        "monitor, predict or treat any condition."
    )
    return [source % values, own_diary] if report.matches_shown else [own_diary]
