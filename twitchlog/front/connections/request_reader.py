"""From bytes to whole requests: the parser's callbacks, and the bounds on head and body."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import httptools

from twitchlog.front import bounds
from twitchlog.front.answers import Environ, HttpAnswer, plain
from twitchlog.front.connections.request_body import (
    BodiesFullError,
    Body,
    BodyStore,
    BodyTooLargeError,
)
from twitchlog.front.connections.request_head import HeadError, Pairs, environ_of
from twitchlog.lanes import FrontEvent, ServerNotice

logger = logging.getLogger(__name__)
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"


@dataclass(eq=False, slots=True)
class WholeRequest:
    """One whole request, or a refusal in its place.

    ``keep``: the connection may stay open after it.
    """

    environ: Environ
    body: Body | None
    keep: bool
    refusal: HttpAnswer | ServerNotice | None = None

    @property
    def asks_for_page(self) -> bool:
        """Whether a person waits before a browser."""
        takes_page = "text/html" in self.environ.get("HTTP_ACCEPT", "")
        return takes_page and self.environ["REQUEST_METHOD"] == "GET"

    def close(self) -> None:
        """Let go of the request's body."""
        if self.body:
            self.body.close()


class ReaderHost(Protocol):
    """What a reader needs to know of its worker."""

    store: BodyStore

    def most_of(self, environ: Environ) -> int:
        """Bytes that the body of this request may have."""

    def who_of(self, environ: Environ) -> str:
        """Whose the request is, for the bounds of bodies."""


