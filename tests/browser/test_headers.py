"""What the real server says with every answer, also with those that no page of ours makes."""

from __future__ import annotations

import socket

import pytest

from tests.browser.site import PATIENCE, Site

ASKED = {
    "a page": b"GET / HTTP/1.1\r\nHost: localhost\r\n",
    "the pad": b"GET /pad/ HTTP/1.1\r\nHost: localhost\r\n",
    "no such page": b"GET /nothing HTTP/1.1\r\nHost: localhost\r\n",
    "no such file": b"GET /static/css/nothing.css HTTP/1.1\r\nHost: localhost\r\n",
    "no such name": b"GET / HTTP/1.1\r\nHost: elsewhere.test\r\n",
    "a program": b"GET /api/episodes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer x\r\n",
    "a form of nobody": b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
    b"0\r\n",
    "far too large": b"POST /account/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
    b"900000000\r\n",
    "two lengths": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: "
    b"2\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n",
    "no host": b"GET / HTTP/1.1\r\n",
    "no HTTP": b"BLAH\r\n",
    "a head too large": b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 200_000 + b"\r\n",
    "an address too long": b"GET /" + b"x" * 200_000 + b" HTTP/1.1\r\nHost: localhost\r\n",
    "unreadable": b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: a/b; charset*=no''x\r\n"
    b"Content-Length: 0\r\n",
}
ALWAYS = (
    "content-security-policy",
    "x-frame-options",
    "referrer-policy",
    "cross-origin-opener-policy",
)


def heads_of(site: Site, asked: bytes) -> tuple[str, dict[str, str]]:
    """The first line and the headers of an answer; names in small letters."""
    with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as wire:
        wire.sendall(asked + b"Connection: close\r\n\r\n")
        told = b""
        while b"\r\n\r\n" not in told and (more := wire.recv(65536)):
            told += more
    first, *lines = told.split(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    return first, {
        name.lower(): value.strip()
        for name, _colon, value in (line.partition(":") for line in lines)
    }


@pytest.mark.parametrize("what", ASKED)
def test_every_answer_is_guarded_and_says_nothing_of_the_server(site: Site, what: str) -> None:
    first, headers = heads_of(site, ASKED[what])
    assert first.startswith("HTTP/1.1 "), first
    assert not first.startswith("HTTP/1.1 5"), first
    assert not {"server", "x-powered-by", "via"} & set(headers)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert not [name for name in ALWAYS if name not in headers]


def test_what_was_refused_leaves_no_key_in_the_log(site: Site) -> None:
    key = "Kq3vX1d9bZfW2mHn7tQe5RyU8oLsA0cJ"
    for address in (
        f"/s//{key}/",
        f"/pad/{key}",
        f"/S/{key[:12]}/",
        f"/account/password/reset/key//1-{key}/",
    ):
        for head in (
            "",
            "X: " + "x" * 200_000 + "\r\n",
            "Content-Length: 900000000\r\n",
            "Host: b\r\n",
        ):
            heads_of(
                site,
                f"POST {address} HTTP/1.1\r\nHost: localhost\r\n{head}Referer: "
                f"{address}\r\n".encode(),
            )
    written = site.log.read_text(encoding="utf-8", errors="replace")
    assert key[:12] not in written
