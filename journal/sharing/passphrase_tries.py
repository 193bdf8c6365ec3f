"""How often the passphrase of a link may be tried: by each visitor, and by all of them together.

Whoever has the link can use up their own tries and nobody else's: another address has its own. That
alone would leave as many tries as there are addresses, so the link counts all wrong ones too: the
more there were, the fewer a day, and after those one now and then. Who has whole networks of
addresses does not keep a newcomer out with them: a network has few tries a day, and once all have
to wait, the one that has tried least waits shortest. A browser that has given the right passphrase
once is a visitor of its own and goes on (docs/adr/0147).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from journal.actions.share_link import store_tries
from journal.models import ShareLink
from journal.request_limits import TooManyError, hit
from journal.sharing.visitor_cookies import known_browser
from twitchlog.http.visitor_address import around, visitor_address

TRIES_A_MINUTE = 5  # a visitor and link


@dataclass(frozen=True, slots=True)
class DayAllowance:
    """What is left of a day once a link has had ``many`` wrong tries: for one visitor, for the
    network around, and for all together until the next one has to wait since the latest: a
    ``pause``, and one more for each of the network's.
    """

    many: int
    for_one: int
    for_network: int
    for_all: int
    pause: timedelta


ALLOWANCES = (
    DayAllowance(5000, 3, 6, 50, timedelta(minutes=30)),
    DayAllowance(1000, 3, 12, 200, timedelta(minutes=10)),
    DayAllowance(0, 30, 100, 1000, timedelta(minutes=1)),
)


@dataclass(frozen=True, slots=True)
class Trier:
    """Who tries, as hashes: the visitor, and the network around; "" for a browser that is known."""

    visitor: str
    network: str


def take_try(request: HttpRequest, link: ShareLink, as_of: datetime) -> Trier:
    """Count a try before it is looked at; whose it is, for :func:`give_back`.

    Raises TooManyError over a limit.
    """
    trier = _trier(request, link)
    hit(f"shared-passphrase:{link.pk}:{trier.visitor}", most=TRIES_A_MINUTE, as_of=as_of)
    with transaction.atomic():
        locked = ShareLink.objects.select_for_update().get(pk=link.pk)
        day = _today(locked, as_of)
        if trier.network:
            _check(locked, trier, day, as_of)
        elif day["each"].get(trier.visitor, 0) >= ALLOWANCES[-1].for_one:
            raise TooManyError(_until_tomorrow(as_of))
        _count(locked, trier, day, 1)
        locked.tried_at = as_of
        store_tries(locked)
    return trier


def _trier(request: HttpRequest, link: ShareLink) -> Trier:
    if browser := known_browser(request, link):
        return Trier(browser, "")
    address = visitor_address(request)
    visitor, network = (
        salted_hmac("journal.sharing.tries", f"{link.pk}:{where}").hexdigest()[:16]
        for where in (address, f"around {around(address)}")
    )
    return Trier(visitor, network)


def _check(link: ShareLink, trier: Trier, day: dict[str, Any], as_of: datetime) -> None:
    """Raises TooManyError if the visitor, the network around, or all together have tried enough
    today.
    """
    allowance, of_network = _allowance(link), day["networks"].get(trier.network, 0)
    if (
        day["each"].get(trier.visitor, 0) >= allowance.for_one
        or of_network >= allowance.for_network
    ):
        raise TooManyError(_until_tomorrow(as_of))
    if day["all"] >= allowance.for_all and link.tried_at:
        left = link.tried_at + allowance.pause * (1 + of_network) - as_of
        if left > timedelta():
            raise TooManyError(int(left.total_seconds()) + 1)


def _allowance(link: ShareLink) -> DayAllowance:
    return next(allowance for allowance in ALLOWANCES if link.wrong_tries >= allowance.many)


def give_back(link: ShareLink, trier: Trier, as_of: datetime) -> None:
    """The try was right: it counts nowhere."""
    with transaction.atomic():
        locked = ShareLink.objects.select_for_update().get(pk=link.pk)
        _count(locked, trier, _today(locked, as_of), -1)
        locked.tried_at = link.tried_at
        store_tries(locked)


def _today(link: ShareLink, as_of: datetime) -> dict[str, Any]:
    """The counts of this day (UTC) and allowance: of all, of each visitor, and of each network."""
    name = f"{as_of.astimezone(UTC).date()}/{_allowance(link).many}"
    day = link.tries_today or {}
    if day.get("day") != name:
        return {"day": name, "all": 0, "each": {}, "networks": {}}
    return {"networks": {}} | day  # the release before did not count these


def _count(link: ShareLink, trier: Trier, day: dict[str, Any], number: int) -> None:
    link.wrong_tries = max(link.wrong_tries + number, 0)
    day["all"] = max(day["all"] + number, 0)
    for kind, key in (("each", trier.visitor), ("networks", trier.network)):
        if key:
            day[kind][key] = max(day[kind].get(key, 0) + number, 0)
    link.tries_today = day


def _until_tomorrow(as_of: datetime) -> int:
    midnight = datetime.combine(as_of.astimezone(UTC).date() + timedelta(days=1), time(0), UTC)
    return int((midnight - as_of).total_seconds()) + 1
