"""Run as a process of its own: a server whose clock stands still, with the made-up diary of one
person; for pictures that are the same each time.

``python -m tests.browser.frozen_server PORT MOMENT`` (ISO 8601, with its offset) uses the data
folder DATA_DIR, prints the key of a session in which the person is signed in, and serves until it
is ended. It has none of the real server's bounds.
"""

from __future__ import annotations

import sys
from datetime import datetime
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import time_machine

from tests.browser.site import PASSWORD, ZONE

NAME = "ada"


class Server(ThreadingMixIn, WSGIServer):
    """A browser opens several connections at once and says nothing on some of them."""

    daemon_threads = True


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_message(self, *arguments: Any) -> None:
        """Nothing."""


def diary() -> str:
    """Make database, static files and the diary; the key of a session of its person."""
    from tests.browser import server_seed  # noqa: PLC0415, I001 - it sets Django up for the others
    from django.conf import settings  # noqa: PLC0415
    from twitchlog.database import schema  # noqa: PLC0415
    from twitchlog.static_files.collect import collect_static  # noqa: PLC0415

    schema.migrate()
    collect_static(settings.STATIC_ROOT)
    session = server_seed.person(NAME, PASSWORD, ZONE)
    server_seed.demo(NAME)
    return session


def main(port: int, moment: datetime) -> None:
    """Time stands still before anything of ours is loaded, and for as long as this runs."""
    with time_machine.travel(moment, tick=False):
        session = diary()
        from twitchlog.wsgi import application  # noqa: PLC0415 - needs the static files

        server = make_server("127.0.0.1", port, application, Server, Quiet)
        sys.stdout.write(f"{session}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]), datetime.fromisoformat(sys.argv[2]))
