"""A device on which somebody has signed in before: strangers' tries do not count against it."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.auth.models import User
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from twitchlog.http.visitor_address import visitor_address

# In cookies that browsers have: it stays, wherever this module lies.
DEVICE_SALT = "journal.known_device"
# As long as browsers keep a cookie; renewed at each sign-in.
KNOWN_SECONDS = 400 * 24 * 60 * 60
# A tablet of a household; who signed in longest ago is forgotten first.
MOST_ACCOUNTS = 5


def device_known_to(request: HttpRequest, person: User) -> str:
    """The device's id, if the person signed in on it with the password still theirs; else ""."""
    device, accounts = _cookie(request)
    mark = accounts.get(str(person.pk), "")
    return device if mark and constant_time_compare(mark, _mark(device, person)) else ""


def counted_visitor(request: HttpRequest) -> str:
    """Whom a limit of the ways in counts: a device on which somebody signed in, or an address."""
    return _cookie(request)[0] or visitor_address(request)


def account_known_on(cookie: str) -> str:
    """The key of the account that signed in last on the device of this cookie; else ""."""
    return next(reversed(_opened(cookie)[1]), "")


def remember_device(request: HttpRequest, response: HttpResponseBase, person: User) -> None:
    """Let the browser show next time that the person has signed in on it.

    A signed cookie that opens nothing.
    """
    device, accounts = _cookie(request)
    device = device or secrets.token_urlsafe(16)
    others = [(key, mark) for key, mark in accounts.items() if key != str(person.pk)]
    marks = dict([*others, (str(person.pk), _mark(device, person))][-MOST_ACCOUNTS:])
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([device, marks], salt=DEVICE_SALT),
        max_age=KNOWN_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _cookie(request: HttpRequest) -> tuple[str, dict[str, str]]:
    return _opened(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""))


def _opened(cookie: str) -> tuple[str, dict[str, str]]:
    try:
        device, accounts = signing.loads(cookie, salt=DEVICE_SALT, max_age=KNOWN_SECONDS)
    except signing.BadSignature:
        return "", {}
    return device, accounts


def _mark(device: str, person: User) -> str:
    """Worth nothing for another account, on another device, and once the password has changed."""
    text = f"{device} {person.pk} {person.date_joined.isoformat()} {person.password}"
    return salted_hmac(DEVICE_SALT, text, algorithm="sha256").hexdigest()[:32]
