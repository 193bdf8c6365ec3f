"""What happened to one's account, for its owner."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from journal.pages.context import person_of, preferences_of
from journal.pages.security_log import security_log_page
from journal.reading.security_log import read_security_log


@never_cache
@login_required
@require_safe
def security_log(request: HttpRequest) -> HttpResponse:
    """What happened to the account in the last year, the latest first; ``?page=`` goes on."""
    events = read_security_log(person_of(request), request.GET.get("page"), timezone.now())
    page = security_log_page(events, zone=preferences_of(request).zone)
    return render(request, "journal/security_log.html", {"page": page})
