"""Links for a clinician: made, listed and taken back by the owner; opened by whoever has one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from journal.forms.carrying import back, opened_with
from journal.forms.fields import remarks
from journal.forms.opened import opened_by_form
from journal.forms.share import PassphraseForm, ShareForm
from journal.models import FrozenReport, ShareLink
from journal.models.frozen import ShareOpening
from journal.models.sharing import opens, thawed
from journal.pages.appointments import ahead
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.paper.press import PAPERS, pdf_answer
from journal.paper.sheet.page import page_of
from journal.sharing.frozen import delete_frozen_report, frozen_list, links_open
from journal.sharing.owner import links_page, made_link, qr_of, until
from journal.sharing.visitor import (
    is_open,
    note_visit,
    remember,
    says_if_damaged,
    shared_page,
    spend_passphrase,
)
from twitchlog.drafts import end_draft


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """GET lists the links; POST freezes the report, makes a link to it and shows its address, this one time."""
    person, preferences, as_of = person_of(request), preferences_of(request), timezone.now()
    today = as_of.astimezone(preferences.zone).date()
    visit = ahead(person, today)
    form = ShareForm(
        request.POST if request.method == "POST" else None, today=today, visit_on=visit.on_date if visit else None
    )
    page: dict[str, Any] = {"form": form}
    if form.is_valid():
        page |= made_link(request, person, preferences, form.cleaned_data, as_of=as_of) | {"remarks": remarks(form)}
        end_draft(request)
    page |= links_page(request, person, preferences.zone, visit, as_of)
    page["opened"] = opened_with(request, person, form)
    status = 422 if request.method == "POST" and not form.is_valid() else 200
    return render(request, "journal/share.html", page, status=status)


@login_required
@require_POST
def share_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link back; it stays in the list with its openings."""
    link = ShareLink.objects.of(person_of(request)).filter(pk=pk).first()
    if link is None:
        return _no_longer_there(request, "share")
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
    say(request, _("The link no longer works."))
    return back(request, "share")


@login_required
@require_safe
def frozen_reports(request: HttpRequest) -> HttpResponse:
    """All that the person froze, with a link or without."""
    page = frozen_list(person_of(request), preferences_of(request).zone, timezone.now())
    return render(request, "journal/frozen_reports.html", page)


@never_cache
@login_required
@require_safe
@says_if_damaged
def frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """A report of one's own as it was frozen."""
    kept = get_object_or_404(FrozenReport.objects.of(person_of(request)), pk=pk)
    page = page_of(thawed(kept), request.GET.get("page"))
    page |= {"frozen": kept, "links_open": links_open(kept, timezone.now())}
    return render(request, "journal/frozen.html", page)


@login_required
@require_POST
def delete_frozen(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a frozen report of one's own with its links; also one that is damaged."""
    report = FrozenReport.objects.of(person_of(request)).filter(pk=pk).first()
    if report is None:
        return _no_longer_there(request, "frozen_reports")
    say(request, delete_frozen_report(report, timezone.now()))
    return redirect("frozen_reports")


def _no_longer_there(request: HttpRequest, page: str) -> HttpResponse:
    """Say that the report went since the page was opened, or by a first touch; 404 for whoever had no page."""
    if opened_by_form(request) is None:
        raise Http404
    say(request, _("This report was deleted before, with its links. Nothing was changed."))
    return redirect(page)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@says_if_damaged
def frozen_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Its PDF; a POST with a link's token puts the link and its code at the foot of page one."""
    kept = get_object_or_404(FrozenReport.objects.of(person_of(request)), pk=pk)
    paper = request.GET.get("paper", "a4")
    if paper not in PAPERS:
        raise Http404(_("There is no such paper."))
    link = qr_of(request, kept, as_of=timezone.now()) if request.method == "POST" else None
    if request.method == "POST" and link is None:
        say(request, _("This link does not open the report, or no longer. Make another."))
        return redirect("share")
    return pdf_answer(thawed(kept), paper=paper, link=link, sha256=kept.sha256)


@require_http_methods(["GET", "HEAD", "POST"])
@shared_page
def shared(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """The frozen report without an account; a POST gives the passphrase."""
    as_of = timezone.now()
    if request.method == "POST" and link.passphrase:
        return _let_in(request, link)
    if not is_open(request, link):
        return render(request, "journal/shared_passphrase.html", {"form": PassphraseForm()})
    note_visit(request, link, ShareOpening.What.PAGE, as_of)
    report = thawed(link.frozen)
    page = page_of(report, request.GET.get("page")) | {"link": link, "until": until(link, report)}
    return render(request, "journal/shared.html", page)


def _let_in(request: HttpRequest, link: ShareLink) -> HttpResponse:
    spend_passphrase(link, timezone.now())
    form = PassphraseForm(request.POST)
    if form.is_valid() and not opens(link, form.cleaned_data["passphrase"]):
        form.add_error("passphrase", _("This is not the passphrase."))
    if not form.is_valid():
        return render(request, "journal/shared_passphrase.html", {"form": form}, status=422)
    answer = redirect(request.path)
    remember(answer, request, link)
    return answer


@require_safe
@shared_page
def shared_pdf(request: HttpRequest, link: ShareLink) -> HttpResponse:
    """The PDF of the same report; without the passphrase it is not there."""
    paper = request.GET.get("paper", "a4")
    if paper not in PAPERS or not is_open(request, link):
        raise Http404(_("There is nothing here."))
    note_visit(request, link, ShareOpening.What.PDF, timezone.now())
    return pdf_answer(thawed(link.frozen), paper=paper, sha256=link.frozen.sha256)
