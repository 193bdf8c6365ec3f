"""A light worker: one loop that reads, answers what is quick, and leaves the rest to the lanes."""

from __future__ import annotations

import asyncio
import contextvars
import logging
import signal
import socket
import time
from asyncio.events import _set_running_loop
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import IO, Any, TypeVar

from twitchlog import lanes, machine_clock
from twitchlog.front import bounds
from twitchlog.front.answer_maker import AnswerMaker
from twitchlog.front.answers import Environ, HttpAnswer
from twitchlog.front.connections.accepting import Acceptor
from twitchlog.front.connections.connection import Connection
from twitchlog.front.connections.evictions import longest_silent, longest_there, slowest_reader
from twitchlog.front.connections.request_body import BodyStore
from twitchlog.front.connections.request_reader import WholeRequest
from twitchlog.front.light.fair_queue import FairQueue
from twitchlog.front.light.lane_client import LaneClient, leads_to_sign_in
from twitchlog.front.light.lane_of_path import LaneTable
from twitchlog.front.messages import MessageLine
from twitchlog.front.requester import PERSON, Requesters
from twitchlog.front.worker_pulse import WorkerPulse
from twitchlog.http.visitor_address import address_of
from twitchlog.lanes import OtherLane, ServerNotice

logger = logging.getLogger(__name__)
Made = TypeVar("Made")
TYPED_FORM = "application/x-www-form-urlencoded"  # as browsers send what has no file


