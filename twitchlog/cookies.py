"""Cookies under names of our own, so that nothing else on the same host signs anybody out (docs/adr/0105)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponseBase

# Until 2fa6140. Read for one more release.
OLD_SESSION, OLD_CSRF = "sessionid", "csrftoken"


@dataclass(frozen=True, slots=True)
class CookieNames:
    """Cookies know neither port nor program: the secret key tells two Twitchlogs on one host apart."""

    session: str
    csrf: str
    messages: str
    language: str


@lru_cache(maxsize=8)
def cookie_names(secret_key: str, *, https: bool) -> CookieNames:
    """The names of one server's cookies; a browser keeps ``__Host-`` from everybody but that host over HTTPS."""
    own = hashlib.blake2b(secret_key.encode(), digest_size=4, person=b"cookie names").hexdigest()
    before = "__Host-" if https else ""
    return CookieNames(*(f"{before}twitchlog_{kind}_{own}" for kind in ("session", "csrf", "messages", "language")))


def take_over(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware, to stand before Django's SessionMiddleware: who was signed in under an old name stays so.

    Old names are those of the release before, and with HTTPS those of the same server without.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.COOKIES:
            return get_response(request)
        sessions, tokens = _former()
        old = _stand_in(request, settings.SESSION_COOKIE_NAME, sessions)
        _stand_in(request, settings.CSRF_COOKIE_NAME, tokens)
        response = get_response(request)
        if old and _is_ours(request, old):
            _rename(response, old, request.COOKIES[old])
        return response

    return middleware


def _former() -> tuple[list[str], list[str]]:
    plain = cookie_names(settings.SECRET_KEY, https=False)
    before = ([plain.session], [plain.csrf]) if settings.HTTPS else ([], [])
    return [*before[0], OLD_SESSION], [*before[1], OLD_CSRF]


def _stand_in(request: HttpRequest, name: str, former: list[str]) -> str:
    """Let a cookie under a former name be read as the one called ``name``, if that is missing; which, "" for none."""
    if name in request.COOKIES:
        return ""
    old = next((old for old in former if old in request.COOKIES), "")
    if old:
        request.COOKIES[name] = request.COOKIES[old]
    return old


def _is_ours(request: HttpRequest, old: str) -> bool:
    """Whether the old cookie let somebody in, and the browser would keep one under the new name.

    Another program's cookie of that name opens no session here, and is none of our business. A page that looks into no
    session leaves the cookies as they are.
    """
    session = request.session
    signed_in = session.accessed and not session.is_empty() and SESSION_KEY in session
    same = signed_in and session.session_key == request.COOKIES[old]
    return same and (request.is_secure() or not settings.HTTPS)


def _rename(response: HttpResponseBase, old: str, key: str) -> None:
    if settings.SESSION_COOKIE_NAME not in response.cookies:
        response.set_cookie(
            settings.SESSION_COOKIE_NAME,
            key,
            max_age=settings.SESSION_COOKIE_AGE,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    response.delete_cookie(old, samesite="Lax")
