"""Unsaved forms: one that comes after the session's end is taken along through signing in.

It travels sealed in the sign-in pages. One that comes from somebody who is first asked once more
who they are waits in their session (docs/adr/0157).
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from allauth.account.internal.stagekit import unstash_login
from allauth.account.views import login
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from journal.forms import sealed_form
from journal.forms.sealed_form import UnsavedForm, is_form
from journal.identity.accounts import account_of

SIGN_IN_PATHS = "/account/"
# A form so answered has not done what it was sent for.
NOT_ARRIVED = frozenset({400, 401, 403, 404, 405, 429})


class UnsavedForms:
    """Middleware: a form that comes after the session's end is taken along through signing in.

    Stands behind the middleware that tells who is signed in and the one that holds messages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer to the request, or the sign-in page with the form in it."""
        answer = self.get_response(request)
        if not is_form(request):
            return answer
        if _asks_to_sign_in(request, answer):
            # Where allauth keeps what was sent; here it would be kept for nobody.
            request.session.pop(STATE_SESSION_KEY, None)
            return _sign_in_instead(request) or answer
        if STATE_SESSION_KEY in request.session:
            return _keep_until_certain(request, answer)
        seal = getattr(request, "unsaved_sent", "")
        if seal:
            return _after_sign_in(request, seal, answer)
        _clear_up(request, answer)
        return answer

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Let the sign-in page hold the seal that came with it, should it come back.

        Other sites' forms end before.

        A form that waited is taken out of the session, so that the page that answers it does not
        say that it waits.
        """
        if not is_form(request):
            return
        address = request.resolver_match
        if sealed_form.KEY in request.POST and address and address.url_name != "unsaved":
            waiting = request.session.get(sealed_form.IN_SESSION, [])
            request.unsaved_before = waiting  # type: ignore[attr-defined]
            sealed_form.forget(request.session, request.POST[sealed_form.KEY])
        if request.path_info.startswith(SIGN_IN_PATHS):
            seal = request.POST.get(sealed_form.SEALED, "")
            request.unsaved_sent = seal  # type: ignore[attr-defined]
            if UnsavedForm.unsealed(seal, seconds=sealed_form.SEAL_SECONDS):
                request.unsaved_seal = seal  # type: ignore[attr-defined]


def sign_in_page(request: HttpRequest, seal: str, *, status: int = 401) -> HttpResponse:
    """allauth's page as it is first opened, with the seal in its forms.

    It leads on to the form that waits.
    """
    first_visit = copy.copy(request)
    first_visit.method = "GET"
    first_visit.POST = QueryDict()
    first_visit.GET = QueryDict(urlencode({"next": reverse("unsaved")}))
    first_visit.unsaved_seal = seal  # type: ignore[attr-defined]
    answer: HttpResponse = login(first_visit)
    if isinstance(answer, TemplateResponse):
        answer.render()
    answer.status_code = status
    return answer


def _asks_to_sign_in(request: HttpRequest, answer: HttpResponseBase) -> bool:
    leads_to = urlsplit(answer.headers.get("Location", "")).path
    return (
        answer.status_code == 302
        and leads_to == reverse("account_login")
        and not request.user.is_authenticated
    )


def _sign_in_instead(request: HttpRequest) -> HttpResponseBase | None:
    """The sign-in page with the form; None for a form that no page of ours gave to anybody.

    Another site must not put words into a diary.
    """
    text = _("Sign in first. Nothing was saved.")
    if "HX-Request" in request.headers:
        # day.js sends the form once more, and lets the page that comes back be the page.
        return HttpResponse(text, status=401)
    if request.headers.get("Accept") == "application/json":
        sign_in = f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}"
        return JsonResponse({"next": sign_in, "errors": [text]}, status=401)
    form = UnsavedForm.of(request)
    return sign_in_page(request, form.sealed()) if form else None


def _keep_until_certain(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Let the form wait until allauth's page has its answer.

    allauth itself would then send it without another touch. A script that sends what waited on a
    phone is told that it was not stored, and keeps it there.
    """
    del request.session[STATE_SESSION_KEY]
    if not isinstance(request.user, User) or answer.status_code != 302:
        return answer
    form = UnsavedForm.with_account(
        request, account_of(request.user), left_out=sealed_form.SECRETS_OF_ACCOUNTS
    )
    if not sealed_form.keep(request.session, form.sealed()):
        messages.info(request, _too_many_wait())
    ask = urlsplit(answer.headers["Location"]).path
    return redirect(f"{ask}?{urlencode({REDIRECT_FIELD_NAME: reverse('unsaved')})}")


def _after_sign_in(request: HttpRequest, seal: str, answer: HttpResponseBase) -> HttpResponseBase:
    """Keep the form for the account that has proven itself, if it is the one that typed."""
    person = _person(request)
    if person is None:
        # Too many tries: allauth's page for that would drop the form.
        if answer.status_code == 429:
            return sign_in_page(request, seal, status=429)
        return answer
    form = UnsavedForm.unsealed(seal, seconds=sealed_form.SEAL_SECONDS)
    if form is None:
        messages.info(request, _seal_too_old())
    elif form.account != account_of(person):
        messages.info(request, _of_another_account())
    elif not sealed_form.keep(request.session, seal):
        messages.info(request, _too_many_wait())
    return answer


def _too_many_wait() -> str:
    return _("Not taken along: first send or throw away what waits here, then send it again.")


def _seal_too_old() -> str:
    return _(
        "What you typed before could not be taken along: "
        "the page on which you signed in was too old."
    )


def _of_another_account() -> str:
    return _(
        "What was typed before belongs to another account. "
        "It is not shown here, and it was not saved."
    )


def _person(request: HttpRequest) -> User | None:
    """Who is signed in, or has shown the right password and is asked for a second step."""
    if isinstance(request.user, User):
        return request.user
    begun = unstash_login(request, peek=True)
    person: User | None = begun.user if begun else None
    return person


def _clear_up(request: HttpRequest, answer: HttpResponseBase) -> None:
    """Let a form that did not arrive wait on, and nothing of another account stay.

    The form is one that was sent from the page of those that wait.
    """
    before = getattr(request, "unsaved_before", None)
    if before and (answer.status_code >= 500 or answer.status_code in NOT_ARRIVED):
        request.session[sealed_form.IN_SESSION] = before
    if sealed_form.IN_SESSION not in request.session:
        return
    person = _person(request)
    if person is None:  # who had begun to sign in has stopped
        del request.session[sealed_form.IN_SESSION]
        return
    sealed_form.forget_others(request.session, account_of(person))
