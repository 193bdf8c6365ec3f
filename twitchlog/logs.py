"""What the server writes to its log, without the addresses that are keys."""

from __future__ import annotations

import logging
import re

# A shared report and a new password are opened by whoever knows the address.
_KEYS = re.compile(r"(/s/|/password/reset/key/)[^/\s\"']+")


class Formatter(logging.Formatter):
    """Hides the secret part of such addresses wherever it stands in a record: Django names the path of each refusal."""

    def format(self, record: logging.LogRecord) -> str:
        """The record in one text, with its traceback if it has one."""
        return _KEYS.sub(r"\1…", super().format(record))
