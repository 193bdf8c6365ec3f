"""The end of the diary: it can be ended, gone on with for four weeks, or begun again."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.forms.diary_end import DiaryEnd, DiaryEndForm
from journal.forms.redirects import redirect_back
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say

# After these one goes on with the diary; the others have to do with the visit.
TO_TODAY = (DiaryEnd.GO_ON, DiaryEnd.MORNINGS)


@login_required
@require_POST
def diary_end(request: HttpRequest) -> HttpResponse:
    """End the diary, go on for four weeks, also by mornings only or until a visit, or begin again;
    what was decided elsewhere meanwhile is said.
    """
    form = DiaryEndForm(request.POST, request=request)
    today = timezone.now().astimezone(preferences_of(request).zone).date()
    if not form.is_valid():
        say(request, _("Choose: end the diary, or go on. Nothing was changed."))
        return redirect_back(request, "appointment")
    say(request, form.store(person_of(request), today))
    return redirect_back(
        request, "dashboard" if form.cleaned_data["answer"] in TO_TODAY else "appointment"
    )
