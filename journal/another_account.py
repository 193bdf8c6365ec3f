"""A form that one account opened writes nothing into the diary of another, whichever form it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from journal.accounts import account_of
from journal.forms.opened import opened_by_form

API = "api"
FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")


class AnotherAccount:
    """Middleware, to stand behind those that say who is signed in and that guard against other sites.

    Where nobody is signed in, the view asks for it; a form without the field was opened before the server knew it. The
    API takes no forms: its bodies are its own to read and to refuse.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Refuse the form if it is another account's; None, and the view goes on, if it is not."""
        address = request.resolver_match
        of_api = address is not None and API in address.namespaces
        if request.method != "POST" or of_api or request.content_type not in FORM_TYPES:
            return None
        opened = opened_by_form(request)
        if opened and isinstance(request.user, User) and opened.account != account_of(request.user):
            return _refusal(request)
        return None


def _refusal(request: HttpRequest) -> HttpResponse:
    answer = render(request, "journal/another_account.html", status=409)
    if "HX-Request" in request.headers:  # the whole page is another's, not only the part that was touched
        answer["HX-Retarget"], answer["HX-Reswap"], answer["HX-Reselect"] = "#main", "outerHTML", "#main"
    return answer
