"""Pages for what no view answers: unreadable requests, foreign forms, unknown addresses."""

from __future__ import annotations

import logging
import sys

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from journal.forms.sealed_form import KEY, SEALED, UnsavedForm, is_form
from journal.forms.unsaved_page import shown_form
from journal.identity.accounts import account_of
from journal.middleware.unsaved_forms import sign_in_page
from twitchlog.database.storage_errors import CAUSE_TEXTS, RETRY_SECONDS, cause_of
from twitchlog.http import csrf_advice, refusal_advice, refusals
from twitchlog.http.refusal_advice import Advice

logger = logging.getLogger(__name__)
# How Django's reasons begin where the form's page has another address than this server.
FROM_ELSEWHERE = ("Origin", "Referer")


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: asked under an unknown name; or what was sent is too large, or broken."""
    advice = refusal_advice.of_body(exception)
    if isinstance(exception, DisallowedHost):
        advice = refusal_advice.of_host(request)
    return refusals.refusal(request, advice, 400)


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was not sent by a page of ours, as far as can be told.

    Where only its token is old, and the account is the one that opened it, what was typed is shown
    with a new token; where nobody is signed in, it is taken along to signing in. Never what comes
    from another address.
    """
    advice = csrf_advice.of_form(request, reason)
    if reason.startswith(FROM_ELSEWHERE) or not is_form(request):
        return refusals.refusal(request, advice, 403)
    # The seal comes from the sign-in page of a window in which one has not signed in.
    form = UnsavedForm.of(request) or UnsavedForm.unsealed(request.POST.get(SEALED, ""))
    if not isinstance(request.user, User):
        return _taken_along(request, form, advice)
    if form is None:
        return refusals.refusal(request, advice, 403)
    if form.account != account_of(request.user):
        return render(request, "journal/another_account.html", status=409)
    unsaved = shown_form(form, request.POST.get(KEY, ""))
    return refusals.refusal(request, advice, 403, {"form": unsaved})


def _taken_along(request: HttpRequest, form: UnsavedForm | None, advice: Advice) -> HttpResponse:
    """The sign-in page with the form sealed in it; a refusal where there is none to take along."""
    seal = request.POST.get(SEALED, "")
    if not seal and form:
        seal = form.sealed()
    if UnsavedForm.unsealed(seal) is None:
        return refusals.refusal(request, advice, 403)
    messages.info(request, advice.text)
    return sign_in_page(request, seal, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: something of ours failed; 503: disk or database did.

    What was typed is shown if that needs neither.
    """
    cause = cause_of(sys.exc_info()[1])
    page: dict[str, object] = {"text": CAUSE_TEXTS[cause]} if cause else {}
    if cause and not refusals.wants_page(request):
        return refusals.plain(request, str(CAUSE_TEXTS[cause]), 503, RETRY_SECONDS)
    try:
        page |= _typed(request)
    except Exception:  # the page that says that something broke must not break
        logger.exception("what was typed cannot be shown")
    if cause:
        later = {"Retry-After": str(RETRY_SECONDS)}
        return HttpResponse(render_to_string("503.html", page), status=503, headers=later)
    return HttpResponse(render_to_string("500.html", page), status=500)


def _typed(request: HttpRequest) -> dict[str, object]:
    """The form that was sent, of somebody who is known already, with what sends it again."""
    # Django's own place; asking for ``user`` may need the database.
    person = getattr(request, "_cached_user", None)
    if not isinstance(person, User) or not is_form(request) or request.resolver_match is None:
        return {}
    form = UnsavedForm.with_account(request, account_of(person))
    form_in_words = shown_form(form, request.POST.get(KEY, ""))
    return {"form": form_in_words, "csrf_token": get_token(request), "request": request}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; a visitor is told of the setting for a path, where the address looks so.

    Where a form was sent to something that is gone by now, what was typed is shown.
    """
    if request.resolver_match is None:
        return render(request, "404.html", {"path": _path_before(request)}, status=404)
    return render(request, "404.html", _typed(request), status=404)


def _path_before(request: HttpRequest) -> str:
    """What stands before an address of ours in the one that was asked for, "" for nothing."""
    first, _slash, below = request.path_info.removeprefix("/").partition("/")
    user = getattr(request, "user", None)
    if not first or (user and user.is_authenticated):
        return ""
    try:
        resolve(f"/{below}")
    except Resolver404:
        return ""
    return f"/{first}/"
