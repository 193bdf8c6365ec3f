"""Everything the door refuses, said in plain words as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from journal.api.reading import field_problems
from journal.api.schemas import Problem


class Refusal(Exception):  # noqa: N818 - raised on purpose and answered; nothing went wrong in the program
    """A request that is answered with ``status`` and a sentence for a person, already translated."""

    def __init__(self, status: int, message: str, *, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers or {}


def say(
    status: int, message: str, *, headers: Mapping[str, str] | None = None, problems: list[Problem] | None = None
) -> HttpResponse:
    """The one shape of an error: ``{"message": ..., "problems": [...]}``."""
    found = [one.model_dump() for one in problems or []]
    return JsonResponse({"message": message, "problems": found}, status=status, headers=dict(headers or {}))


def sign_in_first() -> Refusal:
    """Nobody is signed in, and no token came along."""
    text = _("Sign in first, or send a token: “Authorization: Bearer …”.")
    return Refusal(401, text, headers={"WWW-Authenticate": "Bearer"})


def answer_refusals(api: NinjaAPI) -> None:
    """Let ``api`` answer all refusals, its own included, in that shape."""

    def refused(request: HttpRequest, error: Refusal | type[Refusal]) -> HttpResponse:
        return say(error.status, str(error), headers=error.headers)

    def unreadable(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
        return say(400, _("The request cannot be read."), problems=field_problems(error.errors))

    def other(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
        if error.status_code == 401:
            return refused(request, sign_in_first())
        return say(error.status_code, str(error))

    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(ValidationError, unreadable)
    api.add_exception_handler(HttpError, other)
