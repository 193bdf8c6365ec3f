"""One's own frozen reports: all in a list, one as a page and as a PDF, and deleting them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.forms.opened_about import opened_by_form
from journal.identity.security_log import note
from journal.models import FrozenReport
from journal.models.security_event import Happening
from journal.pages.context import person_of, preferences_of
from journal.pages.frozen_reports import FrozenPage, frozen_reports_page
from journal.pages.notices import say
from journal.paper.frozen_page import frozen_article
from journal.paper.pdf_data import PAPERS
from journal.paper.pdf_response import frozen_pdf_response, says_if_no_pdf
from journal.reading.frozen_reports import frozen_reports_of, links_open
from journal.sharing.delete_reports import STILL, delete_several, delete_with_files, keys_in
from journal.sharing.link_code import posted_link
from journal.sharing.visitor_guard import says_if_damaged


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def frozen_reports(request: HttpRequest) -> HttpResponse:
    """All that the person froze, with a link or without; a POST deletes those that are named.

    ``?still=`` names those that show what was just deleted for good.
    """
    person, as_of = person_of(request), timezone.now()
    if request.method == "POST":
        keys = keys_in("-".join(request.POST.getlist("report")))
        number, text = delete_several(person, keys, as_of)
        if number:
            note(request, person, Happening.REPORT_DELETED, number=number)
        say(request, text)
        return redirect("frozen_reports")
    reports = frozen_reports_of(person, as_of=as_of)
    still_showing = keys_in(request.GET.get(STILL, ""))
    page = frozen_reports_page(reports, preferences_of(request).zone, still_showing=still_showing)
    return render(request, "journal/frozen_reports.html", {"page": page})


@never_cache
@login_required
@require_safe
@says_if_damaged
def frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """A report of one's own as it was frozen."""
    report = _mine(request, pk)
    page = FrozenPage(
        pk=pk,
        article=frozen_article(report, request.GET.get("page")).article,
        sha256=report.sha256,
        links_open=links_open(report, timezone.now()),
    )
    return render(request, "journal/frozen.html", {"page": page})


@login_required
@require_POST
def delete_frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a frozen report of one's own with its links; also one that is damaged."""
    report = FrozenReport.objects.of(person_of(request)).filter(pk=pk).first()
    if report is None:
        return report_no_longer_there(request, "frozen_reports")
    say(request, delete_with_files(report, timezone.now()))
    note(request, person_of(request), Happening.REPORT_DELETED)
    return redirect("frozen_reports")


def report_no_longer_there(request: HttpRequest, page: str) -> HttpResponse:
    """Say that the report went since the page was opened, or by a first touch; 404 for whoever had
    no page.
    """
    if opened_by_form(request) is None:
        raise Http404
    say(request, _("This report was deleted before, with its links. Nothing was changed."))
    return redirect(page)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@says_if_damaged
@says_if_no_pdf
def frozen_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Its PDF; a POST with a link's token puts the link and its code at the foot of page one."""
    report = _mine(request, pk)
    paper = request.GET.get("paper", "a4")
    if paper not in PAPERS:
        raise Http404(_("There is no such paper."))
    posted = request.method == "POST"
    link = posted_link(request, report, as_of=timezone.now()) if posted else None
    if posted and link is None:
        say(request, _("This link does not open the report, or no longer. Make another."))
        return redirect("share")
    return frozen_pdf_response(request, report, paper=paper, link=link)


def _mine(request: HttpRequest, pk: int) -> FrozenReport:
    """Raises Http404 if the person has no such report; its text is read when it is asked for."""
    mine = FrozenReport.objects.of(person_of(request)).defer("content")
    return get_object_or_404(mine, pk=pk)
