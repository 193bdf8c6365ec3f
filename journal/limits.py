"""How often somebody may ask. A brake on a program that has run away; a week's worth of touches never meets it.

Counted by the minute in small files that all worker processes share: each request appends one byte, and the file's size
is the count. Appending is atomic, so none is missed, and it costs a request some microseconds where a counter in the
database would cost a second durable commit (docs/adr/0061).
"""

from __future__ import annotations

import hashlib
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

WINDOW_SECONDS = 60
# Requests without a valid session or token, a minute and address. Whoever can show one is never held up by these.
FAILURES_A_MINUTE = 30


class TooManyError(Exception):
    """One request too many; ``seconds`` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many requests, wait {seconds} s")
        self.seconds = seconds


def spend(who: str, *, most: int, as_of: datetime) -> None:
    """Count one request of ``who``. Raises :class:`TooManyError` over ``most``."""
    second = int(as_of.timestamp())
    window = second // WINDOW_SECONDS
    if _count(who, window, Path(settings.API_COUNTS)) > most:
        raise TooManyError((window + 1) * WINDOW_SECONDS - second)


def spend_request(who: str, as_of: datetime) -> None:
    """One request of somebody who may ask; the setting API_REQUESTS_A_MINUTE says how many, 0 lifts the limit."""
    if settings.API_REQUESTS_A_MINUTE:
        spend(who, most=settings.API_REQUESTS_A_MINUTE, as_of=as_of)


def spend_failure(address: str, as_of: datetime) -> None:
    """One request from an internet address that showed no valid session or token."""
    spend(f"failed:{address}", most=FAILURES_A_MINUTE, as_of=as_of)


def _count(who: str, window: int, folder: Path) -> int:
    """The number of requests of ``who`` in that window, this one included."""
    # A hash: neither session keys nor addresses of people lie about in file names.
    path = folder / f"{window}-{hashlib.sha256(who.encode()).hexdigest()[:32]}"
    try:
        number = _append(path)
    except FileNotFoundError:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = _append(path)
    if number == 1:
        _forget_before(folder, window)
    return number


def _append(path: Path) -> int:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, b".")
        return os.fstat(file).st_size
    finally:
        os.close(file)


def _forget_before(folder: Path, window: int) -> None:
    """Remove the counts of earlier windows; whoever begins a new one cleans up."""
    for path in folder.glob("[0-9]*-*"):
        if int(path.name.partition("-")[0]) < window:
            path.unlink(missing_ok=True)  # another process may be cleaning up at the same instant
