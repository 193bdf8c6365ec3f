"""Everything the door refuses, said in plain words as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import ValidationError

from journal.api.reading import field_problems
from journal.api.schemas import FieldProblem, Trouble
from journal.limits import TooManyError

# What any operation may answer besides what it is for.
TROUBLES = {400: Trouble, 401: Trouble, 403: Trouble, 409: Trouble, 429: Trouble}


class Refusal(Exception):  # noqa: N818 - raised on purpose and answered; nothing went wrong in the program
    """A request that is answered with ``status`` and a sentence for a person, already translated."""

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


def say(
    status: int, message: str, *, headers: Mapping[str, str] | None = None, problems: list[FieldProblem] | None = None
) -> HttpResponse:
    """The one shape of an error: ``{"message": ..., "problems": [...]}``."""
    found = [one.model_dump() for one in problems or []]
    return JsonResponse({"message": message, "problems": found}, status=status, headers=dict(headers or {}))


def sign_in_first() -> Refusal:
    """Nobody is signed in, and no token came along."""
    text = _("Sign in first, or send a token: “Authorization: Bearer …”.")
    return Refusal(401, text, headers={"WWW-Authenticate": "Bearer"})


def json_only(request: HttpRequest) -> None:
    """Raises :class:`Refusal` for a body that says it is something else; before anything reads it as a form."""
    if request.content_type != "application/json":
        raise Refusal(415, _("Send JSON, with the header “Content-Type: application/json”."))


def known_parameters(request: HttpRequest, *names: str) -> None:
    """Raises :class:`Refusal` if the address asks for something that there is not, instead of passing over it."""
    unknown = sorted(set(request.GET) - set(names))
    if unknown:
        found = [FieldProblem(field=name, message=_("There is no field of this name.")) for name in unknown]
        raise Refusal(400, _("The request cannot be read."), problems=found)


def answer_refusals(api: NinjaAPI) -> None:
    """Let ``api`` answer all refusals, its own included, in that shape. (ninja types its handlers too widely: Any.)"""

    def refused(request: HttpRequest, error: Any) -> HttpResponse:
        return say(error.status, str(error), headers=error.headers, problems=error.problems)

    def too_many(request: HttpRequest, error: Any) -> HttpResponse:
        text = _("Too many requests. Wait a moment, then send again; nothing was stored this time.")
        return say(429, text, headers={"Retry-After": str(error.seconds)})

    def unreadable(request: HttpRequest, error: Any) -> HttpResponse:
        return say(400, _("The request cannot be read."), problems=field_problems(error.errors, skip=1))

    api.add_exception_handler(Refusal, refused)
    api.add_exception_handler(TooManyError, too_many)
    api.add_exception_handler(ValidationError, unreadable)
