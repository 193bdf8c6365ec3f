"""For the doctor: the report as a page, as a PDF and as FHIR, of the diary as it is now."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from journal.actions.report_limits import NoRoomError
from journal.forms.opened_about import Opened
from journal.identity.security_log import not_withheld, note
from journal.models.security_event import Happening
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.pages.report import report_page
from journal.paper.pdf_data import PAPERS
from journal.paper.pdf_response import pdf_response, says_if_no_pdf
from journal.report import fhir
from journal.sharing.freeze_for_visit import freeze_for_visit
from journal.sharing.quota_text import quota_text
from journal.views.report_asked import period_asked, report_asked


@login_required
@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """The page; ``?period=`` says which nights."""
    as_of, period = timezone.now(), period_asked(request)
    page = report_page(report_asked(request, as_of), request.GET.get("page"), period=period)
    about = {"period": period, "at": as_of.isoformat(), "zone": preferences_of(request).time_zone}
    opened = Opened.by(person_of(request), about)
    return render(request, "journal/report.html", {"page": page, "opened": opened})


@never_cache
@login_required
@require_safe
@says_if_no_pdf
def report_pdf(request: HttpRequest) -> HttpResponse:
    """The PDF; ``?paper=`` is a4 or letter."""
    paper = request.GET.get("paper", "a4")
    if paper not in PAPERS:
        raise Http404(_("There is no such paper."))
    return pdf_response(request, report_asked(request, timezone.now()), paper=paper)


@never_cache
@login_required
@require_safe
def report_fhir(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a FHIR R4 document, to be sent into a record: every entry of its nights leaves as
    data.
    """
    document = fhir.document_text(report_asked(request, timezone.now()))
    if request.method == "GET":
        with not_withheld():
            note(request, person_of(request), Happening.EXPORTED)
    answer = StreamingHttpResponse(document, content_type="application/fhir+json")
    answer["Content-Disposition"] = 'attachment; filename="twitch-diary.fhir.json"'
    return answer


@login_required
@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    """Keep the report of the nights that its page showed, for the appointment that is being
    prepared, if any.
    """
    person, as_of = person_of(request), timezone.now()
    try:
        frozen = freeze_for_visit(person, report_asked(request, as_of), as_of=as_of)
    except NoRoomError as full:
        say(request, quota_text(full))
        return redirect(f"{reverse('report')}?period={period_asked(request)}")
    if frozen.made_at == as_of:  # and was not frozen by a first touch
        note(request, person, Happening.REPORT_FROZEN)
    say(request, _("Frozen. It stays as it is, whatever you add to the diary."))
    return redirect("frozen", frozen.pk)
