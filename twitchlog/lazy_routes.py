"""Routes whose module is loaded when somebody first asks for one of them (docs/adr/0193)."""

from __future__ import annotations

from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language


class LazyRoutes(URLResolver):
    """The ``urlpatterns`` of a module under a prefix and a namespace, read when one of them is
    asked for or named.

    Django's own resolver reads all routes as soon as any address is made from any name.
    """

    def __init__(self, route: str, module: str, namespace: str) -> None:
        super().__init__(RoutePattern(route), module, app_name=namespace, namespace=namespace)

    def _populate(self) -> None:
        # Names in a namespace are looked up in the list of routes itself (``get_ns_resolver``),
        # never here.
        language = get_language()
        self._reverse_dict[language] = MultiValueDict()
        self._namespace_dict[language] = {}  # type: ignore[attr-defined]
        self._app_dict[language] = {}  # type: ignore[attr-defined]
        self._populated = True
