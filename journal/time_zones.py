"""The time zones that this machine knows, by their IANA names."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

REGIONS_OF_ZONES = frozenset(
    [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ]
)


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """All time zones this machine knows, by IANA name, also those that name no place."""
    return frozenset(available_timezones())


def offered_zones() -> tuple[str, ...]:
    """The zones to choose from, by name: those of a place by its region, and UTC."""
    places = (name for name in zone_names() if name.partition("/")[0] in REGIONS_OF_ZONES)
    return tuple(sorted([*places, "UTC"]))


@lru_cache(maxsize=1)
def _zones_in_one_case() -> dict[str, str]:
    return {name.casefold(): name for name in zone_names()}


def zone_called(text: str) -> str:
    """The name of the zone that somebody wrote, in any case and with spaces where names have none;
    else the text.
    """
    plain = text.strip()
    if plain in zone_names():
        return plain
    return _zones_in_one_case().get("_".join(plain.split()).casefold(), plain)


def zone_named(name: str) -> ZoneInfo:
    """The zone of that IANA name. Raises KeyError if there is none."""
    if name not in zone_names():
        raise KeyError(name)
    return ZoneInfo(name)


def stored_zone(name: str) -> ZoneInfo:
    """The zone of a stored name, UTC where this machine no longer knows it: a page is shown all the
    same.
    """
    return zone_named(name if name in zone_names() else "UTC")
