"""A session that lasts as long as it is used, renewed where something is written anyway.

So never by a GET.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from journal.identity.sign_in_records import renew


def rolling_session(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Middleware, to stand right after Django's SessionMiddleware, which sets the cookie anew."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        # A session that nobody has looked into, as behind a program's token, is not what let this
        # request in.
        if request.method == "POST" and request.session.accessed and SESSION_KEY in request.session:
            renew(request, timezone.now())
        return response

    return middleware
