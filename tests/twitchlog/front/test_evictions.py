"""Who makes room where there is none left: never whoever sends little, reads on, or is about to be
done.
"""

from __future__ import annotations

import select
import socket
from contextlib import ExitStack
from pathlib import Path

from django.conf import settings

from tests.twitchlog.front.conftest import Front, read_all, running, until

COOKIE = f"Cookie: {settings.SESSION_COOKIE_NAME}=somebody"
TOKEN = "Authorization: Bearer of-a-program"
HEAD = "POST /account/login/ HTTP/1.1\r\nHost: here\r\n"


def sending(stack: ExitStack, front: Front, size: int, header: str = "X-None: x") -> socket.socket:
    """Somebody who has sent so much of a larger body, and then nothing."""
    client = stack.enter_context(front.connect())
    client.sendall(f"{HEAD}{header}\r\nContent-Length: 99999\r\n\r\n".encode() + b"x" * size)
    return client


def answered(clients: list[socket.socket]) -> list[socket.socket]:
    """Those who were told something."""
    return select.select(clients, [], [], 0.1)[0]


def test_a_touch_is_taken_however_many_bodies_lie_in_memory(tmp_path: Path) -> None:
    small = {"BODIES_IN_MEMORY": 200_000, "IN_MEMORY": 50_000, "ALWAYS_IN_MEMORY": 10_000}
    with running(tmp_path, **small) as front, ExitStack() as stack:
        held = [
            sending(stack, front, size) for size in (49_000,) * 20 + (9_000,) * 150 + (60,) * 20
        ]
        for _turn in range(20):
            assert front.told("/api/episodes", TOKEN, method="POST", body=b"x" * 300)["body"] == 300
        dropped = until(lambda: answered(held))
        assert read_all(dropped[0]).startswith(b"HTTP/1.1 503 ")
        assert front.told("/api/episodes", TOKEN, method="POST", body=b"x" * 9_000)["body"] == 9_000


def test_one_address_fills_no_more_than_its_share_of_the_files(tmp_path: Path) -> None:
    with running(tmp_path, IN_MEMORY=10_000, FILES_OF_ONE=200_000) as front, ExitStack() as stack:
        held = [sending(stack, front, 90_000, f"{COOKIE}{number}") for number in range(20)]
        refused = until(lambda: answered(held))
        assert read_all(refused[0]).startswith(b"HTTP/1.1 503 ")
        assert front.told("/api/episodes", TOKEN, method="POST", body=b"x" * 300)["body"] == 300


def test_what_is_being_sent_is_not_given_up_for_connections_that_only_sit_there(
    tmp_path: Path,
) -> None:
    with running(tmp_path, CONNECTIONS=20) as front, ExitStack() as stack:
        honest = sending(stack, front, 50_000, COOKIE)
        idle = [stack.enter_context(front.connect()) for _turn in range(150)]
        until(lambda: len(_hung_up(idle)) >= 100)
        honest.sendall(b"x" * 49_999)
        assert honest.recv(12) == b"HTTP/1.1 200"


def _hung_up(clients: list[socket.socket]) -> list[socket.socket]:
    """Those on whom the server has hung up."""
    return [
        one for one in clients if one.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == 7
    ]


def test_who_hardly_reads_a_large_answer_makes_room_for_others(tmp_path: Path) -> None:
    with (
        running(tmp_path, ANSWERS_IN_FILES=20_000_000, READER_QUIET_SECONDS=500.0) as front,
        ExitStack() as stack,
    ):
        slow = []
        for _turn in range(8):
            client = stack.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(("127.0.0.1", front.port))
            client.sendall(b"GET /?big=200 HTTP/1.1\r\nHost: here\r\n\r\n")
            slow.append(client)
        until(lambda: len(_hung_up(slow)) >= 4)
        assert len(front.get("/?big=200")[1]) == 200 * 65_536


def test_who_trickles_after_a_quick_start_is_left(tmp_path: Path) -> None:
    with running(tmp_path, BODY_WINDOW_SECONDS=1.0) as front, ExitStack() as stack:
        client = sending(stack, front, 90_000, COOKIE)

        def was_left() -> bool:
            if answered([client]):
                return client.recv(100).startswith(b"HTTP/1.1 408 ")
            client.sendall(b"x")
            return False

        assert until(was_left)
