"""How often somebody may ask.

A brake on a program that has run away; a week's worth of touches never meets it.

Counted by the minute in small files that all worker processes share: each request appends one byte,
and the file's size is the count. Appending is atomic, so none is missed, and it costs a request
some microseconds where a counter in the database would cost a second durable commit
(docs/adr/0061). Each minute has a folder of its own, and what is over goes a few files at a time:
however many ask, none of them pays for the others.
"""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice
from pathlib import Path
from shutil import rmtree

from django.conf import settings

logger = logging.getLogger(__name__)
WINDOW_SECONDS = 60
# Requests without a valid session or token, a minute and address. Whoever can show one is never
# held up by these.
FAILURES_A_MINUTE = 30
# Files of earlier windows that somebody's first request of a window removes: more than it makes, so
# that none stay.
CLEARED_AT_ONCE = 4


class TooManyError(Exception):
    """One request too many; ``seconds`` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many requests, wait {seconds} s")
        self.seconds = seconds


def hit(who: str, *, most: int, as_of: datetime) -> None:
    """Count one request of ``who``.

    Raises :class:`TooManyError` over ``most``, OSError if it cannot be counted.
    """
    second = int(as_of.timestamp())
    window = second // WINDOW_SECONDS
    if _count(who, window, Path(settings.API_COUNTS)) > most:
        raise TooManyError((window + 1) * WINDOW_SECONDS - second)


def hit_by_caller(who: str, as_of: datetime) -> None:
    """One request of somebody who may ask; the setting API_REQUESTS_A_MINUTE says how many, 0 lifts
    the limit.
    """
    if settings.API_REQUESTS_A_MINUTE:
        hit_if_counted(who, most=settings.API_REQUESTS_A_MINUTE, as_of=as_of)


def hit_by_failure(address: str, as_of: datetime) -> None:
    """One request from an internet address that showed no valid session or token."""
    hit_if_counted(f"failed:{address}", most=FAILURES_A_MINUTE, as_of=as_of)


def hit_if_counted(who: str, *, most: int, as_of: datetime) -> None:
    """As :func:`hit`. A disk that takes no more files must not keep a touch out: the brake is let
    go, and the log says so.
    """
    try:
        hit(who, most=most, as_of=as_of)
    except OSError as error:
        logger.warning("requests are not counted: %s", error)


def _count(who: str, window: int, counts: Path) -> int:
    """The number of requests of ``who`` in that window, this one included."""
    # A hash: neither session keys nor addresses of people lie about in file names.
    path = counts / str(window) / hashlib.sha256(who.encode()).hexdigest()[:32]
    try:
        number = _append(path)
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = _append(path)
    if number == 1:
        clear_before(counts, window)
    return number


def _append(path: Path) -> int:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, b".")
        return os.fstat(file).st_size
    finally:
        os.close(file)


def clear_before(counts: Path, window: int) -> None:
    """Remove some counts of earlier windows, whose folders have their numbers for names; nothing
    else that lies there.

    Called by whoever has just made a file there, so that nobody pays for how many others do.
    """
    for place in islice(_before(counts, window), CLEARED_AT_ONCE):
        # Another process may be clearing at the same instant, or counting there late.
        with suppress(FileNotFoundError, NotADirectoryError):
            if place.is_dir(follow_symlinks=False):
                _clear(Path(place.path))
            else:
                Path(place.path).unlink()  # of the release before, which had no folders


def clear_ended_counts(as_of: datetime) -> None:
    """Remove all counts of windows that are over; nothing else that lies there."""
    counts, window = Path(settings.API_COUNTS), int(as_of.timestamp()) // WINDOW_SECONDS
    with suppress(FileNotFoundError):  # nobody has ever asked
        for place in list(_before(counts, window)):
            if place.is_dir(follow_symlinks=False):
                rmtree(place.path, ignore_errors=True)  # somebody may be clearing there
            else:
                Path(place.path).unlink(missing_ok=True)


def _before(counts: Path, window: int) -> Iterator[os.DirEntry[str]]:
    with os.scandir(counts) as places:
        for place in places:
            number = place.name.partition("-")[0]
            if number.isdecimal() and int(number) < window:
                yield place


def _clear(folder: Path) -> None:
    with os.scandir(folder) as files:
        some = [file.path for file in islice(files, CLEARED_AT_ONCE)]
    for file in some:
        Path(file).unlink()
    if len(some) < CLEARED_AT_ONCE:
        with suppress(OSError):  # not empty: somebody has just counted there
            folder.rmdir()
