"""Refuses what the server may not be asked: a page or JSON, and a line in the log with the setting.

The page names the setting and the value, for whoever runs the server may be the one who reads it;
it lists nothing that is set now. The log has a line with the whole value.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.log import log_response

from twitchlog.http import app_path
from twitchlog.http.refusal_advice import Advice, of_path, outside_path

logger = logging.getLogger("twitchlog.edges")


def as_set_up(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: refuses what is asked under another path than the one that was set.

    An unknown host is found by the first that asks for it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        advice = of_path(request)
        if advice:
            return refusal(request, advice, 400)
        if app_path.is_outside(request.META):
            if request.path_info == settings.FORCE_SCRIPT_NAME:
                return redirect(settings.APP_PATH)
            return refusal(request, outside_path(), 404, {"to_front": True})
        return get_response(request)

    return middleware


def refusal(
    request: HttpRequest,
    advice: Advice,
    status: int,
    page: Mapping[str, object] | None = None,
    *,
    level: str | None = None,
) -> HttpResponse:
    """The page, or JSON for a program; and a line in the log.

    ``page``: more for the template. ``level`` of the line: by default what goes with the status.
    """
    if wants_page(request):
        answer = render(request, "refused.html", {"advice": advice, **(page or {})}, status=status)
    else:
        answer = plain(request, f"{advice.text} {advice.setting}".strip(), status)
    log_response(
        "%s: %s",
        request.path,
        advice.log,
        response=answer,
        request=request,
        logger=logger,
        level=level,
    )
    return answer


def wants_page(request: HttpRequest) -> bool:
    """Whether a person reads the answer: no program, and no script of ours that sends a form."""
    of_program = request.path_info.startswith("/api/")
    return not of_program and request.headers.get("Accept") != "application/json"


def plain(
    request: HttpRequest, text: str, status: int, retry_seconds: int | None = None
) -> HttpResponse:
    """``text`` in the shape that a program, or a script of ours, takes a refusal in."""
    content: dict[str, object] = {"errors": [text]}
    if request.path_info.startswith("/api/"):
        content = {"message": text, "problems": []}
    answer = JsonResponse(content, status=status)
    if retry_seconds is not None:
        answer["Retry-After"] = str(retry_seconds)
    return answer
