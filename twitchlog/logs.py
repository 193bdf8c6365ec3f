"""What the server writes to its log, without the addresses that are keys."""

from __future__ import annotations

import logging
import re
from typing import Any

# A shared report and a new password are opened by whoever knows the address.
_KEYS = re.compile(r"(/s/|/password/reset/key/)[^/\s\"']+")


class Formatter(logging.Formatter):
    """Hides the secret part of such addresses wherever it stands in a record: Django names the path of each refusal."""

    def format(self, record: logging.LogRecord) -> str:
        """The record in one text, with its traceback if it has one."""
        return _KEYS.sub(r"\1…", super().format(record))


# What Django would say in the names of its own settings; twitchlog.edges says it in the names of ours.
_SAID_AT_THE_EDGES = ("csrf", "DisallowedHost", "RequestDataTooBig", "TooManyFieldsSent", "TooManyFilesSent")
CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "twitchlog.logs.Formatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "loggers": {f"django.security.{name}": {"level": "CRITICAL"} for name in _SAID_AT_THE_EDGES},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
