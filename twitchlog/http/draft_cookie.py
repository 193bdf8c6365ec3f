"""The cookie that tells a phone that what was typed there is stored (docs/adr/0108, 0109).

A form that was typed into carries the name of its draft, which the browser keeps until this word
has come: a cookie that the next page's script reads and deletes. Where the answer is a page that
shows what was not stored, the page names those fields. A form that waited for a network is sent by
a script, which gets the word as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from journal.identity.accounts import account_of
from twitchlog.http.cookie_names import prefix

DRAFT_FIELD = "draft"
STORED_COOKIE = "twitchlog-stored-"
# Until the next page at the latest; a browser may be killed before it.
COOKIE_SECONDS = 24 * 60 * 60
SEND_HEADER = "X-Twitchlog-Draft"
UNSTORED_HEADER = "X-Twitchlog-Unstored"
ACCOUNT_HEADER = "X-Twitchlog-Account"
# Nothing is said of the form itself: an old CSRF token, too many requests.
LATER = frozenset({401, 403, 429})
DRAFT_NAME = re.compile(r"([0-9a-f-]{32,36})\.([0-9a-f-]{32,36})")
STORED, UNSTORED = "_draft_is_stored", "_draft_fields_unstored"


def end_draft(request: HttpRequest) -> None:
    """Everything that this form said is stored: its draft may go.

    To be called by every view that stores a form.
    """
    setattr(request, STORED, True)


def keep_draft(request: HttpRequest, fields: Iterable[str]) -> None:
    """These fields hold something typed that is not stored; nothing is left of the others."""
    setattr(request, UNSTORED, tuple(fields))


def unstored(request: HttpRequest) -> str:
    """What the page that answers a form shows and has not stored, for its script.

    The draft, and the names of the fields; the draft alone where it is all of them; "" where
    nothing was sent.
    """
    named = getattr(request, "draft", "")
    if getattr(request, STORED, False) or not named:
        return ""
    return " ".join([named, *(quote(name, safe="") for name in getattr(request, UNSTORED, ()))])


class Drafts:
    """Middleware that answers the forms' drafts.

    It stands behind those that say who is signed in and that guard against other sites.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer, with the word about the draft that the form was sent from."""
        if request.method != "POST":
            return self.get_response(request)
        if SEND_HEADER not in request.headers:
            return _with_word(request, self.get_response(request))
        if refusal := _refusal(request):
            return refusal
        response = self.get_response(request)
        if response.status_code >= 500 or response.status_code in LATER:
            return response
        return JsonResponse(_word(request, response))

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Note the draft's name, for what is asked again within this request too."""
        draft = ""
        if request.method == "POST" and DRAFT_NAME.fullmatch(request.POST.get(DRAFT_FIELD, "")):
            draft = request.POST[DRAFT_FIELD]
        request.draft = draft  # type: ignore[attr-defined]


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


def _with_word(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response with a cookie for a draft that is stored, or a header for one that is not."""
    draft = DRAFT_NAME.fullmatch(getattr(request, "draft", ""))
    if draft and getattr(request, STORED, False):
        secure = settings.SESSION_COOKIE_SECURE
        name = f"{prefix(https=secure)}{STORED_COOKIE}{draft[1]}"
        # For the script, so not HttpOnly.
        response.set_cookie(name, draft[2], max_age=COOKIE_SECONDS, secure=secure, samesite="Lax")
    elif draft and "HX-Request" in request.headers:
        response[UNSTORED_HEADER] = unstored(request)
    return response
