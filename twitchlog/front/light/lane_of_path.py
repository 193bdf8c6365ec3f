"""From a path to its lane, at the cost of a look into a dictionary for nearly all requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import Resolver404, URLPattern, URLResolver, get_resolver

from twitchlog import lanes
from twitchlog.lazy_routes import LazyRoutes


class LaneTable:
    """The table of lanes by the first part of a path.

    Only where a rule may fit is the address resolved: that costs as much as a tenth of the night
    pad.
    """

    def __init__(self) -> None:
        self._names: dict[str, set[str]] = {}
        wanted = set(lanes.names())
        for name, route in _routes(get_resolver().url_patterns, ""):
            if name in wanted:
                self._names.setdefault(route.lstrip("^").partition("/")[0], set()).add(name)

    def lane(self, environ: dict[str, Any]) -> str:
        """The lane of a request; "" for the light workers."""
        method, query = environ["REQUEST_METHOD"], environ["QUERY_STRING"]
        names = self._names.get(environ["PATH_INFO"][1:].partition("/")[0], ())
        if not any(lanes.lane_of(name, method, query) for name in names):
            return ""
        name = _name(environ["PATH_INFO"])
        if name not in names:
            return ""
        return lanes.lane_of(name, method, query)

    def takes_file(self, environ: dict[str, Any]) -> bool:
        """Whether a file may be sent there."""
        if environ["REQUEST_METHOD"] != "POST":
            return False
        names = self._names.get(environ["PATH_INFO"][1:].partition("/")[0], set())
        if lanes.UPLOAD_ROUTES.isdisjoint(names):
            return False
        return _name(environ["PATH_INFO"]) in lanes.UPLOAD_ROUTES


def _name(path: str) -> str:
    address = path.encode("latin-1").decode("utf-8", "replace")
    try:
        return get_resolver().resolve(address).url_name or ""
    except Resolver404:
        return ""


def _routes(patterns: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """Name and route of every address, but for those that are loaded later."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name, route
        elif isinstance(pattern, URLResolver) and not isinstance(pattern, LazyRoutes):
            yield from _routes(pattern.url_patterns, route)
