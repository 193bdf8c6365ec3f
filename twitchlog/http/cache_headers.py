"""What every answer tells the browser about keeping and lending it (docs/adr/0161).

What was made for a person who is signed in, or is signing in, is kept by no browser and no proxy:
not page by page, but wherever a session was looked into. The pad's shell, static files and the
other pages that are the same for everybody look into none, and keep what their views say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django_permissions_policy import PermissionsPolicyMiddleware

NO_STORE = "no-store, private"
# Sign-in, second step and reset hold what somebody types or is shown once, before there is a
# session as well.
ACCOUNT = "/account/"
SIGNED_OUT = "_signed_out"
# An answer at an address that holds a key.
NOT_PASSED_ON = {
    "Cache-Control": NO_STORE,
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
# However it was mistyped; pages that are there say for themselves what they hold.
_MAY_BE_A_LINK = re.compile(r"(?:^|/)[sw](?:/|$)|/\W*[A-Z0-9_-]{32}\W*(?:/|$)", re.IGNORECASE)
# For whoever answers outside of Django (the server's own refusals): what SecurityMiddleware and CSP
# would have said.
OUTSIDE_DJANGO = {
    "Cache-Control": NO_STORE,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def said_of_every_answer(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Middleware, to stand before all others: what they refuse or break passes through it too."""

    features: dict[str, str | list[str] | tuple[str]] = dict(settings.PERMISSIONS_POLICY)
    policy = PermissionsPolicyMiddleware.compute_header_value(features, name="PERMISSIONS_POLICY")

    def middleware(request: HttpRequest) -> HttpResponseBase:
        answer = get_response(request)
        headers = answer.headers
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Django's own middleware sees no early refusal.
        headers.setdefault("X-Frame-Options", "DENY")
        # No script runs in anything else.
        if headers.get("Content-Type", "").startswith("text/html"):
            headers["Permissions-Policy"] = policy
        if is_personal(request, answer) and "no-store" not in headers.get("Cache-Control", ""):
            headers["Cache-Control"] = NO_STORE
        if answer.status_code >= 300 and _MAY_BE_A_LINK.search(request.path_info):
            for name, value in NOT_PASSED_ON.items():
                headers[name] = value
        if getattr(request, SIGNED_OUT, False):
            # Never "storage": outbox, drafts and the workers' pages are the phone's own
            # (docs/pad.md).
            headers["Clear-Site-Data"] = '"cache"'
        return answer

    return middleware


def kept_by_nobody(answer: HttpResponse) -> HttpResponse:
    """The answer, kept by no cache and no search engine, its address told to no other site.

    For an address that holds a token.
    """
    for name, value in NOT_PASSED_ON.items():
        answer.headers[name] = value
    return answer


def is_personal(request: HttpRequest, answer: HttpResponseBase) -> bool:
    """Whether the answer may hold, or hint at, what one person alone should see.

    So is whatever was made after a look into a session, whatever its view says of keeping it; and,
    with a session's cookie, what says nothing of it: a refusal before anybody looked, a way to
    another address.
    """
    has_cookie = settings.SESSION_COOKIE_NAME in request.COOKIES
    session = getattr(request, "session", None)
    if session is not None and session.accessed and (has_cookie or not session.is_empty()):
        return True
    leads_to = answer.headers.get("Location", "").removeprefix(settings.APP_PATH.rstrip("/"))
    of_account = any(path.startswith(ACCOUNT) for path in (request.path_info, leads_to))
    return of_account or (has_cookie and "Cache-Control" not in answer.headers)


def _note_sign_out(request: HttpRequest | None, **_signal: Any) -> None:
    if request is not None:
        setattr(request, SIGNED_OUT, True)


user_logged_out.connect(_note_sign_out, dispatch_uid="twitchlog.headers")
