"""One connection: requests are read whole, answered one after another, and their answers sent."""

from __future__ import annotations

import asyncio
import os
import socket
import struct
import time
from collections import deque
from contextlib import suppress
from typing import cast

from twitchlog.front import bounds
from twitchlog.front.answers import NO_BODY, HttpAnswer, plain
from twitchlog.front.connections.answer_sender import Sender
from twitchlog.front.connections.request_head import ends_of
from twitchlog.front.connections.request_reader import RequestReader, WholeRequest
from twitchlog.front.connections.worker_protocol import ConnectionWorker

# After a refusal what still comes is thrown away for so long, so that the client reads why.
DRAIN_SECONDS = 10.0
CLOSE_SECONDS = 20.0  # for what was handed to the socket


class Connection(asyncio.Protocol):
    """The loop's callbacks, and the order between reading, answering and sending."""

    transport: asyncio.Transport
    reader: RequestReader
    sender: Sender

    def __init__(self, worker: ConnectionWorker) -> None:
        self.worker = worker
        self.current: WholeRequest | None = None
        self.since = time.monotonic()
        self.is_ending = False
        self._served = False
        self._drains = False
        self._queue: deque[WholeRequest] = deque()
        self._later = bytearray()  # came while a request was being answered

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """A client is there."""
        self.transport = transport = cast("asyncio.Transport", transport)
        self.reader = RequestReader(self.worker, ends_of(transport), self._queue.append, self._say)
        self.sender = Sender(transport, self.worker.store, self._sent)
        self.worker.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """It has gone, or was closed."""
        self.is_ending = True
        self.reader.close()
        self.sender.close()
        if self.current:
            self.worker.leave(self)
            self.current.close()
        for request in self._queue:
            request.close()
        self.current = None
        self._queue.clear()
        self.worker.remove(self)

    def data_received(self, data: bytes) -> None:
        """Some bytes of a request; those that come before an earlier one is answered wait."""
        if self._drains:
            self._pause(self.worker.store.pause(len(data)))
        if self.reader.deaf:
            return
        if not self._is_busy and not self._later:
            self._later += self.reader.feed(data)
            if self.reader.body:
                self.worker.works(self)  # and is not closed to make room while it sends
                if self.worker.store.is_full:
                    self.worker.make_room_for_bodies()
            self._start()
            self._slow_down(len(data))
            return
        self._later += data
        if len(self._later) > bounds.HEAD_BYTES:
            self.transport.pause_reading()

    def _slow_down(self, size: int) -> None:
        """Read nothing for a moment from one that sends faster than the disk should be busy."""
        if self.reader.body and self.reader.body.is_in_file and not self.is_ending:
            self._pause(self.worker.store.pause(size))

    def _pause(self, seconds: float) -> None:
        if seconds:
            self.transport.pause_reading()
            self.worker.later(seconds, self._read_on)

    def _read_on(self) -> None:
        if not self.transport.is_closing():
            self.transport.resume_reading()

    def eof_received(self) -> bool:
        """The client sends no more, and is taken to have gone unless it is being sent something."""
        return self.sender.is_sending

    def pause_writing(self) -> None:
        """The socket takes no more."""
        self.sender.pause()

    def resume_writing(self) -> None:
        """It takes more again."""
        self.sender.resume()
        if not self.current and (self._queue or self._later):
            self.worker.soon(self)

    @property
    def _is_busy(self) -> bool:
        return self.current is not None or self.sender.is_paused

    def _say(self, text: bytes) -> None:
        """Something beside an answer, unless one is due first."""
        if not self._is_busy and not self._queue:
            self.transport.write(text)

    def _start(self) -> None:
        """Have the next request answered, if none is being answered."""
        if self._queue and not self._is_busy and not self.is_ending:
            self.current = self._queue.popleft()
            self.worker.works(self)
            self.worker.answer(self, self.current)

    def send(self, answer: HttpAnswer) -> None:
        """Send the answer to the request whose turn it is."""
        request = self.current
        if request is None or self.is_ending:
            answer.close()
            return
        request.keep = request.keep and not self.worker.is_ending
        request.close()
        is_head = request.environ["REQUEST_METHOD"] == "HEAD"
        without_body = is_head or answer.status.startswith(NO_BODY)
        head = answer.head(now=time.time(), keep=request.keep)
        self.sender.send(head, answer, without_body=without_body)

    def _sent(self) -> None:
        """The answer is with the socket: close, or go on with the next request."""
        request, self.current, self._served = self.current, None, True
        self.since = time.monotonic()
        if request is None or not request.keep:
            self.close(drain=bool(request and request.refusal))
        elif self._queue or self._later:
            self.worker.soon(self)
        else:
            self.worker.rests(self)

    def go_on(self) -> None:
        """Begin the next request: one a turn of the loop, so that others come in between."""
        if self._later and not self._queue and not self._is_busy and not self.is_ending:
            data, self._later = bytes(self._later), bytearray()
            self.transport.resume_reading()
            self.data_received(data)
        else:
            self._start()
        if not self.current and not self._queue and not self.is_ending:
            self.worker.rests(self)

    def close(self, *, drain: bool = False) -> None:
        """Hang up when all is sent.

        ``drain``: the client may still be sending, and would not read the answer.
        """
        self.is_ending, self._drains, self.since = True, drain, time.monotonic()
        self.reader.close()
        if drain and self.transport.can_write_eof() and not self.transport.is_closing():
            self.transport.resume_reading()
            self.transport.write_eof()
        else:
            self.transport.close()

    def abort(self) -> None:
        """Hang up now.

        Without lingering, else the system would keep what was not read for minutes.
        """
        with suppress(OSError), self._socket() as ours:
            ours.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()

    def has_unread(self) -> bool:
        """Whether something has come that the loop has not read yet."""
        with suppress(OSError), self._socket() as ours:
            return bool(ours.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT))
        return False

    def _socket(self) -> socket.socket:
        """The same socket once more, to be closed; the loop's own does not let us do everything."""
        return socket.socket(fileno=os.dup(self.transport.get_extra_info("socket").fileno()))

    def drop_body(self) -> None:
        """Refuse what is being sent: others need the room."""
        self.reader.refuse(plain("503 Service Unavailable", Retry_After="10"))
        self._start()

    def cut_off(self) -> None:
        """Hang up in the middle of an answer that is hardly being read."""
        self.sender.close()
        self.abort()

    def look(self, now: float) -> None:
        """Hang up if something has taken too long; called every second."""
        waited = now - self.since
        if self.is_ending:
            if waited > self._most_seconds:
                self.abort()
        elif self.current:
            if self.sender.is_stuck(now):
                self.abort()
        elif self.reader.is_too_slow(now):
            self.reader.refuse(plain("408 Request Timeout"))
            self._start()
        elif not self.reader.is_amid and waited > self._most_seconds:
            self.close()

    @property
    def _most_seconds(self) -> float:
        """For which the connection may stay as it is, since its last change, between requests."""
        if self.is_ending and self._drains:
            return DRAIN_SECONDS
        if self.is_ending:
            return CLOSE_SECONDS
        if self._served:
            return bounds.IDLE_SECONDS
        return bounds.HEAD_SECONDS
