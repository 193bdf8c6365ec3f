"""The page that the server's front has to show instead of the one that was asked for."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.log import log_response

from journal.forms.refused_form import RefusedForm
from journal.middleware.unsaved_forms import sign_in_page
from journal.pages.server_notices import advice_of, turn_text
from journal.views.error_pages import broken
from twitchlog.http import refusals
from twitchlog.http.cache_headers import kept_by_nobody
from twitchlog.lanes import FrontEvent, ServerNotice

SHARED_PATH = "/s/"


def server_notice(request: HttpRequest) -> HttpResponse:
    """That somebody's turn comes, or why what they sent was not taken (``twitchlog.lanes``).

    ``request.META["twitchlog.front"]`` is the notice, ``request.META["twitchlog.method"]`` is what
    they asked with.
    """
    notice: ServerNotice = request.META["twitchlog.front"]
    if notice.happening is FrontEvent.FAILED:
        return broken(request)
    stranger = request.path_info.startswith(SHARED_PATH)
    if notice.happening is FrontEvent.WAITING:
        answer = _turn(request, notice, stranger=stranger)
    else:
        answer = _not_taken(request, notice)
    if answer.status_code == 503:
        answer["Retry-After"] = str(notice.retry_after)
    return kept_by_nobody(answer) if stranger else answer


def _turn(request: HttpRequest, notice: ServerNotice, *, stranger: bool) -> HttpResponse:
    """The page that asks again by itself when it is their turn."""
    page = "journal/turn_of_stranger.html" if stranger else "journal/turn.html"
    answer = render(request, page, {"text": turn_text(notice)}, status=503)
    answer["Refresh"] = str(notice.retry_after)
    log_response("%s waits its turn", request.path, response=answer, request=request, level="debug")
    return answer


def _not_taken(request: HttpRequest, notice: ServerNotice) -> HttpResponse:
    """Why, and what was typed, with what sends it again; a form sealed in it travels on."""
    was_sent = request.META.get("twitchlog.method", "GET") not in ("GET", "HEAD")
    status = 413 if notice.happening is FrontEvent.TOO_LARGE else 503
    level = "debug" if notice.happening is FrontEvent.BUSY else None  # the front counts these
    advice, page = advice_of(notice, was_sent=was_sent), {}
    form = RefusedForm.of(request, notice) if refusals.wants_page(request) else None
    if form and form.seal:
        messages.info(request, advice.text)
        return sign_in_page(request, form.seal, status=status)
    if form:
        page = {"form": form.shown(), "again": True}
    return refusals.refusal(request, advice, status, page, level=level)
