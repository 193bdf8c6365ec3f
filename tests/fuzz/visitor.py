"""Somebody who asks the real application in this process, and a judge of each answer."""

from __future__ import annotations

import io
import logging
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_to_bytes, urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore

from twitchlog.wsgi import application

CSRF = "fuzz0fuzz0fuzz0fuzz0fuzz0fuzz012"
FORM = "application/x-www-form-urlencoded"
# seconds of this process for one answer; a machine that is busy with other things takes no part in
# it
LONGEST = 5.0


@dataclass(frozen=True)
class Reply:
    """What came back, whole."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """As a page."""
        return self.content.decode(errors="replace")


@dataclass
class Judge:
    """Counts what was asked and keeps what must not be: ``problems`` says each with what brings it
    about. An answer may keep this process busy for ``longest`` seconds.
    """

    counts: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    longest: float = LONGEST

    def look(
        self, part: str, what: str, ask: Callable[[], Reply], *, allowed: tuple[int, ...] = ()
    ) -> Reply | None:
        """Ask, and hold the answer against the criteria: no 5xx, no exception, not too long, no
        traceback logged.
        """
        begun = time.process_time()
        with logged() as traces:
            try:
                reply: Reply | None = ask()
            except Exception as error:  # noqa: BLE001 - whatever escapes is what is looked for
                self.note(
                    f"{part}: {what}: {type(error).__name__} escaped\n"
                    f"{traceback.format_exc(limit=-6)}"
                )
                reply = None
        self.took(time.process_time() - begun, f"{part}: {what}")
        self.counts[part] += 1
        if reply:
            self.statuses[f"{part} {reply.status}"] += 1
        if reply and reply.status >= 500 and reply.status not in allowed:
            self.note(f"{part}: {what}: {reply.status}\n" + "\n".join(traces)[-2_000:])
        elif traces:
            self.note(f"{part}: {what}: a traceback in the log\n" + "\n".join(traces)[-2_000:])
        return reply

    def took(self, seconds: float, what: str) -> None:
        """How long an answer kept this process busy."""
        self.slowest = max(self.slowest, (seconds, what[:300]))
        if seconds > self.longest:
            self.note(f"{what[:1_000]}: took {seconds:.1f} s")

    def note(self, problem: str) -> None:
        """One thing that must not be."""
        self.problems.append(problem[:6_000])


@contextmanager
def logged() -> Iterator[list[str]]:
    """The tracebacks that are logged meanwhile."""
    handler = _Traces()
    logging.getLogger().addHandler(handler)
    logging.getLogger("django").addHandler(handler)
    try:
        yield handler.traces
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger("django").removeHandler(handler)


class _Traces(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.traces: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[0]:
            self.traces.append("".join(traceback.format_exception(*record.exc_info)[-6:]))


class Visitor:
    """A browser without scripts in which somebody may be signed in; keeps no cookies but these
    two.
    """

    def __init__(self, user: User | None = None) -> None:
        self.session = ""
        if user:
            self.sign_in(user)

    def sign_in(self, user: User) -> None:
        """A new session, whose person has just given their password, and will have for a while."""
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time() + 100_000, "reauthenticated": True}
        ]
        session["account_authentication_methods_user"] = str(user.pk)
        session.create()
        self.session = session.session_key or ""

    def get(self, path: str, **headers: str) -> Reply:
        """Ask for a page; ``path`` may hold a query."""
        return self.ask("GET", path, headers=headers)

    def post(self, path: str, fields: Any) -> Reply:
        """Send a form as a browser does that has no file to send."""
        return self.ask(
            "POST", path, urlencode(fields, doseq=True, errors="surrogatepass").encode(), FORM
        )

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        kind: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """One request, as a server hands it to the application."""
        before, _mark, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": unquote_to_bytes(before.encode("utf-8", "surrogatepass")).decode(
                "latin-1"
            ),
            "QUERY_STRING": query.encode("utf-8", "surrogatepass").decode("latin-1"),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost",
            "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={self.session}; "
            f"{settings.CSRF_COOKIE_NAME}={CSRF}",
            "HTTP_X_CSRFTOKEN": CSRF,
            "CONTENT_TYPE": kind,
            "CONTENT_LENGTH": str(len(body)) if body or method == "POST" else "",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": io.StringIO(),
            "wsgi.multithread": False,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        environ.update(
            {
                f"HTTP_{name.upper().replace('-', '_')}": value
                for name, value in (headers or {}).items()
            }
        )
        return _answered(environ)


def _answered(environ: dict[str, Any]) -> Reply:
    heads: list[tuple[str, list[tuple[str, str]]]] = []

    def start_response(
        status: str, headers: list[tuple[str, str]], _error: Any = None
    ) -> Callable[[bytes], object]:
        heads.append((status, headers))
        return lambda _data: None

    answer = application(environ, start_response)
    try:
        content = b"".join(answer)
    finally:
        close = getattr(answer, "close", None)
        if close:
            close()
    status, headers = heads[-1]
    return Reply(int(status.split(" ", 1)[0]), dict(headers), content)
