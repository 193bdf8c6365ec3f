"""The end of the diary: it can be ended, gone on with for four weeks, or begun again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.forms.carrying import back
from journal.forms.ending import EndingForm
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say


@login_required
@require_POST
def ending(request: HttpRequest) -> HttpResponse:
    """End the diary, go on for four weeks more, or begin again; what was decided elsewhere meanwhile is said."""
    form = EndingForm(request.POST, request=request)
    today = timezone.now().astimezone(preferences_of(request).zone).date()
    if not form.is_valid():
        say(request, _("Choose: end the diary, or go on. Nothing was changed."))
        return back(request, "appointment")
    say(request, form.store(person_of(request), today))
    return back(request, "dashboard" if form.cleaned_data["answer"] == "go_on" else "appointment")
