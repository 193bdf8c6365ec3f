"""Sends answers: no more than the socket takes, and not for ever to one who does not read."""

from __future__ import annotations

import time
from asyncio import Transport
from collections.abc import Callable
from io import BytesIO

from twitchlog.front import bounds
from twitchlog.front.answers import AnswerSource, HttpAnswer, nameless
from twitchlog.front.connections.request_body import BodyStore


class Sender:
    """Sends on one connection. ``sent`` is called when all of an answer is with the socket."""

    def __init__(self, transport: Transport, store: BodyStore, sent: Callable[[], None]) -> None:
        self.transport, self.store, self.sent = transport, store, sent
        transport.set_write_buffer_limits(high=bounds.SLICE // 2, low=bounds.SLICE // 8)
        self.is_paused = False
        self._unsent: AnswerSource | None = None
        self._in_memory = self._in_files = self._handed = 0
        self.since = self._moved = self._window = time.monotonic()
        self._left = self._before = 0

    @property
    def is_sending(self) -> bool:
        """Whether some of an answer waits for its reader."""
        return self._unsent is not None

    def send(self, head: bytes, answer: HttpAnswer, *, without_body: bool) -> None:
        """Begin to send an answer, its head first."""
        self.since = self._moved = self._window = time.monotonic()
        self._before = 0
        if without_body:
            answer.close()
            self.transport.write(head)
            self.sent()
        elif isinstance(answer.content, bytes) and answer.size <= bounds.SLICE:
            self.transport.write(head + answer.content)
            self.sent()
        else:
            self.transport.write(head)
            self._unsent = self._waiting(answer)
            self.pump()

    def _waiting(self, answer: HttpAnswer) -> AnswerSource:
        """What waits for its reader: in memory only as long as all that waits there is little."""
        if not isinstance(answer.content, bytes):
            self._in_files = answer.size
            self.store.answers_in_files += answer.size
            return answer.content
        if self.store.answers_in_memory + answer.size <= bounds.BODIES_IN_MEMORY:
            self._in_memory = answer.size
            self.store.answers_in_memory += answer.size
            return BytesIO(answer.content)
        self._in_files = answer.size
        self.store.answers_in_files += answer.size
        file = nameless(self.store.folder)
        file.write(answer.content)
        file.seek(0)
        return file

    def pause(self) -> None:
        """The socket takes no more."""
        self.is_paused = True

    def resume(self) -> None:
        """It takes more again."""
        self.is_paused = False
        self.pump()

    def pump(self) -> None:
        """Hand over what the socket takes."""
        while self._unsent is not None and not self.is_paused and not self.transport.is_closing():
            part = self._unsent.read(bounds.SLICE)
            self._handed += len(part)
            if part:
                self.transport.write(part)
            else:
                self.close()
                self.sent()

    def close(self) -> None:
        """Let go of what was not sent."""
        if self._unsent is not None:
            self._unsent.close()
        self.store.answers_in_memory -= self._in_memory
        self.store.answers_in_files -= self._in_files
        self._unsent, self._in_memory, self._in_files, self._handed = None, 0, 0, 0

    @property
    def keeps_file(self) -> bool:
        """Whether what waits for its reader lies in a file."""
        return bool(self._in_files)

    @property
    def pace(self) -> float:
        """Bytes a second that the reader has taken so far."""
        return self._handed / max(time.monotonic() - self.since, 1.0)

    def is_stuck(self, now: float) -> bool:
        """Whether the client takes nothing, or hardly anything; asked every second."""
        left = self._handed - self.transport.get_write_buffer_size()
        if left != self._left or not self.is_sending:
            self._left, self._moved = left, now
        return self.is_sending and (
            now - self._moved > bounds.READER_QUIET_SECONDS or self._is_slow(now)
        )

    def _is_slow(self, now: float) -> bool:
        seconds = now - self._window
        if seconds < bounds.READER_WINDOW_SECONDS:
            return False
        taken, self._window, self._before = self._handed - self._before, now, self._handed
        return taken < seconds * bounds.READER_FLOOR
