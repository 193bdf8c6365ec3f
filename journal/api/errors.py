"""Everything the API refuses, said in plain words as JSON."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from journal.api.request_body import field_problems
from journal.api.schemas_out import ErrorOut, FieldProblem
from journal.request_limits import TooManyError
from twitchlog.database.storage_errors import CAUSE_TEXTS, RETRY_SECONDS, cause_of

logger = logging.getLogger(__name__)

# What any operation may answer besides what it is for.
ERRORS = dict.fromkeys((400, 401, 403, 409, 429, 503), ErrorOut)


class ApiError(Exception):
    """A request that is answered with ``status`` and a sentence for a person, translated."""

    def __init__(
        self,
        status: int,
        message: str,
        *,
        headers: Mapping[str, str] | None = None,
        problems: list[FieldProblem] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}
        self.problems = problems


def error_response(
    status: int,
    message: str,
    *,
    headers: Mapping[str, str] | None = None,
    problems: list[FieldProblem] | None = None,
) -> HttpResponse:
    """The one shape of an error: ``{"message": ..., "problems": [...]}``."""
    listed = [problem.model_dump() for problem in problems or []]
    return JsonResponse(
        {"message": message, "problems": listed}, status=status, headers=dict(headers or {})
    )


def sign_in_first() -> ApiError:
    """Nobody is signed in, and no token came along."""
    text = _("Sign in first, or send a token: “Authorization: Bearer …”.")
    return ApiError(401, text, headers={"WWW-Authenticate": "Bearer"})


def json_only(request: HttpRequest) -> None:
    """Raises :class:`ApiError` for a body that says it is something else; before anything reads it
    as a form.
    """
    if request.content_type != "application/json":
        raise ApiError(415, _("Send JSON, with the header “Content-Type: application/json”."))


def known_parameters(request: HttpRequest, *names: str) -> None:
    """Raises :class:`ApiError` if the address asks for something that there is not, instead of
    passing over it.
    """
    unknown = sorted(set(request.GET) - set(names))
    if unknown:
        refusals = [
            FieldProblem(field=name, message=_("There is no field of this name."))
            for name in unknown
        ]
        raise ApiError(400, _("The request cannot be read."), problems=refusals)


def answer_errors(api: NinjaAPI) -> None:
    """Let ``api`` answer everything that it refuses, ninja's own included, in that shape."""
    api.add_exception_handler(DatabaseError, _not_now)
    api.add_exception_handler(OSError, _not_now)
    api.add_exception_handler(ApiError, _refused)
    api.add_exception_handler(TooManyError, _too_many)
    api.add_exception_handler(ValidationError, _unreadable)


# ninja types its handlers too widely: Any.
def _refused(request: HttpRequest, error: Any) -> HttpResponse:
    return error_response(error.status, str(error), headers=error.headers, problems=error.problems)


def _too_many(request: HttpRequest, error: Any) -> HttpResponse:
    text = _("Too many requests. Wait a moment, then send again; nothing was stored this time.")
    return error_response(429, text, headers={"Retry-After": str(error.seconds)})


def _unreadable(request: HttpRequest, error: Any) -> HttpResponse:
    problems = field_problems(error.errors, skip=1)
    return error_response(400, _("The request cannot be read."), problems=problems)


def _not_now(request: HttpRequest, error: Any) -> HttpResponse:
    cause = cause_of(error)
    if cause is None:
        raise error
    logger.error("%s: %s", request.path, error)
    text = _("%(why)s Nothing was stored; send it again later.") % {"why": CAUSE_TEXTS[cause]}
    return error_response(503, text, headers={"Retry-After": str(RETRY_SECONDS)})
