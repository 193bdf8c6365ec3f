"""How the person wants their diary, and the way out with everything."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from journal import accounts
from journal.forms.accounts import DeleteAccountForm
from journal.forms.preferences import PreferencesForm
from journal.models import Episode
from journal.pages.context import person_of, preferences_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Time zone, theme, limit, matches; and the doors to everything else of one's own."""
    form = PreferencesForm(request.POST if request.method == "POST" else None, instance=preferences_of(request))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("settings")
    return render(request, "journal/settings.html", {"form": form})


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
