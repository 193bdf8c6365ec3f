"""A request's body, read whole before anybody sees the request; a large one lies in a file."""

from __future__ import annotations

import os
import time
from base64 import b64encode
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import IO

from twitchlog.front import bounds
from twitchlog.front.answers import nameless


class BodyTooLargeError(Exception):
    """More than this request may bring."""


class BodiesFullError(Exception):
    """All bodies together are as much as is kept; later there is room again."""


class BodyStore:
    """What the bodies of one worker hold together, and the folder for those that lie in files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.in_memory = 0
        self._of: Counter[str] = Counter()  # in files, by person
        self.answers_in_memory = self.answers_in_files = 0
        self._written, self._since = 0.0, time.monotonic()

    @property
    def is_full(self) -> bool:
        """Whether so many small ones lie in memory that some have to go."""
        return self.in_memory > 2 * bounds.BODIES_IN_MEMORY

    @property
    def most_in_memory(self) -> int:
        """Bytes up to which one body lies there: fewer while all together are many, never none."""
        if self.in_memory < bounds.BODIES_IN_MEMORY:
            return bounds.IN_MEMORY
        return bounds.ALWAYS_IN_MEMORY

    def take(self, who: str, size: int, larger: int = 0) -> None:
        """Count so many bytes of somebody's in files.

        ``larger``: by how much the body may be larger than others. Where all together are too many,
        who has much makes room for who has little. Raises :class:`BodiesFullError`.
        """
        has, all_together = self._of[who] + size, self._of.total() + size
        most = bounds.BODIES_IN_FILES + larger
        has_little = has * 2 <= max(self._of.values(), default=0)
        if has_little:
            most *= 2
        if has > bounds.FILES_OF_ONE + larger or all_together > most:
            raise BodiesFullError
        self._of[who] = has

    def give_back(self, who: str, size: int) -> None:
        """So many are there no more."""
        self._of[who] -= size
        if self._of[who] <= 0:
            del self._of[who]

    def pause(self, size: int) -> float:
        """Seconds for which one that has just sent so many bytes for a file is not read."""
        now = time.monotonic()
        self._written = max(0.0, self._written - (now - self._since) * bounds.BODY_PACE) + size
        self._since = now
        return max(0.0, (self._written - bounds.MB) / bounds.BODY_PACE)


class Body:
    """One body while it comes, and then to be read.

    ``most``: bytes that are taken. ``is_stranger``: whoever sends it has shown no session and no
    token.
    """

    def __init__(
        self,
        store: BodyStore,
        most: int,
        who: Callable[[], str] = str,
        *,
        is_stranger: bool = False,
    ) -> None:
        self.store, self.most, self._who, self.is_stranger = store, most, who, is_stranger
        self.who = ""  # asked for when it matters
        self.size = 0
        self.last = self._window = time.monotonic()
        self._before = 0  # what had come when the window began
        self._memory = bytearray()
        self._file: IO[bytes] | None = None

    def add(self, part: bytes) -> None:
        """Keep what came.

        Raises :class:`BodyTooLargeError`, :class:`BodiesFullError`, or OSError where the disk is
        full.
        """
        size = self.size + len(part)
        self.last = time.monotonic()
        if size > self.most:
            raise BodyTooLargeError
        if self._file is None and size > self.store.most_in_memory:
            self._move_to_file()
        if self._file is None:
            self._memory += part
            self.store.in_memory += len(part)
        else:
            self.store.take(self.who, len(part), self._larger)
            self._file.write(part)
        self.size = size

    @property
    def _larger(self) -> int:
        """By how much it may be larger than a diary."""
        return max(0, self.most - bounds.UPLOAD_BYTES)

    def _move_to_file(self) -> None:
        self.who = self._who()
        self.store.take(self.who, self.size, self._larger)
        try:
            file = nameless(self.store.folder)
            file.write(self._memory)
        except OSError:
            self.store.give_back(self.who, self.size)
            raise
        self._file, self._memory = file, bytearray()
        self.store.in_memory -= self.size

    @property
    def is_in_file(self) -> bool:
        """Whether what comes goes to the disk."""
        return self._file is not None

    def is_too_slow(self, now: float) -> bool:
        """Whether it has stopped coming, or comes slower than any line; asked every second."""
        if now - self.last > bounds.BODY_QUIET_SECONDS:
            return True
        seconds = now - self._window
        if seconds < bounds.BODY_WINDOW_SECONDS:
            return False
        came, self._window, self._before = self.size - self._before, now, self.size
        return came < seconds * bounds.BODY_FLOOR

    def reader(self) -> IO[bytes]:
        """The whole of it, from its beginning, for the one that answers."""
        if self._file is None:
            return BytesIO(self._memory)
        self._file.flush()
        self._file.seek(0)
        return os.fdopen(os.dup(self._file.fileno()), "rb")

    def file(self) -> int | None:
        """An open file with the whole of it, to be given away; None if it is empty."""
        if not self.size:
            return None
        if self._file is None:
            with nameless(self.store.folder) as file:
                file.write(self._memory)
                file.flush()
                return os.dup(file.fileno())
        self._file.flush()
        return os.dup(self._file.fileno())

    def text(self) -> str:
        """The whole of a small one in Base64, for a message; "" for what needs a file."""
        if self._file is not None or self.size > bounds.IN_MESSAGE:
            return ""
        return b64encode(self._memory).decode()

    def close(self) -> None:
        """Let go of the body, and of its room in the store."""
        if self._file is not None:
            self._file.close()
            self.store.give_back(self.who, self.size)
        else:
            self.store.in_memory -= self.size
        self._memory, self._file, self.size = bytearray(), None, 0
