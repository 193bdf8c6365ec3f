"""What a phone keeps of the day pages for when the server cannot be reached.

The same for everybody: opens no session and asks nothing of the database.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from journal.pages.markup_cache import day_shell


@require_safe
@cache_control(max_age=600)  # browsers look for a newer one after every page
def day_sw(request: HttpRequest) -> HttpResponse:
    """The day pages' service worker, which answers where the server cannot be reached."""
    return HttpResponse(day_shell().worker, content_type="text/javascript")


@require_safe
@cache_control(no_cache=True)
def offline(request: HttpRequest) -> HttpResponse:
    """The page that this worker shows instead of the one that was asked for."""
    return HttpResponse(day_shell().page)


@require_safe
@never_cache
def reach(request: HttpRequest) -> HttpResponse:
    """A sign of life, asked for before a form leaves its page.

    The header tells it from a portal's answer.
    """
    return HttpResponse(status=204, headers={"X-Twitchlog": "here"})
