"""How the person wants their diary, and the ways to everything else of one's own."""

from __future__ import annotations

from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from journal.forms.opened_about import opened_about
from journal.forms.preferences import PreferencesForm, preference_texts, values_of
from journal.forms.redirects import SAVE_BUTTON
from journal.pages.context import person_of, preferences_of
from twitchlog.http.draft_cookie import end_draft


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Time zone, theme, limit, matches; and the ways to the account."""
    preferences, sent = preferences_of(request), request.POST if request.method == "POST" else None
    opened = opened_about(request, {}, preference_texts(values_of(preferences)))
    # A copy: the form writes what it reads into its row, and the page goes on by what is stored.
    form = PreferencesForm(sent, instance=copy(preferences), opened=opened)
    if sent is not None and form.is_valid() and form.store(person_of(request)):
        end_draft(request)
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('settings')}#{SAVE_BUTTON}")
    context = {"form": form, "opened": form.opened}
    return render(request, "journal/settings.html", context, status=form.status)
