"""Tokens for shortcuts and programs: made, listed, revoked. Each is shown once."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions.api_tokens import revoke
from journal.forms.carried_texts import opened_with
from journal.forms.opened_about import opened_by_form
from journal.forms.redirects import redirect_back
from journal.forms.tokens import TokenForm
from journal.identity.reauthentication import asked_again_to_send
from journal.identity.security_log import note
from journal.models import ApiToken
from journal.models.api_token import PREFIX_LENGTH
from journal.models.security_event import Happening
from journal.pages.context import person_of, preferences_of
from journal.pages.tokens import tokens_page
from journal.reading.api_tokens import read_tokens
from twitchlog.http.draft_cookie import end_draft


@login_required
@never_cache  # the answer to making one holds the token
@require_http_methods(["GET", "HEAD", "POST"])
@asked_again_to_send
def tokens(request: HttpRequest) -> HttpResponse:
    """GET lists them; POST makes one and shows it on its answer, for it is kept nowhere."""
    person = person_of(request)
    form = TokenForm(request.POST if request.method == "POST" else None, person=person)
    new_token, is_address = _make(request, form), form.makes_address
    if new_token:
        form = TokenForm(person=person)
    if new_token and is_address:
        new_token = _address_with(request, new_token)
    zone = preferences_of(request).zone
    page = tokens_page(read_tokens(person), new_token, zone=zone, is_address=is_address)
    context = {"page": page, "form": form, "opened": opened_with(request, person, form)}
    return render(request, "journal/tokens.html", context, status=422 if form.errors else 200)


def _address_with(request: HttpRequest, key: str) -> str:
    """Where an app that can send no header sends what it has; the key stands in it.

    The API is named by its page: its own routes are not loaded for that (docs/adr/0193).
    """
    beside = reverse("api_docs").removesuffix("docs")
    return request.build_absolute_uri(f"{beside}device-sleep/sleep-as-android/{key}")


def _make(request: HttpRequest, form: TokenForm) -> str:
    """The text of the token that the form makes, or has made before; "" if it makes none."""
    if not form.is_bound or not form.is_valid():
        return ""
    text = form.store(timezone.now())
    if text and form.is_new:
        about = text[:PREFIX_LENGTH]
        note(request, person_of(request), Happening.TOKEN_MADE, about=about)
    if text:
        end_draft(request)
    return text


@login_required
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of one's own; somebody else's is not there.

    A page hears the same where it was done before.
    """
    tokens = ApiToken.objects.of(person_of(request))
    if opened_by_form(request) is None:
        tokens = tokens.valid()
    token = get_object_or_404(tokens, pk=pk)
    if revoke(token, timezone.now()):
        note(request, person_of(request), Happening.TOKEN_REVOKED, about=token.prefix)
    messages.success(
        request, _("Revoked. “%(name)s” no longer opens anything.") % {"name": token.name}
    )
    return redirect_back(request, "tokens")
