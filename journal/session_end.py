"""A form that comes when the session has ended is answered with the sign-in page, which takes along what was typed."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.internal.stagekit import unstash_login
from allauth.account.views import login
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from journal import unsaved
from journal.accounts import account_of
from journal.unsaved import UnsavedForm, is_form

SIGN_IN = "/account/"
NOT_ARRIVED = frozenset({400, 401, 403, 404, 405, 429})


class SessionEnd:
    """Middleware, to stand behind those that say who is signed in and what the next page says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer to the request, or the sign-in page with the form in it."""
        answer = self.get_response(request)
        if not is_form(request):
            return answer
        if _asks_to_sign_in(request, answer):
            request.session.pop(STATE_SESSION_KEY, None)  # where allauth keeps what was sent, here for nobody
            return _sign_in_instead(request) or answer
        sent = getattr(request, "unsaved_sent", "")
        if sent:
            return _after_sign_in(request, sent, answer)
        _clear_up(request, answer)
        return answer

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Let the sign-in page hold the seal that came with it, should it come back. Other sites' forms end before."""
        if is_form(request) and request.path.startswith(SIGN_IN):
            seal = request.unsaved_sent = request.POST.get(unsaved.SEALED, "")  # type: ignore[attr-defined]
            if UnsavedForm.unsealed(seal, seconds=unsaved.SEAL_SECONDS):
                request.unsaved_seal = seal  # type: ignore[attr-defined]


def sign_in_page(request: HttpRequest, seal: str, *, status: int = 401) -> HttpResponse:
    """allauth's page as it is first opened, with the seal in its forms; it leads on to the form that waits."""
    look = copy.copy(request)
    look.method = "GET"
    look.POST = QueryDict()
    look.GET = QueryDict(urlencode({"next": reverse("unsaved")}))
    look.unsaved_seal = seal  # type: ignore[attr-defined]
    answer: HttpResponse = login(look)
    if isinstance(answer, TemplateResponse):
        answer.render()
    answer.status_code = status
    return answer


def _asks_to_sign_in(request: HttpRequest, answer: HttpResponseBase) -> bool:
    there = urlsplit(answer.headers.get("Location", "")).path
    return answer.status_code == 302 and there == reverse("account_login") and not request.user.is_authenticated


def _sign_in_instead(request: HttpRequest) -> HttpResponseBase | None:
    """None for a form that no page of ours gave to anybody: another site must not put words into a diary."""
    if (
        "HX-Request" in request.headers
    ):  # day.js sends the form once more, and lets the page that comes back be the page
        return HttpResponse(_("Sign in first. Nothing was saved."), status=401)
    if request.headers.get("Accept") == "application/json":
        there = f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
        return JsonResponse({"next": there, "errors": [_("Sign in first. Nothing was saved.")]}, status=401)
    form = UnsavedForm.of(request)
    return sign_in_page(request, form.sealed()) if form else None


def _after_sign_in(request: HttpRequest, seal: str, answer: HttpResponseBase) -> HttpResponseBase:
    """Keep the form for the account that has shown the right password, or passkey, if it is the one that typed."""
    person = _person(request)
    if person is None:
        return sign_in_page(request, seal, status=429) if answer.status_code == 429 else answer
    form = UnsavedForm.unsealed(seal, seconds=unsaved.SEAL_SECONDS)
    if form is None:
        messages.info(
            request, _("What you typed before could not be taken along: the page on which you signed in was too old.")
        )
    elif form.account != account_of(person):
        text = _("What was typed before belongs to another account. It is not shown here, and it was not saved.")
        messages.info(request, text)
    elif not unsaved.keep(request.session, seal):
        messages.info(request, _("Not taken along: first send or throw away what waits here, then send it again."))
    return answer


def _person(request: HttpRequest) -> User | None:
    """Who is signed in, or has shown the right password and is asked for a second step."""
    if isinstance(request.user, User):
        return request.user
    begun = unstash_login(request, peek=True)
    return begun.user if begun else None


def _clear_up(request: HttpRequest, answer: HttpResponseBase) -> None:
    """A form that was sent from the page of those that wait has arrived; and nothing of another account stays."""
    if unsaved.IN_SESSION not in request.session:
        return
    person = _person(request)
    if person is None:  # who had begun to sign in has stopped
        del request.session[unsaved.IN_SESSION]
        return
    if unsaved.KEY in request.POST and answer.status_code < 500 and answer.status_code not in NOT_ARRIVED:
        unsaved.forget(request.session, request.POST[unsaved.KEY])
    unsaved.forget_others(request.session, account_of(person))
