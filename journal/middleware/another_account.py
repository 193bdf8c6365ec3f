"""A form that one account opened writes nothing into the diary of another, whichever form it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from journal.forms.opened_about import opened_by_form
from journal.forms.sealed_form import FORM_TYPES
from journal.identity.accounts import account_of

API_NAMESPACE = "api"


class AnotherAccount:
    """Middleware: a form that another account's page made is refused with a page, 409.

    Stands behind the middleware that tells who is signed in and the one against other sites' forms.

    Where nobody is signed in, the view asks for it; a form without the field was opened before the
    server knew it. The API takes no forms: its bodies are its own to read and to refuse.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Refuse the form if it is another account's; None, and the view goes on, if it is not."""
        address = request.resolver_match
        of_api = address is not None and API_NAMESPACE in address.namespaces
        if request.method != "POST" or of_api or request.content_type not in FORM_TYPES:
            return None
        opened = opened_by_form(request)
        if opened and isinstance(request.user, User) and opened.account != account_of(request.user):
            return _refusal(request)
        return None


def _refusal(request: HttpRequest) -> HttpResponse:
    answer = render(request, "journal/another_account.html", status=409)
    if "HX-Request" in request.headers:
        # The whole page is another's, not only the part that was touched.
        answer["HX-Retarget"] = "#main"
        answer["HX-Reswap"] = "outerHTML"
        answer["HX-Reselect"] = "#main"
    return answer
