"""Requests as they come: what is understood, what is refused, and that nobody can smuggle one in
another.
"""

from __future__ import annotations

import json
import re

import pytest

from tests.twitchlog.front.conftest import Front, read_all

HEAD = b"POST / HTTP/1.1\r\nHost: here\r\n"
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: here\r\n\r\n"


def statuses(answer: bytes) -> list[int]:
    """Of all answers on one connection."""
    return [int(number) for number in re.findall(rb"HTTP/1\.1 (\d+) ", answer)]


def test_the_application_is_told_what_was_asked(front: Front) -> None:
    told = front.told("/a%C3%A4/b%2Fc?x=%41&y", "Accept-Language: de", "X-Odd:  spaces  ")
    assert told["PATH_INFO"] == "/aÃ¤/b/c"
    assert (told["QUERY_STRING"], told["REQUEST_METHOD"], told["SCRIPT_NAME"]) == (
        "x=%41&y",
        "GET",
        "",
    )
    assert (told["HTTP_ACCEPT_LANGUAGE"], told["HTTP_X_ODD"], told["HTTP_HOST"]) == (
        "de",
        "spaces",
        "here",
    )
    assert (told["REMOTE_ADDR"], told["SERVER_PORT"]) == ("127.0.0.1", str(front.port))
    assert (told["wsgi.url_scheme"], told["SERVER_PROTOCOL"]) == ("http", "HTTP/1.1")


def test_an_answer_has_a_date_its_length_and_no_word_of_the_server(front: Front) -> None:
    head = front.say(b"GET / HTTP/1.0\r\n\r\n").partition(b"\r\n\r\n")[0].lower()
    assert b"\r\ndate: " in head
    assert b"\r\ncontent-length: " in head
    assert b"\r\nconnection: close" in head
    assert b"server" not in head
    assert head.count(b"x-two") == 2


def test_a_header_with_an_underscore_never_speaks_for_a_proxy(front: Front) -> None:
    told = front.told(
        "/", "X_Forwarded_For: 6.6.6.6", "X-Forwarded-For: 1.1.1.1", "X-Forwarded_For: 7.7.7.7"
    )
    assert told["HTTP_X_FORWARDED_FOR"] == "1.1.1.1"
    assert "HTTP_CONTENT_TYPE" not in told
    assert "CONTENT_TYPE" not in front.told("/", "Content_Type: text/evil")


def test_headers_that_come_twice_are_joined_in_their_order(front: Front) -> None:
    told = front.told(
        "/", "X-Forwarded-For: 1.1.1.1", "Cookie: a=1", "x-forwarded-for: 2.2.2.2", "Cookie: b=2"
    )
    assert told["HTTP_X_FORWARDED_FOR"] == "1.1.1.1,2.2.2.2"
    assert told["HTTP_COOKIE"] == "a=1; b=2"


