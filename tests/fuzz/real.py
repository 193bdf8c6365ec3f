"""The same before the real server, and bytes that are hardly HTTP."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.conf import settings

from bench.servers import free_port
from siege.besieged_server import stop, wait_for
from tests.fuzz.people import Scene
from tests.fuzz.posts import posts
from tests.fuzz.queries import queries
from tests.fuzz.visitor import CSRF, FORM, Reply, Visitor

HOME = Path(__file__).resolve().parent.parent.parent
LONGEST = 10.0  # seconds for an answer; a head that is not whole is waited for longer by any server
START = 60.0
TRACE = "Traceback (most recent call last)"


def real(scene: Scene, count: int) -> None:
    """A third of that many posts, a third queries, a third odd bytes."""
    port, log = free_port(), settings.DATA_DIR.parent / f"{settings.DATA_DIR.name}.log"
    with serving(port, log) as server:
        scene.visitor = Remote(port, scene.visitor.session)
        posts(scene, count // 3)
        queries(scene, count // 3)
        for number in range(count // 3):
            odd_bytes(scene, port, ODD[number % len(ODD)])
            if number % 10 == 9:
                scene.must_be_shown("real", "/dashboard/")
        if server.poll() is not None:
            scene.judge.note(f"real: the server ended with {server.returncode}")
    said_no_traceback(scene, log)


def said_no_traceback(scene: Scene, log: Path) -> None:
    """The server's log has none; it is deleted."""
    text = log.read_text(encoding="utf-8", errors="replace")
    log.unlink()
    if TRACE in text:
        scene.judge.note(
            f"{text.count(TRACE)} tracebacks in the server's log\n"
            f"{text[text.index(TRACE) :][:4_000]}"
        )


