"""Whose request it is: for turns and bounds, never for letting anybody in (docs/adr/0175).

What a head shows (a *key*) can be made up, and then whoever sends it would be another person each
time. So turns go by who was found to hold it, and everybody else counts by address.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import parse_cookie
from django.utils.module_loading import import_string

from twitchlog.http.cookie_names import session_cookies
from twitchlog.http.visitor_address import address_of, around

Environ = Mapping[str, Any]
SIGN_IN = "sign-in"
HOLDER = "journal.identity.credential_owner.holder_of"
PERSON = "twitchlog.person"  # in an environ, once it was looked up whose it is
EVERYBODY = "everybody"  # holds the session of the demo: its visitors count by address


BELIEVED_SECONDS = 60.0
MOST_BELIEVED = 4096


class KeyKind(StrEnum):
    """What a request shows of a person."""

    SESSION = "session"
    TOKEN = "token"  # noqa: S105 - the word, none of them
    LINK = "link"
    DEVICE = "device"


@dataclass(frozen=True, slots=True)
class Requester:
    """Whose turn it is.

    ``who`` has one job at a time; ``group`` takes turns with others: of strangers the network
    around them.
    """

    who: str
    group: str
    is_known: bool


class Requesters:
    """``holder_of``: who holds a key of that kind, "" for nobody; it may ask the database."""

    def __init__(self, holder_of: Callable[[KeyKind, str], str] | None = None) -> None:
        self._holder_of = holder_of or _holders()
        self._lately: dict[tuple[KeyKind, str], tuple[str, float]] = {}
        self._sessions, self._device = session_cookies(), settings.DEVICE_COOKIE_NAME

    def key_of(self, environ: Environ) -> str:
        """A name for what the request shows of a person, made up or not; "" if it shows nothing."""
        return next((_hashed(kind, text) for kind, text in self._keys(environ)), "")

    def person(self, environ: Environ, lane: str = "") -> str:
        """Who holds a key that the request shows, as ``account 5``; "" for a stranger.

        At sign-in a device on which somebody has signed in before stands for them, and a link for
        nobody: many may have it, and all of them try.
        """
        keys = [key for key in self._keys(environ) if lane != SIGN_IN or key[0] is not KeyKind.LINK]
        if lane == SIGN_IN:
            keys += [(KeyKind.DEVICE, text) for text in self._cookies(environ, [self._device])]
        return next((holder for kind, text in keys if (holder := self._holder_of(kind, text))), "")

    def whose(self, environ: Environ, lane: str) -> Requester:
        """Whose turn a request for a lane is."""
        person, address = self.person(environ, lane), address_of(environ)
        if not person:
            return Requester(address, around(address), is_known=False)
        if person == EVERYBODY:
            return Requester(f"{person} {address}", person, is_known=True)
        return Requester(person, person, is_known=True)

    def lately(self, environ: Environ, *, look: bool) -> Requester:
        """Whose a request is that is answered at once: whose key it was a moment ago.

        ``look``: else it is looked up. Only the order of answers goes by this, so that a worker
        with nothing else to do asks the database nothing.
        """
        key = next(self._keys(environ), None)
        if key is not None:
            now = time.monotonic()
            person, until = self._lately.get(key, ("", 0.0))
            if look and until < now:
                person, until = self._holder_of(*key), now + BELIEVED_SECONDS
                self._remember(key, person, until)
            if person and until >= now:
                return Requester(person, person, is_known=True)
        address = address_of(environ)
        return Requester(address, around(address), is_known=False)

    def _remember(self, key: tuple[KeyKind, str], person: str, until: float) -> None:
        """Keys that are somebody's; those that are made up would fill the memory."""
        self._lately.pop(key, None)
        if person:
            self._lately[key] = (person, until)
        if len(self._lately) > MOST_BELIEVED:
            del self._lately[next(iter(self._lately))]

    def _keys(self, environ: Environ) -> Iterator[tuple[KeyKind, str]]:
        path = str(environ.get("PATH_INFO", ""))
        if path.startswith("/api/") and environ.get("HTTP_AUTHORIZATION"):
            yield KeyKind.TOKEN, str(environ["HTTP_AUTHORIZATION"])
            return
        for text in self._cookies(environ, self._sessions):
            yield KeyKind.SESSION, text
        if path.startswith("/s/"):
            yield KeyKind.LINK, path.split("/")[2]

    @staticmethod
    def _cookies(environ: Environ, names: list[str]) -> list[str]:
        """The first of these cookies, read as the program reads it; nothing if it is empty."""
        sent = str(environ.get("HTTP_COOKIE", ""))
        if not any(name in sent for name in names):
            return []
        cookies = parse_cookie(sent)
        texts = [cookies[name] for name in names if name in cookies]
        return [text for text in texts[:1] if text]


def same_of(environ: Environ, whose: Requester) -> str:
    """What makes two requests the same one: of the same person, for the same, in the same form.

    Two visitors of one link are two, and each has opened it.
    """
    address = ""
    if not whose.who.startswith("account "):
        address = address_of(environ)
    return _hashed(whose.who, address, *(environ.get(name, "") for name in _SAME_HEADERS))


_SAME_HEADERS = (
    "REQUEST_METHOD",
    "PATH_INFO",
    "QUERY_STRING",
    "HTTP_HOST",
    "HTTP_COOKIE",
    "HTTP_AUTHORIZATION",
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_RANGE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_TWITCHLOG_ACCOUNT",
    "HTTP_HX_REQUEST",
    # Which program asks, and whether ahead of time: not every answer is somebody's opening of a
    # report.
    "HTTP_USER_AGENT",
    "HTTP_SEC_PURPOSE",
    "HTTP_PURPOSE",
    "HTTP_X_PURPOSE",
    "HTTP_X_MOZ",
)


def _hashed(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode(errors="surrogateescape"), digest_size=16).hexdigest()


def _holders() -> Callable[[KeyKind, str], str]:
    """The diary's; the same front also serves a program without one, the benchmarks' floor."""
    if not apps.is_installed("journal"):
        return lambda kind, key: ""
    holders: Callable[[KeyKind, str], str] = import_string(HOLDER)
    return holders
