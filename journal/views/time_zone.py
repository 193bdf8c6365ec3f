"""Go by another clock from now on."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from journal.actions.preferences import change_preferences
from journal.entries import zone_problem
from journal.forms.redirects import redirect_back
from journal.nights import last_night
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.time_zones import stored_zone
from journal.wording import dates


@login_required
@require_POST
def time_zone(request: HttpRequest) -> HttpResponse:
    """In one touch of a page that asks about last night; ``?zone=`` takes it back."""
    name = request.GET.get("zone") or request.POST.get("zone", "")
    before = preferences_of(request).time_zone
    wrong = zone_problem(name, own=before)
    if wrong:
        say(request, _(wrong.text) % wrong.values)
        return redirect_back(request, "settings")
    change_preferences(person_of(request), time_zone=name)
    night = dates.night(last_night(timezone.now(), stored_zone(name)))
    text = _("Nights now go by the time in %(zone)s. Last night is %(night)s.")
    undo = f"{reverse('time_zone')}?zone={before}"
    say(request, text % {"zone": name, "night": night}, undo=undo)
    return redirect_back(request, "dashboard")
