"""The card that shows somebody new the night pad: it is closed once, for good."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from journal.actions.preferences import change_preferences
from journal.forms.redirects import redirect_back
from journal.pages.context import person_of


@login_required
@require_POST
def first_run(request: HttpRequest) -> HttpResponse:
    """Close it; the way to the pad stays in its place."""
    change_preferences(person_of(request), shows_pad_card=False)
    return redirect_back(request, "dashboard")
