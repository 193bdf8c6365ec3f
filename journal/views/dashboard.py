"""The daytime page: what matches the article and why, the charts, and the open questions."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from journal.forms.carrying import carried_by
from journal.forms.pages import dashboard_about, shown_on
from journal.pages.context import person_of, preferences_of
from journal.pages.overview import dashboard_page
from journal.pages.period import USUAL, WEEKS


@login_required
@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """The latest weeks, as many as ``?weeks=`` says."""
    weeks = request.GET.get("weeks", USUAL)
    if weeks not in WEEKS:
        raise Http404(_("There is no such period."))
    as_of, carried = timezone.now(), carried_by(request)
    anew = bool(carried.texts or carried.notice)
    page = dashboard_page(person_of(request), preferences_of(request), weeks, as_of=as_of, anew=anew)
    page |= shown_on(request, page, carried, **dashboard_about(request, weeks, as_of))
    return render(request, "journal/dashboard.html", page)
