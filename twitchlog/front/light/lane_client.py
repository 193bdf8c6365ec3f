"""A light worker's side of the lanes: asks the parent, and hands on what comes back."""

from __future__ import annotations

import asyncio
import os
from base64 import b64decode
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial

from twitchlog import lanes
from twitchlog.front import bounds
from twitchlog.front.answer_maker import BODY_IN_MESSAGE, only_text
from twitchlog.front.answers import HttpAnswer, SharedFile, plain
from twitchlog.front.connections.connection import Connection
from twitchlog.front.connections.request_reader import WholeRequest
from twitchlog.front.messages import Message, MessageLine
from twitchlog.front.requester import Requester, same_of
from twitchlog.lanes import FrontEvent, ServerNotice


@dataclass(eq=False)
class LaneRequest:
    """A request that a lane was asked for, and when its client is told that it waits."""

    connection: Connection
    request: WholeRequest
    whose: Requester
    timer: asyncio.TimerHandle | None = None


class LaneClient:
    """Asks for answers, and sends them to the connections that wait.

    ``notice`` makes the answer that says something in the front's own name, which is work as well:
    ``in_turn``.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        line: MessageLine,
        notice: Callable[[WholeRequest, ServerNotice], HttpAnswer],
        in_turn: Callable[[Requester, Callable[[], None]], None],
    ) -> None:
        self.loop, self.line, self._notice, self._in_turn = loop, line, notice, in_turn
        self._asked: dict[int, LaneRequest] = {}
        self._numbers = 0

    def listen(self) -> None:
        """Hear what the parent says, from now on."""
        self.loop.add_reader(self.line.fileno(), self._hear)

    def ask(
        self, lane: str, connection: Connection, request: WholeRequest, whose: Requester
    ) -> None:
        """Have a lane answer; the connection waits without holding anybody up."""
        self._numbers += 1
        number = self._numbers
        self._asked[number] = lane_request = LaneRequest(connection, request, whose)
        reads = request.environ["REQUEST_METHOD"] in ("GET", "HEAD")
        message: Message = {
            "ask": number,
            "lane": lane,
            "who": whose.who,
            "group": whose.group,
            "known": whose.is_known,
            "reads": reads,
            "same": "",
            "environ": only_text(request.environ),
        }
        if reads:
            message["same"] = same_of(request.environ, whose)
        try:
            files = _put_body(request, message)
        except OSError:
            self._finish(number, ServerNotice(FrontEvent.BUSY, body=_typed(request)))
            request.close()
            return
        request.close()
        if request.asks_for_page:
            timer = self.loop.call_later(lanes.LANE_PATIENCE, self._lose_patience, number)
            lane_request.timer = timer
        try:
            self._tell(message, files)
        except OSError:  # the head is too long to be handed over
            self._finish(number, plain("431 Request Header Fields Too Large"))

    def _tell(self, message: Message, files: list[int] | None = None) -> None:
        """Send something to the parent."""
        self.line.send(message, files or [])
        if self.line.is_waiting:
            self.loop.add_writer(self.line.fileno(), self._flush)

    def _flush(self) -> None:
        self.line.flush()
        if not self.line.is_waiting:
            self.loop.remove_writer(self.line.fileno())

    def leave(self, connection: Connection) -> None:
        """The client has gone before its request was answered."""
        numbers = [
            number
            for number, lane_request in self._asked.items()
            if lane_request.connection is connection
        ]
        for number in numbers:
            self._take_out(number)
            self._tell({"leave": number, "back": False})

    def _lose_patience(self, number: int) -> None:
        self._tell({"leave": number, "back": True})

    def _take_out(self, number: int) -> LaneRequest | None:
        lane_request = self._asked.pop(number, None)
        if lane_request and lane_request.timer:
            lane_request.timer.cancel()
        return lane_request

    def _hear(self) -> None:
        """The parent says something; or has ended, and so do we."""
        try:
            received = self.line.receive()
        except BlockingIOError:
            return
        if received is None:
            os._exit(0)
        message, files = received
        if "answer" in message:
            self._finish(message["answer"], _answer(message, files))
        elif "place" in message:
            notice = ServerNotice(FrontEvent.WAITING, before=message["before"])
            self._finish(message["place"], notice)
        elif "failed" in message:
            body = _brought_back(message, files)
            self._finish(message["failed"], ServerNotice(FrontEvent(message["why"]), body=body))

    def _finish(self, number: int, outcome: HttpAnswer | ServerNotice) -> None:
        lane_request = self._take_out(number)
        if isinstance(outcome, ServerNotice):
            if lane_request:
                self._in_turn(lane_request.whose, partial(self._say, lane_request, outcome))
        elif lane_request:
            lane_request.connection.send(outcome)
        else:
            outcome.close()

    def _say(self, to: LaneRequest, notice: ServerNotice) -> None:
        if to.connection.current is to.request:  # else its client has gone meanwhile
            to.connection.send(self._notice(to.request, notice))


def _put_body(request: WholeRequest, message: Message) -> list[int]:
    """Send a small body along in the message, a larger one as an open file; raises OSError."""
    body = request.body
    if body is None:
        return []
    if text := body.text():
        message["environ"][BODY_IN_MESSAGE] = text
        return []
    file = body.file()
    if file is None:
        return []
    return [file]


def _typed(request: WholeRequest) -> bytes:
    """The body of a request that was not handed over, as far as it lies in memory."""
    body = request.body
    if body is None or body.is_in_file:
        return b""
    return body.reader().read()


def _brought_back(message: Message, files: list[int]) -> bytes:
    """What was sent with a request that no lane has answered; nothing of what is too large."""
    if not files:
        return b64decode(message.get("body", ""))
    file = SharedFile(files[0])
    with closing(file):
        if os.fstat(files[0]).st_size > bounds.BROUGHT_BACK:
            return b""
        return file.read()


def _answer(message: Message, files: list[int]) -> HttpAnswer:
    headers = [(name, value) for name, value in message["headers"]]
    if files:
        return HttpAnswer(message["status"], headers, SharedFile(files[0]), message["size"])
    content = b64decode(message["content"])
    return HttpAnswer(message["status"], headers, content, message["size"])


def leads_to_sign_in(lane: str, whose: Requester, request: WholeRequest) -> bool:
    """Whether a stranger's request is answered by a word about signing in, which needs no lane."""
    is_small = request.body is None or request.body.size <= bounds.STRANGER_BYTES
    return not whose.is_known and lane in lanes.FOR_PEOPLE and is_small
