"""The two cookies of a browser that follows a link: that it may read the report for an hour, and
that it gave the right passphrase once.

Each is sent to the link's own addresses only. A cookie of another link, or of an older passphrase,
is worth nothing.
"""

from __future__ import annotations

import secrets
from datetime import datetime

from django.core import signing
from django.http import HttpRequest, HttpResponse

from journal.models import ShareLink
from twitchlog.http.cookie_names import prefix

# How long a right passphrase is remembered by the browser that gave it.
OPEN_SECONDS = 60 * 60
OPEN_COOKIE = "twitchlog_shared"
KNOWN_COOKIE = "twitchlog_opened"


def is_open(request: HttpRequest, link: ShareLink) -> bool:
    """Whether this browser has given the passphrase of the link, or none is asked."""
    if not link.passphrase:
        return True
    cookie = request.COOKIES.get(_name(request, OPEN_COOKIE), "")
    try:
        return _open_signer(link).unsign(cookie, max_age=OPEN_SECONDS) == str(link.pk)
    except signing.BadSignature:
        return False


def let_in(answer: HttpResponse, request: HttpRequest, link: ShareLink) -> None:
    """Let this browser read the report for an hour."""
    value = _open_signer(link).sign(str(link.pk))
    _set(answer, request, OPEN_COOKIE, value, seconds=OPEN_SECONDS)


def know_again(
    answer: HttpResponse, request: HttpRequest, link: ShareLink, as_of: datetime
) -> None:
    """Let this browser be known as one that gave the right passphrase, for as long as the link
    works.
    """
    value = _known_signer(link).sign(secrets.token_urlsafe(9))
    seconds = int((link.ends_at - as_of).total_seconds())
    _set(answer, request, KNOWN_COOKIE, value, seconds=seconds)


def known_browser(request: HttpRequest, link: ShareLink) -> str:
    """The name of a browser that has given this link's right passphrase; "" for others."""
    try:
        return _known_signer(link).unsign(request.COOKIES.get(known_cookie(request), ""))
    except signing.BadSignature:
        return ""


def known_cookie(request: HttpRequest) -> str:
    """The name of the cookie by which such a browser is known."""
    return _name(request, KNOWN_COOKIE)


def _name(request: HttpRequest, name: str) -> str:
    """Over HTTPS the name of a cookie that came over HTTPS alone."""
    return prefix(https=request.is_secure(), path=request.path) + name


def _set(
    answer: HttpResponse, request: HttpRequest, name: str, value: str, *, seconds: int
) -> None:
    answer.set_cookie(
        _name(request, name),
        value,
        max_age=seconds,
        path=request.path,
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
    )


def _open_signer(link: ShareLink) -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=f"shared:{link.token_sha256}:{link.passphrase}")


def _known_signer(link: ShareLink) -> signing.Signer:
    return signing.Signer(salt=f"opened:{link.token_sha256}:{link.passphrase}")
