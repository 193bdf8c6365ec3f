"""Refuses what the server may not be asked: a page or JSON, and a line in the log with the setting.

The page names the setting and the value, for whoever runs the server may be the one who reads it;
it lists nothing that is set now. The log has a line with the whole value.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.log import log_response

from twitchlog.http.refusal_advice import Advice, of_path

logger = logging.getLogger("twitchlog.edges")


def as_set_up(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: refuses what is asked under a path.

    An unknown host is found by the first that asks for it.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        advice = of_path(request)
        if advice:
            return refusal(request, advice, 400)
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
    of_program = request.path.startswith("/api/")
    return not of_program and request.headers.get("Accept") != "application/json"


def plain(
    request: HttpRequest, text: str, status: int, retry_seconds: int | None = None
) -> HttpResponse:
    """``text`` in the shape that a program, or a script of ours, takes a refusal in."""
    content: dict[str, object] = {"errors": [text]}
    if request.path.startswith("/api/"):
        content = {"message": text, "problems": []}
    answer = JsonResponse(content, status=status)
    if retry_seconds is not None:
        answer["Retry-After"] = str(retry_seconds)
    return answer
