"""Pages for what no view answers: requests that cannot be read, forms not of ours, addresses that lead nowhere."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from journal.accounts import account_of
from journal.forms.unsaved import shown
from journal.session_end import sign_in_page
from journal.unsaved import KEY, SEALED, UnsavedForm, is_form
from twitchlog import edges

logger = logging.getLogger(__name__)
# How Django's reasons begin where the form's page has another address than this server.
FROM_ELSEWHERE = ("Origin", "Referer")


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: asked under an unknown name; or what was sent is too large, or broken."""
    host = isinstance(exception, DisallowedHost)
    return edges.refusal(request, edges.of_host(request) if host else edges.of_body(exception), 400)


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that was not sent by a page of ours, as far as can be told.

    Where only its token is old, and the account is the one that opened it, what was typed is shown with a new token;
    where nobody is signed in, it is taken along to signing in. Never what comes from another address.
    """
    advice = edges.of_form(request, reason)
    if reason.startswith(FROM_ELSEWHERE) or not is_form(request):
        return edges.refusal(request, advice, 403)
    seal = request.POST.get(SEALED, "")  # on the sign-in page of a window in which one has not signed in
    form = UnsavedForm.of(request) or UnsavedForm.unsealed(seal)
    if not isinstance(request.user, User):
        seal = seal or (form.sealed() if form else "")
        if UnsavedForm.unsealed(seal) is None:
            return edges.refusal(request, advice, 403)
        messages.info(request, advice.text)
        return sign_in_page(request, seal, status=403)
    if form and form.account != account_of(request.user):
        return render(request, "journal/another_account.html", status=409)
    return edges.refusal(request, advice, 403, {"form": shown(form, request.POST.get(KEY, ""))} if form else None)


def broken(request: HttpRequest) -> HttpResponse:
    """500: something of ours failed. What was typed is shown if that needs no database."""
    page: dict[str, object] = {}
    try:
        page = _typed(request)
    except Exception:  # the page that says that something broke must not break
        logger.exception("what was typed cannot be shown")
    return HttpResponse(render_to_string("500.html", page), status=500)


def _typed(request: HttpRequest) -> dict[str, object]:
    """The form of somebody of whom this request knows already who it is, with what sends it again."""
    person = getattr(request, "_cached_user", None)  # Django's own place; asking for ``user`` may need the database
    if not isinstance(person, User) or not is_form(request) or request.resolver_match is None:
        return {}
    form = shown(UnsavedForm.with_account(request, account_of(person)), request.POST.get(KEY, ""))
    return {"form": form, "csrf_token": get_token(request), "request": request}


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; a visitor whose address holds one of ours behind a path is told that it cannot be under one.

    Where a form was sent to something that is gone by now, what was typed is shown.
    """
    if request.resolver_match is None:
        return render(request, "404.html", {"path": _path_before(request)}, status=404)
    return render(request, "404.html", _typed(request), status=404)


def _path_before(request: HttpRequest) -> str:
    """What stands before an address of ours in the one that was asked for, "" for nothing."""
    first, _slash, rest = request.path.removeprefix("/").partition("/")
    user = getattr(request, "user", None)
    if not first or (user and user.is_authenticated):
        return ""
    try:
        resolve(f"/{rest}")
    except Resolver404:
        return ""
    return f"/{first}/"
