"""Tokens for shortcuts and programs: made, listed, revoked. Each is shown once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from journal.forms.carrying import back, opened_with
from journal.forms.opened import opened_by_form
from journal.forms.token import TokenForm
from journal.models import ApiToken
from journal.pages.context import person_of
from twitchlog.drafts import end_draft


@login_required
@never_cache  # the answer to making one holds the token
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """GET lists them; POST makes one and shows it on the very page that answers, for it is stored nowhere."""
    person, made = person_of(request), None
    form = TokenForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        made = form.save(timezone.now())
        end_draft(request)
        form = TokenForm(person=person)
    known = ApiToken.objects.of(person).valid().order_by("-created_at", "-pk")
    page = {"form": form, "made": made, "tokens": known, "opened": opened_with(request, person, form)}
    return render(request, "journal/tokens.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of one's own; somebody else's is not there. A page hears the same where it was done before."""
    mine = ApiToken.objects.of(person_of(request))
    token = get_object_or_404(mine if opened_by_form(request) else mine.valid(), pk=pk)
    token.revoke(timezone.now())
    messages.success(request, _("Revoked. “%(name)s” no longer opens anything.") % {"name": token.name})
    return back(request, "tokens")