class RequestReader:
    """Reads one connection.

    ``arrived`` is called with each request, ``say`` with what is said meanwhile.

    ``deaf``: nothing more is read, because of a refusal or of what the client said.
    """

    def __init__(
        self,
        host: ReaderHost,
        ends: Environ,
        arrived: Callable[[WholeRequest], None],
        say: Callable[[bytes], None],
    ) -> None:
        self.host, self.ends, self.arrived, self.say = host, ends, arrived, say
        self.parser = httptools.HttpRequestParser(self)
        self.deaf = False
        self.in_head = False
        self.body: Body | None = None
        self.since = time.monotonic()
        self._has_arrived = False
        self._begins()

    def _begins(self) -> None:
        self._fed, self._bytes, self._target = 0, 0, b""
        self._pieces, self._trailers = 0, 0
        self._headers: Pairs = []
        self._environ: Environ = {}

    @property
    def is_amid(self) -> bool:
        """Whether a request has begun and is not whole."""
        return self.in_head or bool(self._environ)

    def feed(self, data: bytes) -> bytes:
        """Read until a request is whole, or a few tiny ones; gives back what came behind."""
        position, self._has_arrived = 0, False
        while position < len(data) and not self.deaf and not self._has_arrived:
            end = position + self._piece()
            self._feed(data[position:end])
            position = end
        if self.deaf:
            return b""
        return data[position:]

    def _piece(self) -> int:
        """Bytes to be read before the next look: what a body of known length lacks, else few."""
        if self.body and "CONTENT_LENGTH" in self._environ:
            return max(bounds.READ_PIECE, int(self._environ["CONTENT_LENGTH"]) - self.body.size)
        return bounds.READ_PIECE

    def _feed(self, data: bytes) -> None:
        begun = self.in_head
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            # nothing else is spoken here: the request is answered and the line closed
            self.deaf = True
        except httptools.HttpParserCallbackError:
            logger.exception("a request could not be read")
            self.refuse(plain("500 Internal Server Error"))
        except httptools.HttpParserError:
            self.refuse(plain("400 Bad Request"))
        if self.in_head and begun:
            self._fed += len(data)
            if self._fed > bounds.HEAD_BYTES:
                self.refuse(plain("431 Request Header Fields Too Large"))

    def refuse(self, refusal: HttpAnswer | ServerNotice) -> None:
        """Answer so when it is this request's turn, and read nothing more."""
        if self.deaf:
            return
        environ = self._environ or {"REQUEST_METHOD": "GET"}
        self.close()
        self._has_arrived = True
        self.arrived(WholeRequest(environ, None, keep=False, refusal=refusal))

    def close(self) -> None:
        """Read nothing more, and let go of what came."""
        self.deaf, self.in_head = True, False
        if self.body:
            self.body.close()
        self.body = None
        self._begins()

    def is_too_slow(self, now: float) -> bool:
        """Whether the request that has begun comes slower than anybody's."""
        if self.body:
            return self.body.is_too_slow(now)
        return self.is_amid and now - self.since > bounds.HEAD_SECONDS

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        if self.deaf:
            return
        self._begins()
        self.in_head, self.since = True, time.monotonic()

    def on_url(self, part: bytes) -> None:
        """A piece of the address."""
        self._target += part

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header. Those that may follow a body are of no use, and cost time all the same."""
        if not self.in_head:
            self._trailers += 1
            if self._trailers > bounds.HEADERS:
                self.refuse(plain("431 Request Header Fields Too Large"))
        else:
            self._bytes += len(name) + len(value)
            self._headers.append((name, value))
            # now, since each of the thousands that may follow takes memory
            if len(self._headers) > bounds.HEADERS:
                self.refuse(plain("431 Request Header Fields Too Large"))

    def on_headers_complete(self) -> None:
        """The head is whole: make sense of it, and say how large the body may be."""
        if self.deaf:
            return
        self.in_head = False
        if self._bytes > bounds.HEAD_BYTES:
            self.refuse(plain("431 Request Header Fields Too Large"))
            return
        method, version = self.parser.get_method().decode("ascii"), self.parser.get_http_version()
        try:
            self._environ = environ_of(method, self._target, version, self._headers, self.ends)
        except HeadError as error:
            self.refuse(plain(error.status))
            return
        length = self._environ.get("CONTENT_LENGTH", "")
        if length not in ("", "0") or "HTTP_TRANSFER_ENCODING" in self._environ:
            self._expect_body(length)

    def _expect_body(self, length: str) -> None:
        most = self.host.most_of(self._environ)
        if length and int(length) > most:  # the parser has seen to it that it is a number
            self.refuse(ServerNotice(FrontEvent.TOO_LARGE, bound=most))
            return
        who = partial(self.host.who_of, self._environ)
        self.body = Body(self.host.store, most, who, is_stranger=most == bounds.STRANGER_BYTES)
        expects = self._environ.get("HTTP_EXPECT", "").lower() == "100-continue"
        if expects and self._environ["SERVER_PROTOCOL"] != "HTTP/1.0":
            self.say(CONTINUE)

    def on_body(self, part: bytes) -> None:
        """A piece of the body; of chunks of a byte or two each one costs as much as a large one."""
        if self.deaf or self.body is None:
            return
        self._pieces += 1
        if self._is_crumbs():
            self.refuse(plain("400 Bad Request"))
            return
        try:
            self.body.add(part)
        except BodyTooLargeError:
            self.refuse(ServerNotice(FrontEvent.TOO_LARGE, bound=self.body.most))
        except (BodiesFullError, OSError):
            self.refuse(ServerNotice(FrontEvent.BUSY))

    def _is_crumbs(self) -> bool:
        """Whether a body without a length comes in many more chunks than it has reason to."""
        return (
            self._pieces > bounds.CHUNKS
            and "CONTENT_LENGTH" not in self._environ
            and self.body is not None
            and self.body.size < self._pieces * bounds.CHUNK_MEAN
        )

    def on_message_complete(self) -> None:
        """The request is whole."""
        if self.deaf:
            return
        environ, body, self.body = self._environ, self.body, None
        self._begins()
        keep = environ["SERVER_PROTOCOL"] != "HTTP/1.0" and self.parser.should_keep_alive()
        if not keep:
            self.deaf = True
        if body:
            environ["CONTENT_LENGTH"] = str(body.size)
            environ.pop("HTTP_TRANSFER_ENCODING", None)
        self._has_arrived = True
        self.arrived(WholeRequest(environ, body, keep))
