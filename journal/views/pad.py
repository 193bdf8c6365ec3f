"""The night pad and what it needs to work without a network. The same for everybody, signed in or not."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.decorators import decorator_from_middleware
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from journal.anatomy import MUSCLES, Side
from journal.observations import Movement
from journal.pages.day_shell import day_shell
from journal.pages.shell import shell
from journal.words import word


class ExactGZip(GZipMiddleware):
    """Compresses without Django's random filler, up to 100 bytes that hide how long a secret is.

    The pad holds none, and its first visit has to fit one flight of packets.
    """

    max_random_bytes = 0


@require_safe
@cache_control(no_cache=True)
@decorator_from_middleware(ExactGZip)
def pad(request: HttpRequest) -> HttpResponse:
    """The pad's shell. Opens no session and asks nothing of the database."""
    return HttpResponse(shell().page)


@require_safe
@cache_control(no_cache=True)
def pad_map(request: HttpRequest) -> HttpResponse:
    """The body map, which the pad loads when it is first opened there."""
    return HttpResponse(shell().body_map, content_type="image/svg+xml")


@require_safe
@cache_control(no_cache=True)
def sw(request: HttpRequest) -> HttpResponse:
    """The service worker; it governs the pad's addresses and no other page."""
    return HttpResponse(shell().worker, content_type="text/javascript")


@require_safe
@cache_control(max_age=600)  # browsers look for a newer one after every page
def day_sw(request: HttpRequest) -> HttpResponse:
    """The day pages' service worker, which answers where the server cannot be reached."""
    return HttpResponse(day_shell().worker, content_type="text/javascript")


@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """What that worker shows instead. The same for everybody: opens no session and asks nothing of the database."""
    return HttpResponse(day_shell().page)


@require_safe
@cache_control(no_cache=True)
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put the pad on its home screen."""
    shortcuts = {_("Night pad"): "pad", _("Log with details"): "log", _("Dashboard"): "dashboard"}
    content = {
        "id": reverse("pad"),
        "name": "Twitchlog",
        "short_name": "Twitchlog",
        "description": _("A diary of muscle twitches around sleep."),
        "start_url": reverse("pad"),
        "scope": reverse("welcome"),
        "display": "standalone",
        "background_color": "#000000",
        "theme_color": "#000000",
        "icons": [
            *_icon("icons/icon", purpose="any"),
            *_icon("icons/icon-maskable", purpose="maskable"),
        ],
        "shortcuts": [{"name": name, "url": reverse(view)} for name, view in shortcuts.items()],
    }
    return JsonResponse(content, content_type="application/manifest+json")


def _icon(name: str, *, purpose: str) -> list[dict[str, str]]:
    """The drawing in any size, for browsers that take it, and its pictures (twitchlog.icons) for those that do not."""
    drawing = {"src": static(f"{name}.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": purpose}
    return [
        drawing,
        *(
            {"src": static(f"{name}-{side}.png"), "sizes": f"{side}x{side}", "type": "image/png", "purpose": purpose}
            for side in (192, 512)
        ),
    ]


@require_safe
@never_cache
def reach(request: HttpRequest) -> HttpResponse:
    """A sign of life, asked for before a form leaves its page; the header tells it from a portal's answer."""
    return HttpResponse(status=204, headers={"X-Twitchlog": "here"})


@require_safe
def phone(request: HttpRequest) -> HttpResponse:
    """Entries that are still on this phone and need a person: read and changed there, by ``phone.js``."""
    choices = {
        "muscles": [(one.id, _(one.lay_name)) for one in MUSCLES],
        "sides": [(one.value, _(word(one).lay)) for one in Side],
        "movements": [(one.value, _(word(one).lay)) for one in Movement],
    }
    return render(request, "journal/phone.html", choices)
