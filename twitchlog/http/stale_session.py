"""The cookie of a session that has ended, and the answers that may take it away."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

API = "/api/"


def cookie_stays(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Middleware, to stand right before Django's SessionMiddleware: no answer of the API takes a
    session's cookie away.

    A page may do so, such as the one that signs out. The night pad and its worker ask by
    themselves, at any moment: an answer to the session that has ended, if it comes after somebody
    has signed in again, took the new cookie away, and that person was signed out at once.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and not cookie.value and request.path_info.startswith(API):
            del response.cookies[settings.SESSION_COOKIE_NAME]
        return response

    return middleware
