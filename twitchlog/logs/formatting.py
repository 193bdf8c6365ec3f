"""What the server writes to its log: one line a record, and nothing that is a key (docs/adr/0163).

A shared report and a new password are opened by whoever knows an address, and addresses are
mistyped: so no part of an address is written that is not a word of ours, and nowhere a run of signs
that is no word at all.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

HIDDEN = "…"
# What follows these is a key however short it is. Also as it stands in an address within an
# address.
_KEYS = re.compile(
    r"((?:/|%2F)(?:[sw]|sleep-as-android|password/reset/key|confirm-email)(?:/|%2F)+)[^/\s\"']+",
    re.IGNORECASE,
)
_AUTHORIZATION = re.compile(r"\b(Bearer|Basic|Token|Digest)([\s:=]+)[^\s,;\"']+", re.IGNORECASE)
# Longer than most words of any language or program, and shorter than every key of ours.
_RUN = re.compile(r"[\w%~+=-]{20,}")
# What names in programs are made of: lower-case words, capitals, Words in one, numbers of few
# digits.
_WORD = re.compile(r"(?:[a-z]{0,19}|[A-Z]{1,19}|(?:[A-Z]{1,5}[a-z]{2,}){1,7})\d{0,2}")
_SHORT_NUMBER = re.compile(r"[0-9]{0,12}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Formatter(logging.Formatter):
    """UTC, level, logger and message in one line; each line of a traceback after it is indented."""

    converter = time.gmtime  # type: ignore[assignment]  # the stubs know one of its two forms
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record in one text, with its traceback if it has one.

        Nothing of it is kept for other handlers.
        """
        copy = logging.makeLogRecord(
            record.__dict__ | {"args": tuple(_arguments(record)) or record.args}
        )
        copy.message, copy.asctime = copy.getMessage(), self.formatTime(copy)
        parts = [discreet(self.formatMessage(copy))]
        if record.exc_info:
            parts += self.formatException(record.exc_info).split("\n")
        if record.stack_info:
            parts += record.stack_info.split("\n")
        return "\n    ".join([parts[0], *map(discreet, parts[1:])])


def discreet(text: str) -> str:
    """A line without keys, and without signs that would end it or move a terminal's cursor."""
    text = _AUTHORIZATION.sub(rf"\1\2{HIDDEN}", _KEYS.sub(rf"\1{HIDDEN}", text))
    text = _RUN.sub(_name_or_hidden, text)
    return _CONTROL.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), text)


def _name_or_hidden(run: re.Match[str]) -> str:
    if all(_WORD.fullmatch(part) for part in re.split(r"[_=+-]", run[0])):
        return run[0]
    return HIDDEN


def path_in_words(path: str) -> str:
    """The path of an address, each part that is neither a word of ours nor a number hidden."""
    parts = path.split("/")
    readable = _words_of_addresses() | {part for part in parts if _SHORT_NUMBER.fullmatch(part)}
    return "/".join((HIDDEN, part)[part in readable] for part in parts)


def _arguments(record: logging.LogRecord) -> Iterator[object]:
    """What a record tells, with the path of its request in words.

    Django names that path at each refusal, escaped or not.
    """
    if not isinstance(record.args, tuple):
        return
    path = str(getattr(getattr(record, "request", None), "path", ""))
    for argument in record.args:
        if path and argument in (path, path.encode("unicode_escape").decode("ascii")):
            yield path_in_words(path)
        else:
            yield argument


@lru_cache(maxsize=1)
def _words_of_addresses() -> frozenset[str]:
    """All that stands literally in an address of ours, as in ``episodes/<int:pk>/delete/``."""
    # The settings, which import this module, are read before Django is set up.
    from django.conf import settings  # noqa: PLC0415
    from django.urls import URLPattern, URLResolver, get_resolver  # noqa: PLC0415

    def of(pattern: URLPattern | URLResolver) -> Iterator[str]:
        literal = re.sub(r"<[^>]*>|\(\?P.*?\)|[\^$\\]", "/", str(pattern.pattern))
        yield from re.findall(r"[\w.-]+", literal)
        for below in getattr(pattern, "url_patterns", ()):
            yield from of(below)

    return frozenset({*of(get_resolver()), "static", *settings.APP_PATH.split("/")})


# What Django would say in the names of its own settings; twitchlog.http.refusals says it in the
# names of ours.
_SAID_AT_THE_EDGES = (
    "csrf",
    "DisallowedHost",
    "RequestDataTooBig",
    "TooManyFieldsSent",
    "TooManyFilesSent",
)
CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "twitchlog.logs.formatting.Formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "loggers": {
        **{f"django.security.{name}": {"level": "CRITICAL"} for name in _SAID_AT_THE_EDGES},
        "twitchlog.security": {"level": "INFO"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
