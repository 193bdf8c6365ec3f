"""Patterns to review: the same as on the dashboard's cards, each with the weeks before and its latest entries."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from journal.article import CHECKS_OUT_FINE
from journal.criteria import AUTHOR, JOURNALIST
from journal.forms.carrying import carried_by
from journal.forms.pages import shown_on
from journal.pages.context import person_of, preferences_of
from journal.pages.overview import period_choices
from journal.pages.period import USUAL, WEEKS
from journal.pages.reviewing import groups


@login_required
@require_safe
def patterns(request: HttpRequest) -> HttpResponse:
    """The patterns of the latest weeks, as many as ``?weeks=`` says."""
    weeks = request.GET.get("weeks", USUAL)
    if weeks not in WEEKS:
        raise Http404(_("There is no such period."))
    preferences = preferences_of(request)
    shown = groups(person_of(request), preferences, weeks, timezone.now()) if preferences.show_matches else []
    page = {
        "weeks": weeks,
        "next": request.get_full_path(),
        "choices": period_choices(),
        "groups": shown,
        "reassurance": CHECKS_OUT_FINE,
        "author": AUTHOR,
        "journalist": JOURNALIST,
    }
    rows = [detail.row for _criterion, details in shown for detail in details]
    texts = {name: text for row in rows for name, text in row.texts.items()}
    page |= shown_on(request, {"texts": texts}, carried_by(request), period=weeks)
    return render(request, "journal/patterns.html", page)
