"""Cookies under names of our own: nothing else on the host signs anybody out (docs/adr/0105)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponseBase

# Until 2fa6140. Read for one more release.
OLD_SESSION, OLD_CSRF = "sessionid", "csrftoken"


@dataclass(frozen=True, slots=True)
class CookieNames:
    """The names of one server's cookies.

    Cookies know neither port nor program: the secret key tells two Twitchlogs on one host apart.
    """

    session: str
    csrf: str
    messages: str
    language: str
    device: str
    passkey: str


@lru_cache(maxsize=8)
def cookie_names(secret_key: str, *, https: bool, path: str = "/") -> CookieNames:
    """The names for a secret key; a browser keeps ``__Host-`` for that host over HTTPS alone.

    ``path``: where all addresses begin.
    """
    own = hashlib.blake2b(secret_key.encode(), digest_size=4, person=b"cookie names").hexdigest()
    before = prefix(https=https, path=path)
    kinds = ("session", "csrf", "messages", "language", "device", "passkey")
    return CookieNames(*(f"{before}twitchlog_{kind}_{own}" for kind in kinds))


def prefix(*, https: bool, path: str = "/") -> str:
    """What a cookie's name begins with, so that the browser itself holds to what it was set with.

    ``__Host-`` is for this host's whole space alone; a cookie of one path, as that of a shared
    link, may only say that it came over HTTPS.
    """
    if not https:
        return ""
    if path == "/":
        return "__Host-"
    return "__Secure-"


def take_over(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Middleware: who was signed in under an old name of the cookie stays so.

    It stands before Django's SessionMiddleware. Old names are those of the release before, and with
    HTTPS those of the same server without.
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


def session_cookies() -> list[str]:
    """The names under which a session may come; the first that is there counts."""
    return [settings.SESSION_COOKIE_NAME, *_former()[0]]


def _former() -> tuple[list[str], list[str]]:
    if not settings.HTTPS:
        return [OLD_SESSION], [OLD_CSRF]
    plain = cookie_names(settings.SECRET_KEY, https=False)
    return [plain.session, OLD_SESSION], [plain.csrf, OLD_CSRF]


def keep_to_path(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Middleware: whoever sets or deletes a cookie, other programs on the host do not get it.

    Raises MiddlewareNotUsed, which is Django's way to be left out, where the host is ours alone.
    """
    if settings.APP_PATH == "/":
        raise MiddlewareNotUsed

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for cookie in response.cookies.values():
            if cookie["path"] == "/":
                cookie["path"] = settings.APP_PATH
        return response

    return middleware


def _stand_in(request: HttpRequest, name: str, former: list[str]) -> str:
    """Let a cookie under a former name be read as the one called ``name``, if that is missing.

    Gives the former name, "" where none was needed.
    """
    if name in request.COOKIES:
        return ""
    old = next((old for old in former if old in request.COOKIES), "")
    if old:
        request.COOKIES[name] = request.COOKIES[old]
    return old


def _is_ours(request: HttpRequest, old: str) -> bool:
    """Whether the old cookie let somebody in, and the browser would keep one under the new name.

    Another program's cookie of that name opens no session here, and is none of our business. A page
    that looks into no session leaves the cookies as they are.
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
            path=settings.SESSION_COOKIE_PATH,
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )
    response.delete_cookie(old, samesite="Lax")