class LightWorker(Acceptor):
    """One of the processes that hold all connections and answer what is quick themselves.

    ``number``: which of them this is. ``line`` leads to the parent, ``maker`` has the application.
    """

    def __init__(
        self,
        number: int,
        listening: socket.socket,
        line: MessageLine,
        pulse: WorkerPulse,
        maker: AnswerMaker,
    ) -> None:
        super().__init__(number, listening, pulse)
        self.maker = maker
        self.requesters = Requesters()
        self.store = BodyStore(maker.folder)
        self.lanes_by_path = LaneTable()
        self.resting: dict[Connection, None] = {}  # the one that has rested longest comes first
        self._context = contextvars.copy_context()
        self._queue = FairQueue(self.loop)
        self.lane_client = LaneClient(self.loop, line, self._notice, self._queue.add)

    def run(self) -> None:
        """Serve until told to end."""
        asyncio.set_event_loop(self.loop)
        self.loop.add_signal_handler(signal.SIGTERM, self.end)
        self.lane_client.listen()
        self.listen()
        self._look()
        self.loop.run_forever()

    # Connections ----------------------------------------------------------------------------------

    def add(self, connection: Connection) -> None:
        """A new one; the one that has rested longest makes room for it."""
        self.connections.add(connection)
        self.resting[connection] = None
        if len(self.connections) > bounds.CONNECTIONS:
            self.make_room()

    def connect(self) -> Connection:
        """A protocol for a connection that was taken."""
        return Connection(self)

    def make_room(self) -> None:
        """Close the connection that has rested longest, or does least."""
        oldest = next(iter(self.resting), None) or longest_there(self.connections)
        if oldest is not None:
            # now: of many that come in one round, each needs the room of another
            self.remove(oldest)
            oldest.abort()

    def make_room_for_bodies(self) -> None:
        """Too many small ones lie in memory."""
        silent = longest_silent(self.connections)
        if silent:
            silent.drop_body()

    def remove(self, connection: Connection) -> None:
        """A connection has gone."""
        self.connections.discard(connection)
        self.resting.pop(connection, None)
        self.pulse.beat(self.number, self.load)

    def works(self, connection: Connection) -> None:
        """From now on that connection is not closed to make room: it has a request."""
        self.resting.pop(connection, None)

    def rests(self, connection: Connection) -> None:
        """From now on that connection may be closed to make room: it has no request."""
        self.resting[connection] = None

    def later(self, seconds: float, call: Callable[[], None]) -> None:
        """Call back after so many seconds."""
        self.loop.call_later(seconds, call)

    def soon(self, connection: Connection) -> None:
        """Go on with it when others had their turn."""
        self.loop.call_soon(connection.go_on)

    # Requests -------------------------------------------------------------------------------------

    def most_of(self, environ: Environ) -> int:
        """How many bytes the body of this request may have.

        Few for a stranger; for who shows a credential a form's, or a whole diary's where a file is
        taken.
        """
        if not self.requesters.key_of(environ):
            return bounds.STRANGER_BYTES
        if environ.get("CONTENT_TYPE", "").lower().startswith(TYPED_FORM):
            return bounds.TYPED_BYTES
        length = environ.get("CONTENT_LENGTH", "")
        if length and int(length) <= bounds.FORM_BYTES:
            return bounds.FORM_BYTES
        environ[PERSON] = ""
        most = self.lanes_by_path.file_bytes(environ)
        if most:
            environ[PERSON] = self._made(self.requesters.person, environ)
        return most if environ[PERSON] else bounds.FORM_BYTES

    def who_of(self, environ: Environ) -> str:
        """The name under which the bytes of this body are counted.

        A person's if that was looked up; else, as all else can be made up, an internet address.
        """
        return environ.get(PERSON) or address_of(environ)

    def answer(self, connection: Connection, request: WholeRequest) -> None:
        """Answer here, or ask the lane."""
        if isinstance(request.refusal, ServerNotice):
            connection.send(self._notice(request, request.refusal))
        elif request.refusal is not None:
            connection.send(request.refusal)
        else:
            whose = self._made(
                self.requesters.lately, request.environ, look=not self._queue.is_free
            )
            self._queue.add(whose, partial(self._work, connection, request))

    def _work(self, connection: Connection, request: WholeRequest) -> None:
        if connection.current is not request:  # its client has gone meanwhile
            return
        lane, whose = self.lanes_by_path.lane(request.environ), None
        if lane:
            whose = self._made(self.requesters.whose, request.environ, lane)
        if whose is None or leads_to_sign_in(lane, whose, request):
            try:
                connection.send(self._light(request))
                return
            except OtherLane as other:
                lane = other.lane
                whose = self._made(self.requesters.whose, request.environ, lane)
        self.lane_client.ask(lane, connection, request, whose)

    def _light(self, request: WholeRequest) -> HttpAnswer:
        """The application's answer.

        Raises :class:`OtherLane` where that finds that it takes long; it has written nothing by
        then.
        """
        body: IO[bytes] = BytesIO()
        if request.body:
            body = request.body.reader()
        with body:
            lanes.LIGHT = request.environ["REQUEST_METHOD"] in lanes.READING_METHODS
            try:
                return self._made(self.maker.answer, {**request.environ, "wsgi.input": body})
            finally:
                lanes.LIGHT = False

    def _made(self, make: Callable[..., Made], *arguments: Any, **more: Any) -> Made:
        """What ``make`` gives, called as outside of any loop: it knows nothing of this one."""
        _set_running_loop(None)
        try:
            return self._context.run(make, *arguments, **more)
        finally:
            _set_running_loop(self.loop)

    def _notice(self, request: WholeRequest, notice: ServerNotice) -> HttpAnswer:
        return self._made(self.maker.notice, request.environ, notice)

    def leave(self, connection: Connection) -> None:
        """The client has gone before its request was answered."""
        self.lane_client.leave(connection)

    # Time and end ---------------------------------------------------------------------------------

    def _look(self) -> None:
        """Every second: show that the loop comes round, and hang up on who takes too long."""
        self.pulse.beat(self.number, self.load)
        machine_clock.WATCH.look()
        now = time.monotonic()
        for connection in list(self.connections):
            connection.look(now)
        while self.store.answers_in_files > bounds.ANSWERS_IN_FILES and (
            slow := slowest_reader(self.connections)
        ):
            slow.cut_off()
        self.loop.call_later(1.0, self._look)

    def end(self) -> None:
        """Take what has come, answer it, and end.

        Called by SIGTERM, twice where a service manager tells all of us.
        """
        if self.is_ending:
            return
        self.is_ending = True
        self.loop.remove_reader(self.listening.fileno())
        while self.take():
            pass
        self.listening.close()
        self.loop.call_later(0.1, self._close_resting)
        self.loop.call_later(bounds.END_SECONDS, self.loop.stop)

    def _close_resting(self) -> None:
        """Those that have sent nothing by now; again and again until all have gone."""
        for connection in list(self.resting):
            if not connection.has_unread():
                connection.close()
        if self.load:
            self.loop.call_later(0.1, self._close_resting)
        else:
            self.loop.stop()
