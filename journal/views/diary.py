"""The diary, newest night first."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.forms.diary_filter import DiaryFilter
from journal.forms.opened_pages import night_opened
from journal.pages.context import person_of, preferences_of
from journal.pages.diary import DiaryPage, with_facts
from journal.reading.diary import DiaryFacts, DiaryQuery, read_diary


@login_required
@require_safe
def diary(request: HttpRequest) -> HttpResponse:
    """Entries by night, as the filter in the address says."""
    as_of, preferences = timezone.now(), preferences_of(request)
    without_matches = "quiet" in request.GET
    form = DiaryFilter(request.GET, show_matches=preferences.show_matches)
    page = DiaryPage(
        onward=form.address + "quiet=1&" * without_matches,
        hidden_matches=without_matches and preferences.show_matches,
    )
    if not form.is_valid():
        return render(request, "journal/diary.html", {"form": form, "page": page})
    facts = _facts(request, form, as_of, matches=preferences.show_matches and not without_matches)
    filtered, zone = bool(form.answers), preferences.zone
    page = with_facts(page, facts, filtered=filtered, as_of=as_of, zone=zone)
    opened = night_opened(request, as_of)
    return render(request, "journal/diary.html", {"form": form, "page": page, "opened": opened})


def _facts(
    request: HttpRequest, form: DiaryFilter, as_of: datetime, *, matches: bool
) -> DiaryFacts:
    person = person_of(request)
    query = DiaryQuery(
        narrow=form.narrow,
        older=request.GET.get("older"),
        newer=request.GET.get("newer"),
        first=form.cleaned_data["first"],
        last=form.cleaned_data["last"],
        all_nights=not form.picks_entries,
        matches=matches,
        source=preferences_of(request).preferred_source,
    )
    return read_diary(person, query, as_of=as_of, zone=preferences_of(request).zone)
