"""The line between a browser and the server: a forwarder on the loopback interface that is ended
and begun again.
"""

from __future__ import annotations

from tests.browser.faulty_proxy import CLEAR, FaultyProxy
from tests.browser.site import Site

# For an engine whose console cannot be read: the first script of every page, which notes what goes
# wrong in it.
WATCH = b"""
const note = (text) => {
  const before = JSON.parse(sessionStorage.getItem("complaints") || "[]");
  sessionStorage.setItem("complaints", JSON.stringify([...before, String(text)]));
};
const loud = console.error;
console.error = (...words) => { note(words.join(" ")); loud(...words); };
addEventListener("error", (event) => note(`${event.message} ${event.filename}:${event.lineno}`));
addEventListener("unhandledrejection", (event) => note(event.reason));
addEventListener("securitypolicyviolation", (event) =>
  note(`${event.violatedDirective} ${event.blockedURI}`));
"""
WATCHED_AT = "/sw.js?watch"  # an address of a script that answers; what it answers is replaced


class Line(FaultyProxy):
    """A way to the server.

    Waits of the outbox are shortened on it, as ``FaultyProxy`` does; it may watch pages.
    """

    def __init__(self, site: Site, *, watch: bool = False) -> None:
        super().__init__(site)
        if watch:
            self.edit = self._watching

    @staticmethod
    def _watching(path: str, body: bytes) -> bytes:
        if path == WATCHED_AT:
            return b"{" + WATCH + b"}"
        return body.replace(b"<head>", f'<head><script src="{WATCHED_AT}"></script>'.encode(), 1)

    def cut(self) -> None:
        """No network: the port is closed, and connections that were open answer no more."""
        if self.fault == CLEAR:
            self.fault, self.everywhere = "down", True
            self.server.shutdown()
            self.server.server_close()

    def mend(self) -> None:
        """The network is back, on the same port."""
        self.fault, self.everywhere = CLEAR, False
        self.begin()
