"""Texts that are the same for everybody, sent as brotli where the browser takes that
(docs/adr/0202).
"""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

_TAKES_BROTLI = re.compile(r"\bbr\b")


def packed_answer(
    request: HttpRequest, text: str, packed: bytes, content_type: str
) -> HttpResponse:
    """The text, or ``packed``, which is the same as brotli."""
    if _TAKES_BROTLI.search(request.headers.get("Accept-Encoding", "")):
        answer = HttpResponse(packed, content_type=content_type)
        answer["Content-Encoding"] = "br"
    else:
        answer = HttpResponse(text, content_type=content_type)
    patch_vary_headers(answer, ["Accept-Encoding"])
    return answer
