"""One line in the server's log for what happens to accounts.

It has fixed words, an account's number and the visitor's address. Nothing that a person typed: not
the name tried at sign-in, which may be a password in the wrong box.
"""

from __future__ import annotations

import logging

from django.http import HttpRequest

from twitchlog.http.visitor_address import visitor_address

logger = logging.getLogger("twitchlog.security")


def log_security(
    kind: str, *, request: HttpRequest | None, account: int | None, result: str = "done"
) -> None:
    """Write the line. ``account`` is None where there is none, ``request`` where a command did it.

    ``result`` is "done" or "refused".
    """
    address = "here"
    if request is not None:
        address = visitor_address(request)
    logger.info("%s %s account=%s address=%s", kind, result, account or "none", address)
