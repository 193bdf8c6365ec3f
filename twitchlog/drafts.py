"""The server's word to a phone that what was typed there is stored (docs/adr/0108, 0109).

A form that was typed into carries the name of its draft, which the browser keeps until this word has come: a cookie
that the next page's script reads and deletes. Where the answer is a page that shows what was not stored, the page names
those fields. A form that waited for a network is sent by a script, which gets the word as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from journal.accounts import account_of

FIELD = "draft"
COOKIE = "twitchlog-stored-"
COOKIE_SECONDS = 24 * 60 * 60  # until the next page at the latest; a browser may be killed before it
SEND_HEADER = "X-Twitchlog-Draft"
UNSTORED_HEADER = "X-Twitchlog-Unstored"
ACCOUNT_HEADER = "X-Twitchlog-Account"
LATER = frozenset({401, 403, 429})  # nothing is said of the form itself: an old CSRF token, too many requests
NAME = re.compile(r"([0-9a-f-]{32,36})\.([0-9a-f-]{32,36})")
STORED, UNSTORED = "_draft_is_stored", "_draft_fields_unstored"


def end_draft(request: HttpRequest) -> None:
    """Everything that this form said is stored: its draft may go. To be called by every view that stores a form."""
    setattr(request, STORED, True)


def keep_draft(request: HttpRequest, fields: Iterable[str]) -> None:
    """These fields hold something typed that is not stored; of the others nothing is left to keep."""
    setattr(request, UNSTORED, tuple(fields))


def unstored(request: HttpRequest) -> str:
    """What the page that answers a form shows and has not stored, for its script.

    The draft, and the names of the fields; the draft alone where it is all of them; "" where nothing was sent.
    """
    named = getattr(request, "draft", "")
    if getattr(request, STORED, False) or not named:
        return ""
    return " ".join([named, *(quote(name, safe="") for name in getattr(request, UNSTORED, ()))])


class Drafts:
    """Middleware, to stand behind those that say who is signed in and that guard against other sites."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, with the word about the draft that the form was sent from."""
        if request.method != "POST":
            return self.get_response(request)
        sent = SEND_HEADER in request.headers
        refusal = _refusal(request) if sent else None
        response = refusal or self.get_response(request)
        if not sent:
            return _told(request, response)
        if refusal or response.status_code >= 500 or response.status_code in LATER:
            return response
        return JsonResponse(_word(request, response))

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Note the draft's name, for what is asked again within this request too."""
        named = request.POST.get(FIELD, "") if request.method == "POST" else ""
        request.draft = named if NAME.fullmatch(named) else ""  # type: ignore[attr-defined]


def _refusal(request: HttpRequest) -> HttpResponseBase | None:
    """A form that waited is stored for the account that typed it and for nobody else."""
    if not isinstance(request.user, User):
        return JsonResponse({"message": "sign in first"}, status=401)
    if request.headers.get(ACCOUNT_HEADER) != account_of(request.user):
        return JsonResponse({"message": "another account is signed in"}, status=409)
    return None


def _word(request: HttpRequest, response: HttpResponseBase) -> dict[str, Any]:
    left = list(getattr(request, UNSTORED, ()))
    part = bool(left) and response.status_code < 400
    return {"stored": getattr(request, STORED, False) or part, "unstored": left}


def _told(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    found = NAME.fullmatch(getattr(request, "draft", ""))
    if found and getattr(request, STORED, False):
        secure = settings.SESSION_COOKIE_SECURE
        # For the script, so not HttpOnly.
        response.set_cookie(COOKIE + found[1], found[2], max_age=COOKIE_SECONDS, secure=secure, samesite="Lax")
    elif found and "HX-Request" in request.headers:
        response[UNSTORED_HEADER] = unstored(request)
    return response
