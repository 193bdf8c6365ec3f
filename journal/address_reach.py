"""How far an address of this server reaches, as far as the address itself tells."""

from __future__ import annotations

from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address

# Names that no public name server knows (RFC 6761, 6762, 8375, ICANN's "internal"), and those that
# home routers give.
_PRIVATE_ENDINGS = frozenset(
    {
        "local",
        "localdomain",
        "internal",
        "intranet",
        "private",
        "lan",
        "home",
        "corp",
        "test",
        "invalid",
        "example",
    }
)
_PRIVATE_NAMES = ("home.arpa", "fritz.box")


class Reach(StrEnum):
    """From where an address can be opened."""

    MACHINE = "machine"
    NETWORK = "network"
    ANYWHERE = "anywhere"


def reach(host: str) -> Reach:
    """From where a host can be reached; ``host`` as in a request, with or without a port.

    ``ANYWHERE`` means only that the address does not say otherwise: whether a server is open to the
    internet, no address tells.
    """
    name = host_name(host)
    number = host_number(name)
    if number is not None:
        if number.is_loopback or number.is_unspecified:
            return Reach.MACHINE
        return Reach.ANYWHERE if number.is_global else Reach.NETWORK
    last = name.rpartition(".")[2]
    if last == "localhost" or not name:
        return Reach.MACHINE
    private = "." not in name or last in _PRIVATE_ENDINGS
    private = private or any(f".{name}".endswith(f".{ending}") for ending in _PRIVATE_NAMES)
    return Reach.NETWORK if private else Reach.ANYWHERE


def host_name(host: str) -> str:
    """The host without its port, in small letters, without the dot that may end it."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0].partition("%")[0]
    return (host.partition(":")[0] if host.count(":") == 1 else host).rstrip(".")


def host_number(name: str) -> IPv4Address | IPv6Address | None:
    """The name as an address of the internet protocol; None if it is none."""
    try:
        number = ip_address(name)
    except ValueError:
        return None
    mapped = number.ipv4_mapped if isinstance(number, IPv6Address) else None
    return mapped or number
