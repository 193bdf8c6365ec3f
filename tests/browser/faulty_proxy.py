"""A faulty proxy between a browser and the server: it answers wrongly, late, or not at all.

It also makes the phone impatient: waits in the outbox's script are shortened on the way to the
browser, so that a test does not take as long as a night. The script itself has no such switch.
"""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.servers import free_port
from tests.browser.site import PATIENCE, Site

CLEAR = "clear"
# What the pad's script and that of a bed partner's screen ask.
ASKED_BY_SCRIPTS = re.compile(r"^/api/|^/w/[^/]+/\w")
PASSED_ON = (
    "content-type",
    "cache-control",
    "location",
    "retry-after",
    "content-security-policy",
    "vary",
    "x-twitchlog",
    "twitchlog-database",
)
# Scripts as they travel: waits of the real outbox in milliseconds, and shorter ones for tests.
EVERY_SCREEN = {"PATIENCE=15000": "PATIENCE=3000", "LONGEST=300000": "LONGEST=3000"}
PAD_WAITS = {
    **EVERY_SCREEN,
    "together:20000": "together:2500",
    "BEAT=5000": "BEAT=1000",
}
PARTNER_WAITS = {**EVERY_SCREEN, "together:60000": "together:2500"}
SHORT_WAITS = {
    **PAD_WAITS,
    **PARTNER_WAITS,
    "TOGETHER=20000": "TOGETHER=2500",  # of a release that a phone may still have
}
Answer = tuple[int, bytes, dict[str, str]]
REFUSAL = (b'{"message": "bad weather"}', {"Content-Type": "application/json", "Retry-After": "1"})
ANSWERS: dict[str, Answer] = {
    "500": (500, *REFUSAL),
    "429": (429, *REFUSAL),
    "403": (403, *REFUSAL),
    "502": (502, b"Bad gateway", {"Content-Type": "text/html"}),
    "portal": (
        200,
        b"<!doctype html><title>Hotel</title><p>Please accept our terms.",
        {"Content-Type": "text/html"},
    ),
}


class FaultyProxy:
    """A proxy on a port of its own.

    ``fault`` names what happens to what scripts ask until it is CLEAR again.

    ``down``: the connection is refused. ``hang``: no answer. ``500``, ``429``, ``403``, ``portal``:
    that answer, and the server hears nothing. ``cut``: the server hears everything, the browser
    nothing. ``slow``: half a second.
    """

    FAULTS = ("down", "hang", "500", "429", "403", "portal", "cut", "slow")

    def __init__(self, site: Site, *, waits: dict[str, str] | None = None) -> None:
        self.site = site
        self.waits = SHORT_WAITS if waits is None else waits
        self.fault = CLEAR
        self.everywhere = False  # whether the fault also hits the pages themselves
        self.edit: Callable[[str, bytes], bytes] = lambda _path, body: body
        self.instead: dict[
            str, Answer
        ] = {}  # by path: what is answered to it, and the server hears nothing
        self.poison: bytes | None = None  # a request that holds this makes the server fall over
        self.sending = self.most_at_once = 0  # POST requests under way
        self.met: Counter[str] = Counter()
        self.refused_at: list[float] = []  # when 429 was answered, by the monotonic clock
        self.asked: list[str] = []
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.begin()

    def begin(self) -> None:
        """Answer at the port, from now on."""
        handler = type("Handler", (_Handler,), {"proxy": self})
        self.server = _Server(("127.0.0.1", self.port), handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """The end of the proxy."""
        self.fault = CLEAR
        self.server.shutdown()
        self.server.server_close()


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # a browser that comes back opens many connections at once

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say what went wrong, unless it is that the browser was killed."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    proxy: FaultyProxy
    protocol_version = "HTTP/1.1"

    def log_message(self, *_arguments: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def _answer(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.cookies: list[str] = []
        proxy = self.proxy
        proxy.asked.append(f"{self.command} {self.path}")
        hit = proxy.everywhere or ASKED_BY_SCRIPTS.search(self.path)
        fault = proxy.fault if hit else CLEAR
        proxy.met[fault] += 1
        if proxy.poison and proxy.poison in sent:
            fault = "500"
        if fault == "429":
            proxy.refused_at.append(time.monotonic())
        if fault in ANSWERS:
            return self._send(*ANSWERS[fault])
        if self.path in proxy.instead:
            return self._send(*proxy.instead[self.path])
        if fault == "hang":
            self._wait_in_vain()
        answer = None if fault in {"down", "hang"} else self._counted(sent)
        if answer is None or fault == "cut":
            return self._vanish()
        return self._send(*answer)

    def _counted(self, sent: bytes) -> Answer | None:
        proxy = self.proxy
        proxy.sending += bool(sent)
        proxy.most_at_once = max(proxy.most_at_once, proxy.sending)
        try:
            if proxy.fault == "slow":
                time.sleep(0.5)
            return self._upstream(sent)
        finally:
            proxy.sending -= bool(sent)

    def _upstream(self, sent: bytes) -> Answer | None:
        """The server's own answer; None if the server is dead."""
        headers = {
            name: value
            for name, value in self.headers.items()
            if name.lower() not in {"accept-encoding", "connection"}
        }
        onward = http.client.HTTPConnection("127.0.0.1", self.proxy.site.port, timeout=PATIENCE)
        try:
            onward.request(self.command, self.path, sent or None, headers)
            answer = onward.getresponse()
            body = answer.read()
            kept = {name: value for name, value in answer.getheaders() if name.lower() in PASSED_ON}
            self.cookies = answer.headers.get_all("Set-Cookie") or []
        except (OSError, http.client.HTTPException):
            return None
        finally:
            onward.close()
        if re.search(r"\.js$", self.path):
            for wait, shorter in self.proxy.waits.items():
                body = body.replace(wait.encode(), shorter.encode())
        return answer.status, self.proxy.edit(self.path, body), kept

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        try:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            for cookie in self.cookies:
                self.send_header("Set-Cookie", cookie)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:  # the browser has left, or was killed
            self.close_connection = True

    def _wait_in_vain(self) -> None:
        while self.proxy.fault == "hang":
            time.sleep(0.05)

    def _vanish(self) -> None:
        self.close_connection = True
        self.connection.close()


class ShakySite(Site):
    """A server that can be killed at any moment and started again on the same port and data."""

    def kill(self) -> None:
        """SIGKILL to the server and all its workers, as when the power goes."""
        children = (
            Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children")
            .read_text(encoding="ascii")
            .split()
        )
        for pid in (self.server.pid, *map(int, children)):
            os.kill(pid, signal.SIGKILL)
        self.server.wait()

    def start(self) -> None:
        """Start again; returns once it listens."""
        with self.log.open("ab") as log:
            self.server = self._start(
                "manage.py", "serve", stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self._wait_until_it_listens()
