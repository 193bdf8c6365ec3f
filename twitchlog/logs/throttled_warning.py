"""A warning that is written once a minute, however often there is reason."""

from __future__ import annotations

import logging
import time


class ThrottledWarning:
    """Says at once that something happened, then once a minute how often.

    So whoever causes it fills no log. ``text``: with one place, for the number.
    """

    def __init__(self, logger: logging.Logger, text: str) -> None:
        self._logger, self._text = logger, text
        self._number, self._next = 0, 0.0

    def add(self) -> None:
        """It has happened once more."""
        self._number += 1
        now = time.monotonic()
        if now >= self._next:
            self._logger.warning(self._text, self._number)
            self._number, self._next = 0, now + 60
