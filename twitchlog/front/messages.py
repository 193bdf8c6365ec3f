"""Messages between the server's processes: a dictionary and open files, over one socket.

The sockets are made in pairs before a fork and have no path, so that a long DATA_DIR or the remains
of a server that was killed are in nobody's way.
"""

from __future__ import annotations

import json
import os
import socket
from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

LARGEST_MESSAGE = 256 * 1024
Message = dict[str, Any]


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends of one line, neither of which waits."""
    ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    for end in ends:
        end.setblocking(False)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, LARGEST_MESSAGE)
    return ends


class MessageLine:
    """One process's end of a line. What the other side does not take yet is kept in order."""

    def __init__(self, end: socket.socket) -> None:
        self.end = end
        self._waiting: deque[tuple[bytes, list[int]]] = deque()

    def fileno(self) -> int:
        """The socket's number, for a selector."""
        return self.end.fileno()

    @property
    def is_waiting(self) -> bool:
        """Whether something could not be sent yet; :meth:`flush` when the socket can be written."""
        return bool(self._waiting)

    def send(self, message: Message, files: Iterable[int] = ()) -> None:
        """Send, or keep for later. The files are the other side's from then on, and closed here."""
        self._waiting.append((json.dumps(message, ensure_ascii=False).encode(), list(files)))
        self.flush()

    def flush(self) -> None:
        """Send what waits, as far as the other side takes it.

        Raises OSError if there is none any more.
        """
        while self._waiting:
            text, files = self._waiting[0]
            try:
                socket.send_fds(self.end, [text], files)
            except BlockingIOError:
                return
            except OSError:
                self._waiting.popleft()
                _close(files)
                raise
            self._waiting.popleft()
            _close(files)

    def receive(self) -> tuple[Message, list[int]] | None:
        """The next message with its files.

        None if the other side has ended; BlockingIOError if none came.
        """
        text, files, flags, _address = socket.recv_fds(self.end, LARGEST_MESSAGE, 4)
        if not text:
            return None
        if flags & (socket.MSG_TRUNC | socket.MSG_CTRUNC):
            _close(files)
            raise OSError("a message between two processes was cut")
        message: Message = json.loads(text)
        return message, list(files)

    def close(self) -> None:
        """Hang up, and let go of what was not sent."""
        for _text, files in self._waiting:
            _close(files)
        self._waiting.clear()
        self.end.close()


def _close(files: Iterable[int]) -> None:
    for file in files:
        with suppress(OSError):
            os.close(file)
