"""Patterns to review: the same as on the dashboard's cards, each with the weeks before and its
latest entries.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.forms.carried_texts import carried_by
from journal.forms.opened_pages import opened_parts, weeks_asked_for
from journal.pages.context import person_of, preferences_of
from journal.pages.patterns import patterns_page
from journal.reading.patterns import read_patterns


@login_required
@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """The patterns of the latest weeks, as many as ``?weeks=`` says."""
    weeks, carried = weeks_asked_for(request), carried_by(request)
    facts = read_patterns(person_of(request), preferences_of(request), weeks, timezone.now())
    page = patterns_page(weeks, facts, carried.texts, carried.notice)
    opened = opened_parts(request, page.texts, carried, period=weeks)
    context = {"page": page, "opened": opened, "carried": carried}
    return render(request, "journal/patterns.html", context)
