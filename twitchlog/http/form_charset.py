"""Forms come in UTF-8; in anything else, which nothing may be able to store, they are refused."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters

from twitchlog.http.app_path import split_path

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse

UTF_8 = ("utf-8", "ascii")
FORM_CONTENT_TYPES = ("multipart/form-data", "application/x-www-form-urlencoded")

UNREADABLE = "_unreadable_type"


class ReadableRequest(WSGIRequest):
    """A request whose head is read without an error, whatever it says of its body.

    Django reads it before any middleware, so what it cannot read would be a bare 500:
    ``charset*=nothing''x`` by RFC 2231, an embedded NUL, a length that is no number. Here it is
    noted, and refused by :func:`utf_8_only` with a page.
    """

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        """Without the character set, in which Django would also read the address: idna breaks."""
        try:
            self.content_type, self.content_params = parse_header_parameters(
                meta.get("CONTENT_TYPE", "")
            )
            int(meta.get("CONTENT_LENGTH") or 0)
        except ValueError:  # UnicodeError is one
            self.content_type, self.content_params = "", {}
            setattr(self, UNREADABLE, True)


class Application(WSGIHandler):
    """Django's, with such requests, below the path that the settings name."""

    request_class = ReadableRequest

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Any:
        """The answer; another's server, unlike our own front, has not looked for the path."""
        split_path(environ)
        return super().__call__(environ, start_response)


def utf_8_only(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 400 for a form in another character set, which no browser sends to our pages.

    Addresses are UTF-8 whatever a request names; JSON tells its own encoding.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        if getattr(request, UNREADABLE, False):
            raise BadRequest("A head that says nothing readable of its body.")
        charset = (request.content_params or {}).get("charset", "")
        if request.content_type in FORM_CONTENT_TYPES and _is_another(charset):
            raise BadRequest("A form that is not in UTF-8.")
        if request.encoding:  # a request of Django's own class, as its test client makes them
            request.encoding = "utf-8"
        return get_response(request)

    return answered


def _is_another(charset: str) -> bool:
    """Whether that is a character set which Python knows, and neither UTF-8 nor a part of it."""
    try:
        return codecs.lookup(charset).name not in UTF_8
    except (LookupError, ValueError):
        return False