@contextlib.contextmanager
def serving(port: int, log: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """``manage.py serve`` in this process's own data folder."""
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": str(port), **more}
    with log.open("wb") as file:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=HOME,
            env=environment,
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
    try:
        wait_for(port, server, time.perf_counter() + START)
        yield server
    finally:
        stop(server)


class Remote(Visitor):
    """The visitor, over a real connection each time."""

    def __init__(self, port: int, session: str) -> None:
        super().__init__()
        self.port, self.session = port, session

    def ask(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        kind: str = "",
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """One request on the wire; raises TimeoutError where no whole answer comes."""
        cookies = (
            f"{settings.SESSION_COOKIE_NAME}={self.session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
        )
        lines = {
            "Host": "localhost",
            "Connection": "close",
            "Cookie": cookies,
            "X-CSRFToken": CSRF,
            **(headers or {}),
        }
        if body or method == "POST":
            lines |= {"Content-Type": kind, "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode(
            "utf-8", "surrogatepass"
        )
        target = path.replace(" ", "%20").encode("utf-8", "surrogatepass")
        return replied(
            exchange(
                self.port,
                method.encode() + b" " + target + b" HTTP/1.1\r\n" + head + b"\r\n" + body,
            )
        )


def exchange(port: int, sent: bytes) -> bytes:
    """Send it and read until the server hangs up; b"" where it hung up without a word."""
    got = bytearray()
    with (
        socket.create_connection(("127.0.0.1", port), LONGEST) as connection,
        contextlib.suppress(ConnectionError),
    ):
        connection.sendall(sent)
        while piece := connection.recv(65_536):
            got += piece
    return bytes(got)


def replied(got: bytes) -> Reply:
    """Hung up without a word counts as 400: the request was none."""
    head, _end, content = got.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    words = lines[0].split(" ")
    pairs = (line.partition(": ") for line in lines[1:])
    named = {name.title(): value for name, _colon, value in pairs}
    return Reply(int(words[1]) if len(words) > 1 and words[1].isdigit() else 400, named, content)


def odd_bytes(scene: Scene, port: int, sent: bytes) -> None:
    """Anything but a 5xx, before the time is over."""
    sent = sent.replace(b"CSRF", CSRF.encode()).replace(
        b"COOKIE", settings.CSRF_COOKIE_NAME.encode()
    )
    if scene.dice.random() < 0.5:
        at = scene.dice.randrange(len(sent))
        sent = sent[:at] + bytes([scene.dice.randrange(256)]) + sent[at + scene.dice.randrange(2) :]
    scene.judge.look(
        "real, odd bytes",
        repr(sent[:300]),
        lambda: replied(_half_closed(port, sent)),
        allowed=(501, 505),
    )


def _half_closed(port: int, sent: bytes) -> bytes:
    """As ``exchange``, saying that nothing more will come, so that no server waits for the rest."""
    got = bytearray()
    with (
        socket.create_connection(("127.0.0.1", port), LONGEST) as connection,
        contextlib.suppress(ConnectionError),
    ):
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(65_536):
            got += piece
    return bytes(got)


HEAD = (
    b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nCookie: COOKIE=CSRF\r\nX-CSRFToken: "
    b"CSRF\r\n"
)
SORT = f"Content-Type: {FORM}\r\n".encode()
ODD = (
    HEAD + SORT + b"Content-Length: 7\r\nContent-Length: 9\r\n\r\nlogin=a",
    HEAD
    + SORT
    + b"Content-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
    HEAD + SORT + b"Content-Length: 7, 7\r\n\r\nlogin=a",
    HEAD + SORT + b"Content-Length: -1\r\n\r\nlogin=a",
    HEAD + SORT + b"Content-Length: 99999999999999999999\r\n\r\nlogin=a",
    HEAD + SORT + b"Content-Length: 1e3\r\n\r\nlogin=a",
    HEAD + SORT + b"Content-Length: 9\r\n\r\nlogin=a",
    HEAD + SORT + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nlogin=a\r\n0\r\n\r\n",
    HEAD + SORT + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nlogin=a\r\n0\r\n\r\n",
    HEAD
    + SORT
    + b"Transfer-Encoding: chunked\r\n\r\n7;"
    + b"x" * 9_000
    + b"\r\nlogin=a\r\n0\r\n\r\n",
    HEAD
    + SORT
    + b"Transfer-Encoding: chunked\r\n\r\n7\r\nlogin=a\r\n0\r\nX: "
    + b"y" * 9_000
    + b"\r\n\r\n",
    HEAD + SORT + b"Transfer-Encoding: identity\r\n\r\nlogin=a",
    HEAD + SORT + b"Transfer-Encoding: gzip, chunked\r\n\r\n7\r\nlogin=a\r\n0\r\n\r\n",
    HEAD + SORT + b"Expect: 100-continue\r\nContent-Length: 7\r\n\r\nlogin=a",
    HEAD
    + b"Content-Type: application/x-www-form-urlencoded; charset=utf-16\r\nContent-Length: 7\r\n"
    b"\r\nlogin=a",
    HEAD + b"Content-Type: multipart/form-data; boundary=\xff\r\nContent-Length: 7\r\n\r\nlogin=a",
    HEAD + b"Content-Type: multipart/form-data\r\nContent-Length: 7\r\n\r\nlogin=a",
    HEAD + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    HEAD + b"X: " + b"y" * 1_000_000 + b"\r\n\r\n",
    HEAD + b"".join(b"X%d: y\r\n" % number for number in range(2_000)) + b"\r\n",
    HEAD + b" folded: yes\r\n\r\n",
    HEAD + b"No colon\r\n\r\n",
    HEAD + b": no name\r\n\r\n",
    HEAD + b"Bad name : x\r\n\r\n",
    HEAD.replace(b"\r\n", b"\n") + b"\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /?" + b"a" * 60_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%00%0d%0a%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /%C0%AF%C0%AF/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET http://localhost/help/ HTTP/1.1\r\nHost: evil.test\r\n\r\n",
    b"GET //evil.test/%2e%2e HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET /help/ HTTP/1.0\r\n\r\n",
    b"GET /help/ HTTP/1.1\r\n\r\n",
    b"GET /help/ HTTP/1.1\r\nHost: localhost\r\nHost: evil.test\r\n\r\n",
    b"GET /help/ HTTP/1.1\r\nHost: localhost:99999999\r\n\r\n",
    b"GET /help/ HTTP/1.1\r\nHost: \xff\xfe\r\n\r\n",
    b"GET /help/ HTTP/9.9\r\nHost: localhost\r\n\r\n",
    b"GET /help/\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"TRACE /help/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"\x00" * 1_000,
    b"\r\n\r\n\r\n",
    b"GET /help/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" * 20,
)
