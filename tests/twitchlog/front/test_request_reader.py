"""What is read of a client that sends much at once: no more than is answered next."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tests.twitchlog.front.conftest import read_all, running
from twitchlog.front.answers import Environ, HttpAnswer
from twitchlog.front.connections.request_body import BodyStore
from twitchlog.front.connections.request_reader import RequestReader, WholeRequest

TINY = b"GET / HTTP/1.1\r\nHost:\r\n\r\n"


class OneWorker:
    """A worker as far as a reader needs one."""

    def __init__(self, folder: Path) -> None:
        self.store = BodyStore(folder)

    def most_of(self, _environ: Environ) -> int:
        """The same for all."""
        return 1_000_000

    def who_of(self, _environ: Environ) -> str:
        """The same for all."""
        return "somebody"


@pytest.fixture
def arrived() -> list[WholeRequest]:
    """What the reader has read."""
    return []


@pytest.fixture
def reader(tmp_path: Path, arrived: list[WholeRequest]) -> RequestReader:
    """For one connection."""
    return RequestReader(OneWorker(tmp_path), {}, arrived.append, lambda _text: None)


def test_of_thousands_of_requests_sent_at_once_a_few_are_read(
    reader: RequestReader, arrived: list[WholeRequest]
) -> None:
    rest = reader.feed(TINY * 10_000)
    assert 1 <= len(arrived) < 30
    assert len(rest) > len(TINY) * 9_900
    read = [len(arrived)]
    while rest:
        rest = reader.feed(rest)
        read.append(len(arrived))
    assert read[-1] == 10_000
    assert max(after - before for before, after in pairwise(read)) < 30


def test_the_same_behind_a_body(reader: RequestReader, arrived: list[WholeRequest]) -> None:
    begin = b"POST / HTTP/1.1\r\nHost: here\r\n"
    for body in (
        b"Content-Length: 300000\r\n\r\n" + b"x" * 300_000,
        b"Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
    ):
        arrived.clear()
        rest = reader.feed(begin + body + TINY * 1_000)
        while not arrived:
            rest = reader.feed(rest)
        assert len(arrived) < 30
        while rest:
            rest = reader.feed(rest)
        assert len(arrived) == 1_001
        arrived[0].close()


def test_a_head_of_thousands_of_headers_is_refused_at_the_first_too_many(
    reader: RequestReader, arrived: list[WholeRequest]
) -> None:
    reader.feed(b"GET / HTTP/1.1\r\nHost: here\r\n" + b"aa:\r\n" * 150)
    [request] = arrived
    assert isinstance(request.refusal, HttpAnswer)
    assert request.refusal.status.startswith("431 ")
    assert reader.deaf


CHUNKED = b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n"


def status(request: WholeRequest) -> str:
    """Of a refusal in plain words."""
    assert isinstance(request.refusal, HttpAnswer)
    return request.refusal.status


def fed(reader: RequestReader, data: bytes) -> None:
    """All of it is fed, or as much as the reader takes."""
    while data and not reader.deaf:
        data = reader.feed(data)


@pytest.mark.parametrize("size", [1, 2, 6])
def test_a_body_in_crumbs_is_refused_long_before_its_bound(
    reader: RequestReader, arrived: list[WholeRequest], size: int
) -> None:
    fed(reader, CHUNKED + (b"%x\r\n%s\r\n" % (size, b"x" * size)) * 10_000)
    [request] = arrived
    assert status(request) == "400 Bad Request"
    assert reader.deaf


@pytest.mark.parametrize(("size", "number"), [(1, 500), (16, 10_000), (500, 1_000)])
def test_chunks_as_programs_send_them_are_a_body(
    reader: RequestReader, arrived: list[WholeRequest], size: int, number: int
) -> None:
    chunk = b"%x\r\n%s\r\n" % (size, b"x" * size)
    fed(reader, CHUNKED + chunk * number + b"0\r\n\r\n")
    [request] = arrived
    assert request.refusal is None
    assert request.body is not None
    assert request.body.size == size * number
    request.close()


def test_a_body_of_known_length_may_come_byte_by_byte(
    reader: RequestReader, arrived: list[WholeRequest]
) -> None:
    reader.feed(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 2000\r\n\r\n")
    for _number in range(2_000):
        reader.feed(b"x")
    [request] = arrived
    assert request.refusal is None
    request.close()


def test_headers_behind_a_body_are_bounded_as_those_before_it(
    reader: RequestReader, arrived: list[WholeRequest]
) -> None:
    fed(reader, CHUNKED + b"1\r\nx\r\n0\r\n" + b"aa:\r\n" * 10_000)
    [request] = arrived
    assert status(request).startswith("431 ")
    assert reader.deaf


def test_all_that_is_sent_at_once_is_answered(tmp_path: Path) -> None:
    with running(tmp_path) as front, front.connect() as client:
        client.sendall(b"GET /first HTTP/1.1\r\nHost: here\r\n\r\n" * 2_000)
        client.sendall(b"GET /last HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
        answers = read_all(client)
    assert (answers.count(b'"/first"'), answers.count(b'"/last"')) == (2_000, 1)
