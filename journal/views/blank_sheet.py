"""A sheet for two weeks, to fill in by hand."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from journal.forms.blank_sheet import BlankSheetForm
from journal.nights import night_of
from journal.pages.context import preferences_of
from journal.paper.blank_sheet import render_blank_sheet
from journal.paper.pdf_data import PAPERS
from journal.paper.pdf_response import says_if_no_pdf, shown_pdf


@login_required
@require_safe
def blank_sheet(request: HttpRequest) -> HttpResponse:
    """What the sheet is for, and from which night on."""
    tonight = _tonight(request)
    form = BlankSheetForm(initial={"first": tonight}, today=tonight)
    return render(request, "journal/blank_sheet.html", {"form": form})


@never_cache
@login_required
@require_safe
@says_if_no_pdf
def blank_sheet_pdf(request: HttpRequest) -> HttpResponse:
    """The PDF: ``?paper=`` is a4 or letter, ``?first=`` the first night, if any."""
    paper, form = (
        request.GET.get("paper", "a4"),
        BlankSheetForm(request.GET, today=_tonight(request)),
    )
    if paper not in PAPERS:
        raise Http404(_("There is no such paper."))
    if not form.is_valid():
        return render(request, "journal/blank_sheet.html", {"form": form}, status=422)
    pdf = render_blank_sheet(form.cleaned_data["first"], paper=paper, as_of=timezone.now())
    return shown_pdf(request, pdf, "twitch-sheet.pdf")


def _tonight(request: HttpRequest) -> date:
    return night_of(timezone.now(), preferences_of(request).zone)
