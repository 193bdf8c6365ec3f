"""Which report an address or a form asks for: its period, and the nights that its page showed."""

from __future__ import annotations

from copy import copy
from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from journal.forms.opened_about import opened_by_form
from journal.pages.context import person_of, preferences_of
from journal.reading.report_input import read_report_input
from journal.report import Report, build
from journal.report.periods import REPORT_WEEKS, SINCE_VISIT, USUAL_REPORT_PERIOD


def period_asked(request: HttpRequest) -> str:
    """The period's key, of a form or an address. Raises Http404 for another."""
    period = request.POST.get("period") or request.GET.get("period", USUAL_REPORT_PERIOD)
    if period != SINCE_VISIT and period not in REPORT_WEEKS:
        raise Http404(_("There is no such period."))
    return period


def report_asked(request: HttpRequest, as_of: datetime) -> Report:
    """The report as it is made now, of the nights that were the latest when the page was opened, in
    its zone.
    """
    preferences, opened = copy(preferences_of(request)), opened_by_form(request)
    about = (
        opened.about if opened and "at" in opened.about else {"at": as_of.isoformat(), "zone": ""}
    )
    preferences.time_zone = about["zone"] or preferences.time_zone
    shown_at = datetime.fromisoformat(about["at"])
    diary = read_report_input(
        person_of(request), preferences, period_asked(request), as_of=shown_at
    )
    return build(diary, as_of=as_of)