REFUSED = {
    "two lengths": HEAD + b"Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + SMUGGLED,
    "the same length twice": HEAD + b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
    "a list of lengths": HEAD + b"Content-Length: 0, 44\r\n\r\n" + SMUGGLED,
    "a length with a sign": HEAD + b"Content-Length: +5\r\n\r\nhello",
    "a length of no number": HEAD + b"Content-Length: 0x5\r\n\r\nhello",
    "a negative length": HEAD + b"Content-Length: -5\r\n\r\nhello",
    "a length beyond all numbers": HEAD + b"Content-Length: 99999999999999999999999\r\n\r\nhello",
    "length and chunks": HEAD
    + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    + SMUGGLED,
    "chunks and length": HEAD
    + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n"
    + SMUGGLED,
    "another encoding": HEAD + b"Transfer-Encoding: gzip\r\n\r\n" + SMUGGLED,
    "chunks not last": HEAD + b"Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "an encoding with a space before its colon": HEAD
    + b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n"
    + SMUGGLED,
    "chunks that are not": HEAD + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "a chunk of no size": HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
    "a chunk longer than said": HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\nhello\r\n0\r\n\r\n",
    "chunks in HTTP/1.0": b"POST / HTTP/1.0\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"0\r\n\r\n" + SMUGGLED,
    "a folded header": b"GET / HTTP/1.1\r\nHost: here\r\nX-A: b\r\n c\r\n\r\n",
    "NUL in a header": b"GET / HTTP/1.1\r\nHost: here\r\nX-A: b\x00c\r\n\r\n",
    "CR in a header": b"GET / HTTP/1.1\r\nHost: here\r\nX-A: b\rX-B: c\r\n\r\n",
    "no colon": b"GET / HTTP/1.1\r\nHost: here\r\nX-A\r\n\r\n",
    "a name with a space": b"GET / HTTP/1.1\r\nHost: here\r\nX A: b\r\n\r\n",
    "no name": b"GET / HTTP/1.1\r\nHost: here\r\n: b\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: here\r\nHost: there\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\nX-A: b\r\n\r\n",
    "two tokens": b"GET / HTTP/1.1\r\nHost: here\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n",
    "HTTP/2's first words": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "HTTP/0.9": b"GET /\r\n\r\n",
    "no method": b"/ HTTP/1.1\r\nHost: here\r\n\r\n",
    "an unknown method": b"HELLO / HTTP/1.1\r\nHost: here\r\n\r\n",
    "another version": b"GET / HTTP/3.7\r\nHost: here\r\n\r\n",
    "a tunnel": b"CONNECT there:443 HTTP/1.1\r\nHost: there:443\r\n\r\n" + SMUGGLED,
    "an address of another kind": b"GET ftp://there/ HTTP/1.1\r\nHost: here\r\n\r\n",
    "a person in the address": b"GET http://me:pass@here/ HTTP/1.1\r\nHost: here\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 40,
    "an address of 17 kB": b"GET /" + b"a" * 17_000 + b" HTTP/1.1\r\nHost: here\r\n\r\n",
    "a header of 70 kB": b"GET / HTTP/1.1\r\nHost: here\r\nX-A: " + b"a" * 70_000 + b"\r\n\r\n",
    "a header of 1 MB that does not end": b"GET / HTTP/1.1\r\nHost: here\r\nX-A: "
    + b"a" * 1_000_000,
    "200 headers": b"GET / HTTP/1.1\r\nHost: here\r\n" + b"X-A: b\r\n" * 200 + b"\r\n",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_be_read_in_two_ways_is_refused_and_nothing_after_it_is_read(
    front: Front, name: str
) -> None:
    answer = front.say(REFUSED[name])
    assert b"smuggled" not in answer
    seen = statuses(answer)
    assert len(seen) <= 1, answer
    assert all(400 <= status < 500 or status == 505 for status in seen), answer
    assert seen or not answer.removesuffix(b"(reset)")


def test_an_address_with_a_host_is_asked_of_that_host(front: Front) -> None:
    answer = front.say(
        b"GET http://there:81/a?b HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
    )
    told = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert (told["HTTP_HOST"], told["PATH_INFO"], told["QUERY_STRING"]) == ("there:81", "/a", "b")


def test_requests_sent_at_once_are_answered_in_their_order(front: Front) -> None:
    requests = b"".join(b"GET /%d HTTP/1.1\r\nHost: here\r\n\r\n" % number for number in range(40))
    last = b"POST /last HTTP/1.1\r\nHost: here\r\nConnection: close\r\nContent-Length: 2\r\n\r\nxy"
    answer = front.say(requests + last)
    assert statuses(answer) == [200] * 41
    paths = [path.decode() for path in re.findall(rb'"PATH_INFO": "([^"]*)"', answer)]
    assert paths == [*(f"/{number}" for number in range(40)), "/last"]


def test_the_answer_to_head_has_no_body(front: Front) -> None:
    answer = front.say(
        b"HEAD / HTTP/1.1\r\nHost: here\r\n\r\nGET / HTTP/1.1\r\nHost: here\r\nConnection: "
        b"close\r\n\r\n"
    )
    first, second = answer.split(b"HTTP/1.1 200 OK")[1:]
    assert int(re.search(rb"Content-Length: (\d+)", first)[1]) > 100  # type: ignore[index]
    assert first.endswith(b"\r\n\r\n")
    assert second.endswith(b"}")


def test_a_body_in_chunks_is_told_with_its_length(front: Front) -> None:
    chunks = b"5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nX-Trailer: z\r\n\r\n"
    answer = front.say(HEAD + b"Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)
    told = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert (told["CONTENT_LENGTH"], told["body"]) == ("11", 11)
    assert not {"HTTP_TRANSFER_ENCODING", "HTTP_X_TRAILER"} & set(told)


def test_a_client_that_asks_first_is_told_to_go_on(front: Front) -> None:
    with front.connect() as client:
        client.sendall(
            HEAD + b"Connection: close\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\n"
        )
        assert client.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"hello")
        assert b'"body": 5' in read_all(client)


def test_one_that_would_speak_something_else_is_answered_and_left(front: Front) -> None:
    upgrade = (
        b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: "
        b"AAMAAABkAAQAAP__\r\n\r\n"
    )
    assert statuses(front.say(b"GET / HTTP/1.1\r\nHost: here\r\n" + upgrade)) == [200]


def test_what_fails_in_the_middle_is_never_half_an_answer(front: Front) -> None:
    assert front.get("/?midway=1")[0] == 500
    assert front.get("/?fail=1")[0] == 500
    assert "in the middle, as the test wants it" in front.log.read_text()


def test_a_large_answer_is_whole(front: Front) -> None:
    status, body = front.get("/?big=100")
    assert (status, len(body)) == (200, 100 * 65_536)
    assert body == b"0123456789abcdef" * 4096 * 100
