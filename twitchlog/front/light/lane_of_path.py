"""From a path to its lane, at the cost of a look into a dictionary for nearly all requests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver

from twitchlog import lanes
from twitchlog.front import bounds
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

    def file_bytes(self, environ: dict[str, Any]) -> int:
        """How many bytes a file that is sent there may have, with its form; 0 where none may."""
        if environ["REQUEST_METHOD"] != "POST":
            return 0
        names = self._names.get(environ["PATH_INFO"][1:].partition("/")[0], set())
        if lanes.UPLOAD_ROUTES.isdisjoint(names):
            return 0
        name = _name(environ["PATH_INFO"])
        if name not in lanes.UPLOAD_ROUTES:
            return 0
        return upload_bytes(name)


def upload_bytes(name: str) -> int:
    """How many bytes a file that is sent to the address called so may have, with its form."""
    larger: int = settings.LARGER_UPLOADS.get(name, 0)
    return larger + bounds.AROUND_A_FILE if larger else bounds.UPLOAD_BYTES


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
