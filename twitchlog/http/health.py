"""Answers whoever looks by a program: is the server there, can it store something? (docs/adr/0228)

Nobody is looked up for it, no session is opened, and nothing is said of anybody's diary.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.utils.log import log_response
from django_alive.views import alive, healthcheck

from twitchlog.http.https_only import SAFE

# By the path below that of the app, and at the root of the host: who looks may not know the path.
VIEWS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
    "/health/": healthcheck,
    "/health/live/": alive,
    "/health/ready/": healthcheck,
}


def answered_first(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware, before all that asks by which name, how, and for whom.

    A container, a proxy or a service manager asks by an address of its own, mostly without HTTPS.
    What it hears is in its own log: here it would be a line every few seconds.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        view = VIEWS.get(request.path_info)
        if view is None:
            return get_response(request)
        if request.method not in SAFE:
            return HttpResponseNotAllowed(SAFE)
        answer = view(request)
        answer.headers["Cache-Control"] = "no-store"
        if answer.status_code != 200:
            log_response("not ready", response=answer, request=request, level="debug")
        return answer

    return middleware
