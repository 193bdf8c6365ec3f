"""A frozen report for whoever has a link to it, without an account."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from journal.forms.share import PassphraseForm
from journal.identity.security_log import note
from journal.models import ShareLink
from journal.models.security_event import Happening
from journal.models.share_link import ShareOpening
from journal.pages.share import SharedPage
from journal.paper.frozen_page import frozen_article
from journal.paper.pdf_data import PAPERS
from journal.paper.pdf_response import frozen_pdf_response, says_if_no_pdf
from journal.reading.share_links import is_right_passphrase
from journal.sharing.passphrase_tries import give_back, take_try
from journal.sharing.visitor_cookies import is_open, know_again, let_in
from journal.sharing.visitor_guard import note_visit, shared_page
from journal.wording.share_links import link_end_text


@shared_page
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """The frozen report without an account; a POST gives the passphrase."""
    as_of = timezone.now()
    # Answered where passphrases are hashed, which is no place for a long report.
    if request.method == "POST":
        return _try_passphrase(request, link) if link.passphrase else redirect(request.path)
    if not is_open(request, link):
        return render(request, "journal/shared_passphrase.html", {"form": PassphraseForm()})
    report = frozen_article(link.frozen, request.GET.get("page"))
    note_visit(request, link, ShareOpening.What.PAGE, as_of)
    until = link_end_text(link.ends_at, report.time_zone)
    page = SharedPage(report.article, until, link.frozen.sha256)
    return render(request, "journal/shared.html", {"page": page})


def _try_passphrase(request: HttpRequest, link: ShareLink) -> HttpResponse:
    as_of, form = timezone.now(), PassphraseForm(request.POST)
    trier = take_try(request, link, as_of)
    if form.is_valid() and not is_right_passphrase(link, form.cleaned_data["passphrase"]):
        note(request, link.owner, Happening.LINK_WRONG)
        form.add_error("passphrase", _("This is not the passphrase."))
    if not form.is_valid():
        return render(request, "journal/shared_passphrase.html", {"form": form}, status=422)
    give_back(link, trier, as_of)
    answer = redirect(request.path)
    let_in(answer, request, link)
    know_again(answer, request, link, as_of)
    return answer


@shared_page
@require_safe
@says_if_no_pdf
def shared_pdf(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """The PDF of the same report; without the passphrase it is not there."""
    paper = request.GET.get("paper", "a4")
    if paper not in PAPERS or not is_open(request, link):
        raise Http404(_("There is nothing here."))
    answer = frozen_pdf_response(request, link.frozen, paper=paper)
    note_visit(request, link, ShareOpening.What.PDF, timezone.now())
    return answer
