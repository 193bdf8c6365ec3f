"""What a connection needs of the process that it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from twitchlog.front.answers import Environ
from twitchlog.front.connections.request_body import BodyStore

if TYPE_CHECKING:
    from twitchlog.front.connections.connection import Connection
    from twitchlog.front.connections.request_reader import WholeRequest


class ConnectionWorker(Protocol):
    """A light worker, as its connections see it."""

    store: BodyStore
    is_ending: bool

    def most_of(self, environ: Environ) -> int:
        """How many bytes the body of this request may have."""

    def who_of(self, environ: Environ) -> str:
        """The name under which the bytes of this body are counted: a person's, or an address."""

    def add(self, connection: Connection) -> None:
        """A new connection is there."""

    def remove(self, connection: Connection) -> None:
        """A connection has gone."""

    def make_room_for_bodies(self) -> None:
        """Too many small ones lie in memory."""

    def works(self, connection: Connection) -> None:
        """From now on that connection is not closed to make room: it has a request."""

    def rests(self, connection: Connection) -> None:
        """From now on that connection may be closed to make room: it has no request."""

    def answer(self, connection: Connection, request: WholeRequest) -> None:
        """Have a request answered, by :meth:`Connection.send`, now or later."""

    def leave(self, connection: Connection) -> None:
        """The client has gone before its request was answered."""

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Call back after so many seconds."""

    def soon(self, connection: Connection) -> None:
        """Call :meth:`Connection.go_on` when others had their turn."""
