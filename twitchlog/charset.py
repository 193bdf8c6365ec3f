"""Forms come in UTF-8; in anything else they are refused, since some of those hold letters that nothing can store."""

from __future__ import annotations

import codecs
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

UTF_8 = ("utf-8", "ascii")
FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")


def utf_8_only(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 400 for a form in another character set, which no browser sends to our pages.

    Addresses are UTF-8 whatever a request names; JSON tells its own encoding.
    """

    def answered(request: HttpRequest) -> HttpResponse:
        # Django has set it only if the request names a character set that Python knows.
        if request.encoding and codecs.lookup(request.encoding).name not in UTF_8:
            if request.content_type in FORMS:
                raise BadRequest("A form that is not in UTF-8.")
            request.encoding = "utf-8"
        return get_response(request)

    return answered
