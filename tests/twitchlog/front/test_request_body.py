"""Bodies: whole before anybody works on them, within bounds, and in the folder for what is under
way.
"""

from __future__ import annotations

import hashlib
import os
import select
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.conf import settings

from tests.twitchlog.front.conftest import Front, read_all, running, until

COOKIE = f"Cookie: {settings.SESSION_COOKIE_NAME}=somebody"
SMALL = {
    "STRANGER_BYTES": 100_000,
    "TYPED_BYTES": 200_000,
    "FORM_BYTES": 400_000,
    "UPLOAD_BYTES": 3_000_000,
    "IN_MEMORY": 50_000,
}


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """With small bounds."""
    with running(tmp_path_factory.mktemp("front"), **SMALL) as started:
        yield started


@pytest.mark.parametrize(
    ("path", "headers", "most"),
    [
        ("/", [], 100_000),
        ("/", [COOKIE], 400_000),
        ("/", [COOKIE, "Content-Type: application/x-www-form-urlencoded"], 200_000),
        ("/", [COOKIE, "Content-Type: Application/X-WWW-Form-Urlencoded; charset=utf-8"], 200_000),
        ("/import/", [COOKIE, "Content-Type: application/x-www-form-urlencoded"], 200_000),
        ("/", ["Content-Type: application/x-www-form-urlencoded"], 100_000),
        ("/api/episodes", ["Authorization: Bearer of-a-program"], 400_000),
        ("/import/", [COOKIE], 3_000_000),
        ("/import/", [COOKIE.replace("somebody", "made-up")], 400_000),
        ("/import/", [], 100_000),
        ("/imports/", [COOKIE], 400_000),
        ("/import/progress/", [COOKIE], 400_000),
    ],
)
def test_a_body_is_taken_up_to_its_bound_and_comes_whole(
    front: Front, path: str, headers: list[str], most: int
) -> None:
    body = os.urandom(most)
    told = front.told(path, *headers, method="POST", body=body)
    assert (told["body"], told["sha"]) == (most, hashlib.sha256(body).hexdigest())
    assert front.get(path, *headers, method="POST", body=body + b"x")[0] == 413


def test_too_large_is_said_before_it_is_sent(front: Front) -> None:
    with front.connect() as client:
        client.sendall(
            b"POST / HTTP/1.1\r\nHost: here\r\nExpect: 100-continue\r\nContent-Length: 999999\r\n"
            b"\r\n"
        )
        assert read_all(client).startswith(b"HTTP/1.1 413 ")


def test_a_body_in_chunks_is_counted_while_it_comes(front: Front) -> None:
    with front.connect() as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _turn in range(11):
            client.sendall(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
        assert read_all(client).startswith(b"HTTP/1.1 413 ")


def test_who_goes_on_sending_still_reads_why_it_was_refused(front: Front) -> None:
    with front.connect() as client:
        client.sendall(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 5000000\r\n\r\n")
        for _turn in range(50):
            client.sendall(b"x" * 100_000)
        assert read_all(client).startswith(b"HTTP/1.1 413 ")


def test_nothing_is_left_in_the_folder_of_what_is_under_way(front: Front) -> None:
    with front.connect() as client:
        client.sendall(
            f"POST / HTTP/1.1\r\nHost: here\r\n{COOKIE}\r\nContent-Length: 400000\r\n\r\n".encode()
        )
        client.sendall(b"x" * 300_000)
        assert front.told("/", COOKIE, method="POST", body=b"x" * 300_000)["body"] == 300_000
        assert [path.name for path in front.log.parent.iterdir()] == [front.log.name]


def test_all_bodies_together_are_bounded_and_who_sends_little_has_room(tmp_path: Path) -> None:
    small = {
        "BODIES_IN_MEMORY": 100_000,
        "BODIES_IN_FILES": 500_000,
        "IN_MEMORY": 50_000,
        "ALWAYS_IN_MEMORY": 10_000,
    }
    with running(tmp_path, **small) as front, ExitStack() as stack:
        held = [stack.enter_context(front.connect()) for _turn in range(40)]
        head = (
            f"POST / HTTP/1.1\r\nHost: here\r\n{COOKIE}\r\nContent-Length: 99999\r\n\r\n".encode()
        )
        for one in held:
            one.sendall(head + b"x" * 90_000)
        refused = until(lambda: select.select(held, [], [], 0.1)[0])
        assert read_all(refused[0]).startswith(b"HTTP/1.1 503 ")
        for size in (200, 9_000, 60_000):
            assert (
                front.told(
                    "/", COOKIE, "X-Forwarded-For: 192.0.2.7", method="POST", body=b"x" * size
                )["body"]
                == size
            )
