"""How a process makes answers: by the application, or by one view for what the front has to say."""

from __future__ import annotations

import dataclasses
import logging
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils.module_loading import import_string

from twitchlog.front.answers import Application, Environ, HttpAnswer, collect, plain
from twitchlog.lanes import FrontEvent, ServerNotice
from twitchlog.logs.formatting import path_in_words
from twitchlog.logs.throttled_warning import ThrottledWarning

logger = logging.getLogger(__name__)
BODY_IN_MESSAGE = "twitchlog.body"  # of a request on its way to a lane, where it needs no file
KEY, METHOD = "twitchlog.front", "twitchlog.method"
STATUS = {
    FrontEvent.TOO_LARGE: "413 Content Too Large",
    FrontEvent.FAILED: "500 Internal Server Error",
}
OTHERWISE = "503 Service Unavailable"
VIEW = "journal.views.server_notice.server_notice"


def _notices(application: WSGIHandler) -> WSGIHandler:
    """The app's middleware around one view, whatever address was asked for."""

    class Notices(type(application)):  # type: ignore[misc]
        def resolve_request(self, request: HttpRequest) -> ResolverMatch:
            request.resolver_match = ResolverMatch(import_string(VIEW), (), {})
            return request.resolver_match

    return Notices()


class AnswerMaker:
    """``folder`` is for what is too large to be kept in memory.

    ``application``: of ours, or any other's.
    """

    def __init__(self, application: Application, folder: Path) -> None:
        self.application, self.folder = application, folder
        self._notices: WSGIHandler | None = None
        self._busy = ThrottledWarning(
            logger, "%d requests were answered that too much is being worked on"
        )

    def answer(self, environ: Environ) -> HttpAnswer:
        """What the application answers; where it fails, also amid a body, the page that says so."""
        try:
            return collect(self.application, environ, self.folder)
        except Exception:
            logger.exception(
                "%s %s failed", environ["REQUEST_METHOD"], path_in_words(environ["PATH_INFO"])
            )
            return self.notice(environ, ServerNotice(FrontEvent.FAILED))

    def notice(self, environ: Environ, notice: ServerNotice) -> HttpAnswer:
        """The page, or JSON, for what the front has to say; a bare word if that cannot be made."""
        if notice.happening is FrontEvent.BUSY:
            self._busy.add()
        notice = dataclasses.replace(notice, content_type=environ.get("CONTENT_TYPE", ""))
        own = {KEY: notice, METHOD: environ["REQUEST_METHOD"], "REQUEST_METHOD": "GET"}
        own_environ = {**environ, **own, "wsgi.input": BytesIO(), "CONTENT_LENGTH": "0"}
        own_environ.pop("CONTENT_TYPE", None)
        if isinstance(self.application, WSGIHandler):
            try:
                if self._notices is None:
                    self._notices = _notices(self.application)
                return collect(self._notices, own_environ, self.folder)
            except Exception:
                logger.exception("what the front has to say cannot be shown")
        if notice.happening in STATUS:
            return plain(STATUS[notice.happening])
        return plain(OTHERWISE, Retry_After=str(notice.retry_after))


def only_text(environ: Environ) -> dict[str, Any]:
    """The part of an environ that can be sent to another process."""
    return {name: value for name, value in environ.items() if isinstance(value, str | float)}
