"""The way to everything that is not asked for daily."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.pages.context import preferences_of
from journal.pages.more import more_page
from journal.reading.backups import read_backups


@login_required
@require_safe
def more(request: HttpRequest) -> HttpResponse:
    """Each page with what it is for; and signing out."""
    preferences = preferences_of(request)
    backups = read_backups(timezone.now())
    page = more_page(backups, preferences.zone, shows_pad=preferences.shows_pad)
    return render(request, "journal/more.html", {"page": page})
