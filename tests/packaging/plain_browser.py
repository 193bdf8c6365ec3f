"""Whoever opens pages and sends forms with nothing but HTTP: no script, no access to the server's
code or files.
"""

from __future__ import annotations

import re
from html import unescape
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

PATIENCE = 180  # seconds, for whatever comes late on a busy machine and still comes
HIDDEN = re.compile(r'<input\b[^>]*type="hidden"[^>]*>')


class PlainBrowser:
    """Keeps cookies, and goes along with redirects; an answer that is an error is raised."""

    def __init__(self, url: str) -> None:
        """``url`` is the server's, without a slash at its end."""
        self.url = url
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> bytes:
        """What is found there."""
        return self._answer(Request(self.url + path))  # noqa: S310 - our own server

    def send(self, path: str, **fields: str) -> bytes:
        """The page after its form was sent, with what the page itself keeps in hidden fields."""
        kept = dict(_name_and_value(tag) for tag in HIDDEN.findall(self.get(path).decode()))
        body = urlencode(kept | fields).encode()
        sent = Request(self.url + path, body, {"Referer": self.url + path})  # noqa: S310 - ours
        return self._answer(sent)

    def _answer(self, request: Request) -> bytes:
        with self._opener.open(request, timeout=PATIENCE) as answer:
            content: bytes = answer.read()
        return content


def _name_and_value(tag: str) -> tuple[str, str]:
    attributes = dict(re.findall(r'(name|value)="([^"]*)"', tag))
    return unescape(attributes["name"]), unescape(attributes.get("value", ""))
