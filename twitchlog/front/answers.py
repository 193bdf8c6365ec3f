"""An answer: made by the WSGI application, collected whole, put into the bytes that are sent."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Protocol

from twitchlog.front.bounds import MB
from twitchlog.http.cache_headers import OUTSIDE_DJANGO

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
ANSWER_IN_MEMORY = MB
NO_BODY = ("1", "204", "304")


class AnswerSource(Protocol):
    """What can be read from its beginning to its end, and closed."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes; none at the end."""

    def close(self) -> None:
        """Let go of it."""


def nameless(folder: Path) -> IO[bytes]:
    """A file that goes when it is closed, however that comes."""
    return tempfile.TemporaryFile(dir=folder)


class SharedFile:
    """An open file that other processes read as well, each with a place of its own."""

    def __init__(self, file: int) -> None:
        self.file, self._place = file, 0

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, from this reader's own place; all that are left by default."""
        if size < 0:
            size = os.fstat(self.file).st_size
        part = os.pread(self.file, size, self._place)
        self._place += len(part)
        return part

    def close(self) -> None:
        """Close our end of the file."""
        os.close(self.file)


@dataclass(slots=True)
class HttpAnswer:
    """``status``: number and words.

    ``content``: the whole body, or what holds ``size`` bytes of it.
    """

    status: str
    headers: list[tuple[str, str]]
    content: bytes | AnswerSource
    size: int

    def head(self, *, now: float, keep: bool, without_body: bool = False) -> bytes:
        """The bytes before the body.

        ``keep``: the connection stays open. ``now``: seconds since 1970.
        """
        lines = [f"HTTP/1.1 {self.status}"]
        named = set()
        for name, value in self.headers:
            lines.append(f"{name}: {value}")
            named.add(name.lower())
        if not self.status.startswith(NO_BODY) and "content-length" not in named:
            lines.append(f"Content-Length: {self.size}")
        if "date" not in named:
            lines.append(f"Date: {_date(int(now))}")
        if not keep:
            lines.append("Connection: close")
        return "\r\n".join([*lines, "\r\n"]).encode("latin-1")

    def close(self) -> None:
        """Let go of the file, if there is one."""
        if not isinstance(self.content, bytes):
            self.content.close()


@lru_cache(maxsize=2)
def _date(second: int) -> str:
    return formatdate(second, usegmt=True)


def plain(status: str, **headers: str) -> HttpAnswer:
    """A word to whoever does not keep to HTTP, or where nothing else can be made."""
    text = f"{status}\n".encode()
    fields = {"Content-Type": "text/plain; charset=utf-8", **OUTSIDE_DJANGO}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    return HttpAnswer(status, list(fields.items()), text, len(text))


def collect(application: Application, environ: Environ, folder: Path) -> HttpAnswer:
    """The application's whole answer, in memory, or from a size on in a file in ``folder``.

    Whatever it raises, also in the middle of the body, is raised here, before anything was sent.
    """
    begun: list[Any] = []

    def start_response(
        status: str, headers: list[tuple[str, str]], exc_info: object = None
    ) -> Callable[[bytes], None]:
        begun[:] = [status, headers]
        return collected.add

    collected = _CollectedBody(folder)
    try:
        pieces = application(environ, start_response)
        try:
            for piece in pieces:
                collected.add(piece)
        finally:
            close = getattr(pieces, "close", None)
            if close is not None:
                close()
    except BaseException:
        collected.close()
        raise
    status, headers = begun
    return HttpAnswer(status, headers, collected.content(), collected.size)


class _CollectedBody:
    def __init__(self, folder: Path) -> None:
        self.folder, self.size = folder, 0
        self.parts: list[bytes] = []
        self.file: IO[bytes] | None = None

    def add(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.file is not None:
            self.file.write(piece)
            return
        self.parts.append(piece)
        if self.size > ANSWER_IN_MEMORY:
            self.file = nameless(self.folder)
            self.file.writelines(self.parts)
            self.parts.clear()

    def content(self) -> bytes | AnswerSource:
        if self.file is None:
            return b"".join(self.parts)
        self.file.flush()
        self.file.seek(0)
        return self.file

    def close(self) -> None:
        if self.file is not None:
            self.file.close()
