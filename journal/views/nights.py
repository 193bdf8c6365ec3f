"""What is known of the last nights, and "no twitches" in one touch."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from journal.forms.opened_pages import night_meant, night_opened
from journal.forms.quiet_night import NightForm
from journal.forms.redirects import redirect_back
from journal.nights import span
from journal.pages.context import person_of, preferences_of
from journal.pages.nights import nights_page
from journal.pages.notices import say
from journal.reading.device_nights import read_device_nights
from journal.reading.week import last_week, read_week


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nights(request: HttpRequest) -> HttpResponse:
    """GET shows the last seven nights; POST says "no twitches" of one of them, or takes it back."""
    as_of, person = timezone.now(), person_of(request)
    night, zone = night_meant(request, as_of)
    if request.method != "POST":
        return _page(request, as_of, zone)
    form = NightForm(request.POST, person=person, as_of=as_of, zone=zone, latest=night)
    if form.is_valid():
        say(request, form.store())
    else:
        say(request, " ".join(text for errors in form.errors.values() for text in map(str, errors)))
    return redirect_back(request, "nights")


def _page(request: HttpRequest, as_of: datetime, zone: ZoneInfo) -> HttpResponse:
    person, source = person_of(request), preferences_of(request).preferred_source
    week = span(*last_week(as_of, zone))
    device = read_device_nights(person, week, zone=zone, source=source)
    page = nights_page(read_week(person, as_of=as_of, zone=zone), device)
    context = {"page": page, "opened": night_opened(request, as_of)}
    return render(request, "journal/nights.html", context)
