"""One visitor who asks for a page, waits for all of it, and notes how long that took."""

from __future__ import annotations

import gzip
import http.client
import statistics
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser

IDLE = 10.0  # seconds; the server hangs up after fifteen


@dataclass
class Times:
    """What was seen of one page on one server: seconds for each answer, the last status and the
    bytes sent.
    """

    seconds: list[float] = field(default_factory=list)
    status: int = 0
    size: int = 0

    @property
    def median(self) -> float:
        """In milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def p95(self) -> float:
        """In milliseconds: of twenty answers nineteen came sooner."""
        return statistics.quantiles(self.seconds, n=20)[-1] * 1000


class Visitor:
    """Keeps one connection open, as a browser does."""

    def __init__(self, port: int, cookies: str, encoding: str = "gzip") -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
        self.last = time.perf_counter()
        self.headers = {"Cookie": cookies, "Accept-Encoding": encoding}

    def ask(self, path: str, body: str | None = None, **headers: str) -> tuple[int, bytes, float]:
        """Status, body as sent, and seconds from the first byte asked to the last one answered."""
        method = "GET" if body is None else "POST"
        if time.perf_counter() - self.last > IDLE:  # the server is about to hang up on us
            self.connection.close()
        begun = time.perf_counter()
        self.connection.request(method, path, body, {**self.headers, **headers})
        answer = self.connection.getresponse()
        content = answer.read()
        self.last = time.perf_counter()
        return answer.status, content, self.last - begun

    def read(self, path: str) -> str:
        """A page's text."""
        _status, content, _seconds = self.ask(path)
        return (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode()

    def close(self) -> None:
        """Hang up."""
        self.connection.close()


class _Assets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Whatever a browser fetches by itself."""
        given = dict(attrs)
        if tag in {"script", "img"} and given.get("src"):
            self.found.append(given["src"] or "")
        if tag == "link" and given.get("rel") in {"stylesheet", "icon", "manifest", "preload"}:
            self.found.append(given.get("href") or "")


def first_visit(port: int, cookies: str, path: str) -> tuple[int, int]:
    """Requests and bytes for a page and all that it names, compressed as a browser gets it; nothing
    was cached.
    """
    browser = Visitor(port, cookies, encoding="gzip, deflate, br")
    reader = Visitor(port, cookies)
    parser = _Assets()
    parser.feed(reader.read(path))
    reader.close()
    paths = [path, *dict.fromkeys(one for one in parser.found if not one.startswith("data:"))]
    size = sum(len(browser.ask(one)[1]) for one in paths)
    browser.close()
    return len(paths), size
