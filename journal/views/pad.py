"""The night pad and what it needs to work without a network.

The same for everybody, signed in or not: opens no session and asks nothing of the database.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from journal.pages.markup_cache import pad_shell
from journal.pages.web_app_manifest import web_app_manifest
from journal.views.packed_answers import packed_answer


@require_safe
@cache_control(no_cache=True)
def pad(request: HttpRequest) -> HttpResponse:
    """The pad's page."""
    return _of_shell(request, "page", "text/html; charset=utf-8")


@require_safe
@cache_control(no_cache=True)
def pad_map(request: HttpRequest) -> HttpResponse:
    """The body map, which the pad loads when it is first opened there."""
    return _of_shell(request, "body_map", "image/svg+xml")


@require_safe
@cache_control(no_cache=True)
def sw(request: HttpRequest) -> HttpResponse:
    """The service worker; it governs the pad's addresses and no other page."""
    return _of_shell(request, "worker", "text/javascript")


@require_safe
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the pad on its home screen."""
    return JsonResponse(web_app_manifest(), content_type="application/manifest+json")


def _of_shell(request: HttpRequest, name: str, content_type: str) -> HttpResponse:
    """A text of the shell."""
    shell = pad_shell()
    return packed_answer(request, getattr(shell, name), shell.packed[name], content_type)
