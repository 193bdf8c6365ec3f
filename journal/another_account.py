"""A form that one account opened writes nothing into the diary of another, whichever form it is."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from journal.accounts import account_of
from journal.forms.opened import opened_by_form

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


def another_account(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware, to stand behind those that say who is signed in.

    Where nobody is, the view asks to sign in; a form without the field was opened before the server knew it. The API
    reads its own bodies and says in JSON what is wrong with them.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if _is_form(request):
            opened = opened_by_form(request)
            if opened and isinstance(request.user, User) and opened.account != account_of(request.user):
                return _refusal(request)
        return get_response(request)

    return middleware


def _is_form(request: HttpRequest) -> bool:
    api = request.path_info.startswith("/api/")
    return request.method == "POST" and request.content_type in FORM_TYPES and not api


def _refusal(request: HttpRequest) -> HttpResponse:
    answer = render(request, "journal/another_account.html", status=409)
    if "HX-Request" in request.headers:  # the whole page is another's, not only the part that was touched
        answer["HX-Retarget"], answer["HX-Reswap"], answer["HX-Reselect"] = "#main", "outerHTML", "#main"
    return answer
