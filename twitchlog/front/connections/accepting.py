"""How a light worker takes connections: some in each round, none that another is freer for."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

import uvloop

from twitchlog.front.worker_pulse import WorkerPulse

if TYPE_CHECKING:
    from twitchlog.front.connections.connection import Connection

logger = logging.getLogger(__name__)
# How long a worker with more connections than another leaves a new one to that other, in seconds.
COURTESY = 0.002
AT_ONCE = 32  # new connections taken in a round
FEW = 32  # with more, nobody waits: chance has evened them out, and many may be coming


class Acceptor(ABC):
    """``number``: which of the workers this is. ``listening`` is theirs together."""

    def __init__(self, number: int, listening: socket.socket, pulse: WorkerPulse) -> None:
        self.number, self.listening, self.pulse = number, listening, pulse
        self.is_ending = False
        self.connections: set[Connection] = set()
        self.loop: asyncio.AbstractEventLoop = uvloop.new_event_loop()
        self._accepting: set[asyncio.Task[Any]] = set()

    @abstractmethod
    def connect(self) -> Connection:
        """A protocol for a connection that was taken."""

    @abstractmethod
    def make_room(self) -> None:
        """Close a connection, so that another can be taken."""

    def listen(self) -> None:
        """Take connections from now on."""
        if not self.is_ending:
            self.loop.add_reader(self.listening.fileno(), self._accept)

    def _accept(self) -> None:
        """Take some connections, but leave them to a worker that has fewer.

        Who comes next is decided among those that were taken: nobody's touch is to wait at the door
        behind a crowd.
        """
        if self._has_more:
            self.loop.remove_reader(self.listening.fileno())
            self.loop.call_later(COURTESY, self._accept_and_listen)
        else:
            for _turn in range(AT_ONCE):
                if not self.take() or self._has_more:
                    break

    @property
    def _has_more(self) -> bool:
        return self.pulse.fewest_elsewhere(self.number) < self.load < FEW

    def _accept_and_listen(self) -> None:
        if not self.is_ending:
            self.take()
            self.listen()

    def take(self) -> bool:
        """One connection; False if there is none, or none can be taken."""
        try:
            client, _address = self.listening.accept()
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                logger.warning("a connection could not be taken: %s", error)
                self.make_room()
            return False
        client.setblocking(False)
        client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        task = self.loop.create_task(self.loop.connect_accepted_socket(self.connect, client))
        self._accepting.add(task)
        task.add_done_callback(self._accepting.discard)
        self.pulse.beat(self.number, self.load)
        return True

    @property
    def load(self) -> int:
        """Connections that it has, or is about to have."""
        return len(self.connections) + len(self._accepting)
