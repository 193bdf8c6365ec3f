"""Rooms that are loaded when somebody first asks for them, so that the server answers sooner (docs/adr/0055)."""

from __future__ import annotations

from functools import cached_property
from importlib import import_module
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLResolver
from django.urls.resolvers import RoutePattern
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language


class LaterView:
    """A view, by its module and name; the module is imported by the first request."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.name = module, name

    @cached_property
    def view(self) -> Any:
        """The view itself."""
        return getattr(import_module(self.module), self.name)

    @property
    def csrf_exempt(self) -> bool:
        """Asked for by Django before it calls the view."""
        return bool(getattr(self.view, "csrf_exempt", False))

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What the view answers."""
        answer: HttpResponseBase = self.view(request, *args, **kwargs)
        return answer


class LaterViews:
    """Stands in for a module of views in a list of routes: ``report.freeze`` is a view that is loaded later."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> LaterView:
        return LaterView(self._module, name)


class LaterRoutes(URLResolver):
    """The ``urlpatterns`` of a module under a prefix and a namespace, read when one of them is asked for or named.

    Django's own resolver reads all routes as soon as any address is made from any name.
    """

    def __init__(self, route: str, module: str, namespace: str) -> None:
        super().__init__(RoutePattern(route), module, app_name=namespace, namespace=namespace)

    def _populate(self) -> None:
        # Names in a namespace are looked up in the list of routes itself (``get_ns_resolver``), never here.
        language = get_language()
        self._reverse_dict[language] = MultiValueDict()
        self._namespace_dict[language] = {}  # type: ignore[attr-defined]
        self._app_dict[language] = {}  # type: ignore[attr-defined]
        self._populated = True
