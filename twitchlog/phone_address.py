"""Where a phone finds this server, as far as its settings tell."""

from __future__ import annotations

import contextlib
import socket

from django.conf import settings

from twitchlog.http.https_only import https_origin
from twitchlog.server.readiness import is_loopback

# An address for documents: no packet is sent there, the system only says by which of its own it
# would go.
_SOMEWHERE = ("192.0.2.1", 9)


def origin_for_phones() -> str:
    """The beginning of the address that a phone opens, ``https://diary.home.arpa``; "" for none.

    The first name of the settings that means this machine to others as well. Without HTTPS only
    where the server itself listens for others.
    """
    names = (name for name in settings.ALLOWED_HOSTS if not name.startswith((".", "*")))
    name = next((name for name in names if not is_loopback(name.strip("[]"))), "")
    if not name:
        return ""
    if settings.HTTPS:
        return https_origin(name)
    if is_loopback(settings.HOST):
        return ""
    return f"http://{name}:{settings.PORT}"


def own_number() -> str:
    """The number of this machine in its network; "" if it has none."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(_SOMEWHERE)
        number: str = probe.getsockname()[0]
        return "" if is_loopback(number) else number
    return ""
