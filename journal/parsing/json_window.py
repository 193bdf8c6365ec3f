"""The text of a JSON file, of which one value at a time is decoded.

So a file of any length takes the memory of its longest value, and every value knows its line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

_SPACE = re.compile(r"[ \t\n\r]*")


class BrokenJsonError(ValueError):
    """What stands in ``line`` is no JSON, breaks off, or is longer than a value may be."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class JsonWindow:
    """A stretch of the text that moves on as it is read; ``line`` is where it stands, from 1.

    ``first`` is what was already read, ``read`` gives so many characters more, "" at the end.
    ``longest`` bounds a value in characters, ``chunk`` is how many are read at once, and what is
    held is no more than both.
    """

    def __init__(
        self,
        first: str,
        read: Callable[[int], str],
        line: int,
        *,
        longest: int,
        chunk: int,
        decoder: json.JSONDecoder,
    ) -> None:
        self._buffer, self._read, self.line = first, read, line
        self._longest, self._chunk, self._decoder = longest, chunk, decoder
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
        """Step over ``sign``. Raises BrokenJsonError if something else stands there."""
        if self.peek() != sign:
            raise BrokenJsonError(self.line)
        self._at += 1

    def value(self) -> Any:
        """The next value.

        Raises BrokenJsonError if there is none, and what the decoder's hooks raise beside
        ValueError.
        """
        self.peek()
        self._fill()
        try:
            value, self._at = self._decoder.raw_decode(self._buffer, self._at)
        except (ValueError, RecursionError) as error:
            raise BrokenJsonError(self.line) from error
        return value

    def items(self, brackets: str, read_one: Callable[[], Any]) -> Iterator[Any]:
        """What ``read_one`` reads, again and again, between brackets and commas."""
        self.take(brackets[0])
        if self.peek() == brackets[1]:
            self.take(brackets[1])
            return
        while True:
            yield read_one()
            if self.peek() != ",":
                break
            self.take(",")
        self.take(brackets[1])

    def _fill(self) -> None:
        """Have at least the longest possible value ahead, or the end."""
        while not self._ended and len(self._buffer) - self._at < self._longest:
            self._count_lines()
            more = self._read(self._chunk)
            self._ended = not more
            self._buffer = self._buffer[self._at :] + more
            self._at = self._counted = 0

    def _count_lines(self) -> None:
        self.line += self._buffer.count("\n", self._counted, self._at)
        self._counted = self._at
