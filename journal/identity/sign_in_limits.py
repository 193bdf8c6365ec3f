"""How often a password or a code may be tried: strangers lock nobody out.

Numbers and their arithmetic: docs/adr/0152.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from allauth.core import context
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.identity.account_lookup import accounts_meant
from journal.identity.known_device import device_known_to
from twitchlog.counting.shared_cache import counts
from twitchlog.http.security_log import log_security
from twitchlog.http.visitor_address import around, visitor_address

MINUTE, HOUR, DAY = 60, 60 * 60, 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``most`` within ``seconds``."""

    most: int
    seconds: int


# Wrong passwords from one address, whatever the names; for one name from one address; and for a
# name from everywhere but its owner's devices: beyond that each address has few, and so has the
# network around it.
BY_ADDRESS = (Limit(10, MINUTE), Limit(100, HOUR))
BY_NAME_AND_ADDRESS = (Limit(5, 5 * MINUTE), Limit(20, DAY))
BY_NAME = Limit(100, DAY)
WHILE_MANY_TRY = Limit(3, DAY)
AROUND_WHILE_MANY_TRY = Limit(30, DAY)
# A device on which that person has signed in before counts for itself, and so does a session that
# asks once more.
BY_DEVICE = (Limit(10, 5 * MINUTE), Limit(50, DAY))
BY_SESSION = (Limit(5, 5 * MINUTE), Limit(20, DAY))
# Codes after the right password, wherever it was typed: six digits are few.
BY_PERSON = (Limit(5, 5 * MINUTE), Limit(30, DAY))


class Tries:
    """What was counted for one try.

    It is given back if it was right, so that nobody is held up by signing in.
    """

    def __init__(self) -> None:
        self._keys: list[str] = []

    def take(self, key: str, *limits: Limit) -> None:
        """Count it.

        Raises ValidationError, with how long to wait, where one of the limits is reached.
        """
        for limit in limits:
            if wait := self._wait(key, limit):
                log_security(
                    "limit_reached", request=context.request, account=None, result="refused"
                )
                raise ValidationError(_too_many(wait), code="too_many_tries")

    def is_one_too_many(self, key: str, limit: Limit) -> bool:
        """Count it; whether the limit is reached."""
        return self._wait(key, limit) > 0

    def give_back(self) -> None:
        """It was right."""
        for key in self._keys:
            counts().give_back(key)

    def _wait(self, key: str, limit: Limit) -> float:
        whole = f"{key} {limit.seconds}"
        wait = counts().take(whole, limit.most, limit.seconds)
        if not wait:
            self._keys.append(whole)
        return wait


def try_password(request: HttpRequest, typed: str) -> Tries:
    """Before a password is looked at for the name or address typed. Raises ValidationError."""
    tries = Tries()
    people = (person for person in accounts_meant(typed) if person)
    devices = (device_known_to(request, person) for person in people)
    if device := next(filter(None, devices), ""):
        tries.take(f"password of {device}", *BY_DEVICE)
        return tries
    address, name = visitor_address(request), unicodedata.normalize("NFKC", typed).casefold()
    tries.take(f"password from {address}", *BY_ADDRESS)
    tries.take(f"password from {address} for {name}", *BY_NAME_AND_ADDRESS)
    if tries.is_one_too_many(f"password for {name}", BY_NAME):
        tries.take(f"password from {address} for {name} while many try", WHILE_MANY_TRY)
        tries.take(
            f"password around {around(address)} for {name} while many try", AROUND_WHILE_MANY_TRY
        )
    return tries


def try_again(request: HttpRequest) -> Tries:
    """Before somebody who is signed in says once more who they are. Raises ValidationError."""
    tries = Tries()
    tries.take(f"once more in {request.session.session_key}", *BY_SESSION)
    return tries


def try_code(request: HttpRequest, person: User) -> Tries:
    """Before a code is looked at that is asked for after the password. Raises ValidationError."""
    tries = Tries()
    if device := device_known_to(request, person):
        tries.take(f"code for {person.pk} of {device}", *BY_SESSION)
    else:
        tries.take(f"code for {person.pk}", *BY_PERSON)
    return tries


def _too_many(seconds: float) -> str:
    """What is said, with a time that is never too short."""
    minutes = int(-(-seconds // MINUTE))
    if minutes <= 90:
        text = ngettext(
            "Too many tries. Wait %(minutes)d minute, then try again.",
            "Too many tries. Wait %(minutes)d minutes, then try again.",
            minutes,
        ) % {"minutes": minutes}
    else:
        text = _("Too many tries. Wait %(hours)d hours, then try again.") % {
            "hours": -(-minutes // 60)
        }
    others = _("A device on which you have signed in before need not wait for what others tried.")
    return f"{text} {others}"
