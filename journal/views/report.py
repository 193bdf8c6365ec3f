"""For the doctor: the report as a page, as a PDF and as FHIR, of the diary as it is now."""

from __future__ import annotations

from copy import copy
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from journal.forms.opened import Opened, opened_by_form
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.paper.handing import SINCE_VISIT, USUAL, WEEKS, choices, read_diary
from journal.paper.press import PAPERS, pdf_answer
from journal.paper.sheet.page import page_of
from journal.report import Report, build, fhir
from journal.sharing.owner import freeze_for_visit


@login_required
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The page; ``?period=`` says which nights."""
    as_of, period = timezone.now(), _period(request)
    page = page_of(_report(request, as_of), request.GET.get("page"))
    about = {"period": period, "at": as_of.isoformat(), "zone": preferences_of(request).time_zone}
    page |= {"period": period, "choices": choices(), "keep": f"period={period}&"}
    page["opened"] = Opened.by(person_of(request), about)
    return render(request, "journal/report.html", page)


@never_cache
@login_required
@require_safe
def report_pdf(request: HttpRequest) -> HttpResponse:
    """The PDF; ``?paper=`` is a4 or letter."""
    paper = request.GET.get("paper", "a4")
    if paper not in PAPERS:
        raise Http404(_("There is no such paper."))
    return pdf_answer(_report(request, timezone.now()), paper=paper)


@never_cache
@login_required
@require_safe
def report_fhir(request: HttpRequest) -> HttpResponse:
    """The same as a FHIR R4 document, to be sent into a record."""
    answer = JsonResponse(fhir.bundle(_report(request, timezone.now())), content_type="application/fhir+json")
    answer["Content-Disposition"] = 'attachment; filename="twitch-diary.fhir.json"'
    return answer


@login_required
@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """Keep the report of the nights that its page showed, for the appointment that is being prepared, if any."""
    person, as_of = person_of(request), timezone.now()
    kept = freeze_for_visit(person, _report(request, as_of), as_of=as_of)
    say(request, _("Frozen. It stays as it is, whatever you add to the diary."))
    return redirect("frozen", kept.pk)


def _period(request: HttpRequest) -> str:
    period = request.POST.get("period") or request.GET.get("period", USUAL)
    if period != SINCE_VISIT and period not in WEEKS:
        raise Http404(_("There is no such period."))
    return period


def _report(request: HttpRequest, as_of: datetime) -> Report:
    """The report as it is made now, of the nights that were the latest when the page was opened, in its zone."""
    preferences, opened = copy(preferences_of(request)), opened_by_form(request)
    about = opened.about if opened and "at" in opened.about else {"at": as_of.isoformat(), "zone": ""}
    preferences.time_zone = about["zone"] or preferences.time_zone
    shown_at = datetime.fromisoformat(about["at"])
    diary = read_diary(person_of(request), preferences, _period(request), as_of=shown_at)
    return build(diary, as_of=as_of)
