"""Where a visitor comes from, as every limit counts it (docs/adr/0151)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import cache, lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest

logger = logging.getLogger(__name__)
# A household, or one rented machine, has at least a whole network of this size to choose from.
NETWORK_BITS = 64
# Where the internet's two halves meet, an IPv6 address holds the IPv4 one of whoever asks (RFC
# 6052).
_TRANSLATED = IPv6Network("64:ff9b::/96")
UNKNOWN_ADDRESS = "unknown"
_NOT_NAMED = (
    "a proxy in front does not say in X-Forwarded-For who asks (the setting TWITCHLOG_PROXIES)"
)
_NO_ADDRESS = (
    "connections come without an address, as through a socket file (the setting TWITCHLOG_PROXIES)"
)


def visitor_address(request: HttpRequest) -> str:
    """Of a request within Django."""
    return address_of(request.META)


def address_of(environ: Mapping[str, Any]) -> str:
    """An IPv4 address, or the /64 network of an IPv6 one; :data:`UNKNOWN_ADDRESS` for none.

    ``REMOTE_ADDR``; behind proxies of one's own (the setting TWITCHLOG_PROXIES) the place in
    X-Forwarded-For that the farthest of them wrote. What a stranger writes into the header stands
    before that place and is never looked at. A list that is too short, or a place that holds no
    address, leaves the nearest place that does, at last the connection's own: nothing that a
    stranger can choose. Everybody then counts as one, and the log says so once.
    """
    proxies: int = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    own = environ.get("REMOTE_ADDR", "")
    if not proxies:
        return counted(own) or _none_of([own], _NO_ADDRESS)
    places = environ.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", proxies)[-proxies:]
    if len(places) == proxies and (address := counted(places[0])):
        return address
    return _none_of([*places, own], _NOT_NAMED)


def _none_of(places: list[str], reason: str) -> str:
    """The first of the places that holds an address all the same; the log has the reason once."""
    _say_once(reason)
    return next((address for place in places if (address := counted(place))), UNKNOWN_ADDRESS)


@lru_cache(maxsize=1024)
def counted(text: str) -> str:
    """The address in a text, as it is counted; "" if it holds none.

    Brackets, quotes, port and zone are left out.
    """
    try:
        number = ip_address(_bare(text))
    except ValueError:
        return ""
    if isinstance(number, IPv4Address):
        return str(number)
    within = _ipv4_within(number)
    return str(within or IPv6Network((int(number), NETWORK_BITS), strict=False))


@lru_cache(maxsize=1024)
def around(address: str) -> str:
    """The network around a counted address that may still be one customer's: /48, of IPv4 /24."""
    if address == UNKNOWN_ADDRESS:
        return address
    network = ip_network(address)
    bits = {4: 24, 6: 48}[network.version]
    return str(network.supernet(new_prefix=bits))


def _bare(text: str) -> str:
    text = text.strip().strip('"')
    if text.startswith("["):
        return text[1:].partition("]")[0].partition("%")[0]
    if text.count(":") == 1:  # an IPv4 address and a port
        text = text.partition(":")[0]
    return text.partition("%")[0]


def _ipv4_within(number: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that such an address was made of.

    Counted by the /64, whole countries would be one visitor.
    """
    if number in _TRANSLATED:
        return IPv4Address(int(number) & 0xFFFF_FFFF)
    _server, client = number.teredo or (None, None)
    return number.ipv4_mapped or number.sixtofour or client


@cache
def _say_once(reason: str) -> None:
    logger.warning("Limits cannot tell visitors apart: %s.", reason)
