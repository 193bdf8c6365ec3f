"""The way to everything that is not asked for daily."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from journal.pages.context import preferences_of
from journal.pages.more import more_page


@login_required
@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """Each page with what it is for; and signing out."""
    return render(
        request,
        "journal/more.html",
        {"page": more_page(shows_pad=preferences_of(request).shows_pad)},
    )
