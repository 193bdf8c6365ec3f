"""How the person wants their diary, and the way out with everything."""

from __future__ import annotations

from copy import copy

from allauth.account.decorators import reauthentication_required
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal import accounts
from journal.entries import stored_zone, zone_problem
from journal.forms.accounts import DeleteAccountForm
from journal.forms.carrying import back
from journal.forms.opened import opened_about
from journal.forms.preferences import PreferencesForm, preference_texts, values_of
from journal.models import Episode, Preferences
from journal.nights import last_night
from journal.pages.context import person_of, preferences_of
from journal.pages.notices import say
from journal.pages.week import night_name
from twitchlog.drafts import end_draft


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Time zone, theme, limit, matches; and the doors to everything else of one's own."""
    preferences, sent = preferences_of(request), request.POST if request.method == "POST" else None
    opened = opened_about(request, {}, preference_texts(values_of(preferences)))
    # A copy: the form writes what it reads into its row, and the page goes on by what is stored.
    form = PreferencesForm(sent, instance=copy(preferences), opened=opened)
    if sent is not None and form.is_valid() and form.store(person_of(request)):
        end_draft(request)
        messages.success(request, _("Saved."))
        return redirect("settings")
    return render(request, "journal/settings.html", {"form": form, "opened": form.opened}, status=form.status)


@login_required
@require_POST
def time_zone(request: HttpRequest) -> HttpResponse:
    """Go by another clock from now on, in one touch of a page that asks about last night; ``?zone=`` takes it back."""
    name, before = request.GET.get("zone") or request.POST.get("zone", ""), preferences_of(request).time_zone
    wrong = zone_problem(name, own=before)
    if wrong:
        say(request, _(wrong.text) % wrong.values)
        return back(request, "settings")
    Preferences.objects.update_or_create(owner=person_of(request), defaults={"time_zone": name})
    night = night_name(last_night(timezone.now(), stored_zone(name)))
    said = _("Nights go by the clock of %(zone)s now. Last night is the night of %(night)s.")
    say(request, said % {"zone": name, "night": night}, undo=f"{reverse('time_zone')}?zone={before}")
    return back(request, "dashboard")


def _has_no_password(request: HttpRequest) -> bool:
    return not person_of(request).has_usable_password()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required(enabled=_has_no_password)  # type: ignore[untyped-decorator]  # allauth ships no types
def delete_account(request: HttpRequest) -> HttpResponse:
    """Delete everything, after the password; somebody who has none shows a passkey on allauth's page first."""
    person = person_of(request)
    form = DeleteAccountForm(request.POST if request.method == "POST" else None, user=person)
    if request.method == "POST":
        refused: HttpResponse | None = consume_or_429(request, action="reauthenticate", user=person)
        if refused:
            return refused
        if form.is_valid():
            accounts.delete_account(person)
            logout(request)
            messages.success(request, _("The account and everything in it are deleted."))
            return redirect("welcome")
    page = {"form": form, "episodes": Episode.objects.of(person).count()}
    return render(request, "journal/delete_account.html", page)
