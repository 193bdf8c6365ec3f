"""The daytime page: what matches the article and why, the charts, and the open questions."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from journal.forms.carried_texts import SLEEP_PART, carried_by
from journal.forms.morning_entries import NIGHT_PARTS
from journal.forms.new_episode import new_id
from journal.forms.opened_pages import dashboard_about, opened_parts, weeks_asked_for
from journal.forms.sleep import TodayTimes
from journal.pages.context import person_of, preferences_of
from journal.pages.dashboard import dashboard_page
from journal.reading.dashboard import read_dashboard


@login_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """The latest weeks, as many as ``?weeks=`` says."""
    weeks, as_of, carried = weeks_asked_for(request), timezone.now(), carried_by(request)
    facts = read_dashboard(person_of(request), preferences_of(request), weeks, as_of=as_of)
    notice = carried.notice_but(SLEEP_PART)
    page = dashboard_page(facts, carried.texts, notice)
    about = dashboard_about(request, weeks, as_of)
    times = TodayTimes(facts.last_night, zone=preferences_of(request).zone, as_of=as_of)
    opened = opened_parts(request, {**page.texts, **times.shown}, carried, **about)
    context = {"page": page, "opened": opened, "carried": carried, "form": carried.into(times)}
    context |= {"key": new_id(), "parts": NIGHT_PARTS}
    return render(request, "journal/dashboard.html", context)
