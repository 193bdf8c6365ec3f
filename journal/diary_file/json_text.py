"""The text of a JSON file, of which one value at a time is decoded."""

from __future__ import annotations

import json
import re
from typing import Any

from journal.diary_file.decoded_lines import DecodedLines
from journal.diary_file.file_format import LONGEST_LINE, FileError
from journal.i18n import gettext_noop as _

_SPACE = re.compile(r"[ \t\n\r]*")
_CHUNK = 1024 * 1024


class _RepeatedNameError(ValueError):
    """An object names a key twice."""


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise _RepeatedNameError
    return fields


def _no_constant(name: str) -> Any:
    raise ValueError(name)


_DECODER = json.JSONDecoder(object_pairs_hook=_named_once, parse_constant=_no_constant)


class JsonText:
    """A stretch of the text that moves on as it is read; ``line`` is where it stands, from 1."""

    def __init__(self, first: str, text: DecodedLines, line: int) -> None:
        self._buffer, self._text, self.line = first, text, line
        self._at = self._counted = 0
        self._ended = False

    def peek(self) -> str:
        """The next sign that is not a space; "" at the end."""
        while True:
            self._fill()
            space = _SPACE.match(self._buffer, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._buffer) or self._ended:
                self._count_lines()
                return self._buffer[self._at : self._at + 1]

    def take(self, sign: str) -> None:
        """Step over ``sign``. Raises :class:`FileError` if something else stands there."""
        if self.peek() != sign:
            raise self.broken()
        self._at += 1

    def value(self) -> Any:
        """The next value. Raises :class:`FileError` if there is none."""
        self.peek()
        self._fill()
        try:
            value, self._at = _DECODER.raw_decode(self._buffer, self._at)
        except _RepeatedNameError:
            raise FileError(
                self.line, _("An object that starts here names a field twice.")
            ) from None
        except (ValueError, RecursionError) as error:
            raise self.broken() from error
        return value

    def broken(self) -> FileError:
        """The error for what stands here."""
        return FileError(
            self.line, _("This is not the JSON of a diary: it breaks off or is malformed here.")
        )

    def _fill(self) -> None:
        """Have at least the longest possible entry ahead, or the end."""
        while not self._ended and len(self._buffer) - self._at < LONGEST_LINE:
            self._count_lines()
            more = self._text.read(_CHUNK)
            self._ended = not more
            self._buffer = self._buffer[self._at :] + more
            self._at = self._counted = 0

    def _count_lines(self) -> None:
        self.line += self._buffer.count("\n", self._counted, self._at)
        self._counted = self._at
