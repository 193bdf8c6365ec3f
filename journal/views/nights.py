"""What is known of the last nights, and "no twitches" in one touch."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from journal.forms.carrying import back
from journal.forms.night import NightForm
from journal.forms.pages import night_meant, night_opened
from journal.pages.context import person_of
from journal.pages.notices import say
from journal.pages.week import week


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def nights(request: HttpRequest) -> HttpResponse:
    """GET shows the last seven nights; POST says "no twitches" of one of them, or takes it back."""
    as_of, person = timezone.now(), person_of(request)
    night, zone = night_meant(request, as_of)
    if request.method != "POST":
        page = {"week": week(person, as_of=as_of, zone=zone), "opened": night_opened(request, as_of)}
        return render(request, "journal/nights.html", page)
    form = NightForm(request.POST, person=person, as_of=as_of, zone=zone, shown=night)
    if form.is_valid():
        say(request, form.save())
    else:
        say(request, " ".join(text for errors in form.errors.values() for text in map(str, errors)))
    return back(request, "nights")
