"""The report as a text to be pasted into a patient portal."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from journal.pages.portal_text import portal_text_page
from journal.views.report_asked import period_asked, report_asked


@never_cache
@login_required
@require_safe
def portal_text(request: HttpRequest) -> HttpResponse:
    """The page; ``?period=`` says which nights, as on the report's."""
    period = period_asked(request)
    page = portal_text_page(report_asked(request, timezone.now()), period)
    return render(request, "journal/portal_text.html", {"page": page})
