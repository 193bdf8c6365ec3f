"""A session that lasts as long as it is used, renewed where something is written anyway: never by a GET."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

RENEWED_AT = "renewed_at"
RENEW_AFTER = timedelta(days=1)


def rolling_session(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware, to stand right after Django's SessionMiddleware, which saves the session and sets the cookie anew."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        # A session that nobody has looked into, as behind a program's token, is not what let this request in.
        if request.method == "POST" and request.session.accessed and SESSION_KEY in request.session:
            renew(request.session, as_of=timezone.now())
        return response

    return middleware


def renew(session: SessionBase, *, as_of: datetime) -> None:
    """Begin the session's time anew, at most once a day, so that logging an episode does not save it each time."""
    before = session.get(RENEWED_AT)
    if before is None or as_of - datetime.fromisoformat(before) > RENEW_AFTER:
        session[RENEWED_AT] = as_of.isoformat()
