"""Whoever sends or reads slowly or never, and whoever only sits there: others are answered
meanwhile, and they go.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.twitchlog.front.conftest import Front, read_all, running, until

QUICK = {
    "HEAD_SECONDS": 1.0,
    "IDLE_SECONDS": 1.0,
    "BODY_QUIET_SECONDS": 1.0,
    "BODY_WINDOW_SECONDS": 2.0,
    "READER_QUIET_SECONDS": 1.0,
    "CONNECTIONS": 60,
}
BODY = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 100000\r\n\r\nx"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """With short deadlines and few connections."""
    with running(tmp_path_factory.mktemp("front"), **QUICK) as started:
        yield started


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHost", b"HTTP/1.1 408 "),
        (BODY, b"HTTP/1.1 408 "),
        (
            b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
            b"HTTP/1.1 408 ",
        ),
        (b"GET / HTTP/1.1\r\nHost: here\r\n\r\n", b"HTTP/1.1 200 "),
    ],
    ids=["nothing", "half a head", "half a body", "half a chunk", "no second request"],
)
def test_who_stops_sending_is_left_and_holds_nobody_up(
    front: Front, begins: bytes, ends: bytes
) -> None:
    with ExitStack() as stack:
        silent = [stack.enter_context(front.connect()) for _turn in range(20)]
        for one in silent:
            one.sendall(begins)
        assert front.get()[0] == 200
        assert [read_all(one)[: len(ends)] for one in silent] == [ends] * 20


def test_who_sends_a_byte_now_and_then_is_left(front: Front) -> None:
    with front.connect() as slow:
        slow.sendall(BODY)

        def was_left() -> bool:
            try:
                slow.sendall(b"x")
                slow.settimeout(0.3)
                return slow.recv(100).startswith(b"HTTP/1.1 408 ")
            except TimeoutError:
                return False

        assert until(was_left)


def test_who_does_not_read_is_left_and_holds_nobody_up(front: Front) -> None:
    with ExitStack() as stack:
        readers = []
        for _turn in range(10):
            reader = stack.enter_context(socket.socket())
            reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            reader.connect(("127.0.0.1", front.port))
            reader.sendall(b"GET /?big=200 HTTP/1.1\r\nHost: here\r\n\r\n")
            readers.append(reader)
        assert front.get()[0] == 200
        for reader in readers:
            until(lambda one=reader: _is_reset(one))  # type: ignore[misc]
        assert front.get()[0] == 200


def _is_reset(client: socket.socket) -> bool:
    """Whether the server has hung up, without reading what it sent."""
    return bool(client.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == 7)  # TCP_CLOSE


def test_who_asks_much_at_once_and_reads_nothing_fills_no_memory(front: Front) -> None:
    with front.connect() as client:
        client.setblocking(False)
        sent = 0
        try:
            while sent < 50_000_000:
                sent += client.send(b"GET /?big=1 HTTP/1.1\r\nHost: here\r\n\r\n" * 100)
        except (BlockingIOError, ConnectionResetError, BrokenPipeError):
            pass
        assert sent < 50_000_000
        assert front.get()[0] == 200


def test_idle_connections_make_room_for_new_ones(front: Front) -> None:
    with ExitStack() as stack:
        for _turn in range(300):  # more than both workers keep
            stack.enter_context(front.connect())
        assert [front.get()[0] for _turn in range(20)] == [200] * 20
