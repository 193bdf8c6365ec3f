"""How often somebody may ask. A brake on a program that has run away; a week's worth of touches never meets it.

Counted in windows of a minute in Django's cache, which the worker processes share. Two requests at the same instant may
count as one: a brake needs no more, and a lock would cost every request.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from journal.api.refusals import Refusal

WINDOW_SECONDS = 60
# Requests without a valid session or token, a minute and address. Whoever can show one is never held up by these.
FAILURES_A_MINUTE = 30


def spend(who: str, *, most: int, as_of: datetime) -> None:
    """Count one request of ``who``. Raises :class:`Refusal` (429, with Retry-After in seconds) over ``most``."""
    second = int(as_of.timestamp())
    window = second // WINDOW_SECONDS
    key = f"api:{who}:{window}"
    count = cache.get(key, 0) + 1
    if count > most:
        text = _("Too many requests. Wait a moment, then send again; nothing was stored this time.")
        raise Refusal(429, text, headers={"Retry-After": str((window + 1) * WINDOW_SECONDS - second)})
    cache.set(key, count, timeout=2 * WINDOW_SECONDS)


def spend_request(who: str, as_of: datetime) -> None:
    """One request of somebody who may ask; the setting API_REQUESTS_A_MINUTE says how many, 0 lifts the limit."""
    if settings.API_REQUESTS_A_MINUTE:
        spend(who, most=settings.API_REQUESTS_A_MINUTE, as_of=as_of)


def spend_failure(address: str, as_of: datetime) -> None:
    """One request from an internet address that showed no valid session or token."""
    spend(f"failed:{address}", most=FAILURES_A_MINUTE, as_of=as_of)
