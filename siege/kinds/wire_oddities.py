"""Requests that are odd on the wire: tiny chunks, large heads, HEAD and Range, upgrades."""

from __future__ import annotations

import asyncio
import contextlib

from siege.attackers import FORM, Attacker, counted, kind, multipart_ends
from siege.raw_http import connection, request

CHUNKS_OF_A_BYTE = 1_000_000
ONE_BYTE_CHUNK = b"1\r\na\r\n"


async def pour(attacker: Attacker, head: bytes, piece: bytes, pieces: int) -> None:
    """Send all of it as fast as it is taken, and read until the server ends the connection."""
    async with connection(attacker.port) as (reader, writer):
        writer.write(head)
        ended = asyncio.create_task(reader.read())
        try:
            for _number in range(pieces):
                if ended.done():
                    break
                writer.write(piece)
                with contextlib.suppress(ConnectionError):
                    await writer.drain()
            await asyncio.wait([ended], timeout=20)
        finally:
            ended.cancel()


@kind("bodies in chunks of one byte, at full speed", at_once=2)
async def byte_chunks(attacker: Attacker) -> None:
    """A megabyte in a million chunks, to the sign-in and as a file to the import."""
    headers = attacker.headers(attacker.person, {"Transfer-Encoding": "chunked"})
    path, kind_of_body = (
        ("/account/login/", FORM),
        ("/import/", "multipart/form-data; boundary=b"),
    )[attacker.requests % 2]
    head = request("POST", path, {**headers, "Content-Type": kind_of_body}, b"")
    with counted(attacker, "poured"):
        await pour(attacker, head, ONE_BYTE_CHUNK * 10_000, CHUNKS_OF_A_BYTE // 10_000)


@kind("bodies in chunks of one byte, each in a packet of its own", at_once=3)
async def byte_packets(attacker: Attacker) -> None:
    """Two hundred packets a second on each connection."""
    headers = attacker.headers(None, {"Transfer-Encoding": "chunked", "Content-Type": FORM})
    async with connection(attacker.port) as (reader, writer):
        writer.write(request("POST", "/account/login/", headers, b""))
        ended = asyncio.create_task(reader.read())
        try:
            with counted(attacker, "held to its end"):
                while not ended.done():
                    writer.write(ONE_BYTE_CHUNK)
                    await writer.drain()
                    await asyncio.sleep(0.005)
        finally:
            ended.cancel()


@kind("heads as large as they may be, at full speed", at_once=2)
async def large_heads(attacker: Attacker) -> None:
    """Many header lines, long ones, long addresses and long cookies; also one too large."""
    ways: tuple[dict[str, str], ...] = (
        {f"X-{number}": "a" * 20 for number in range(95)},
        {"X-A": "a" * 7_000},
        {
            "Cookie": "; ".join(
                f"{attacker.cast['session_cookie']}=a{number}" for number in range(150)
            )
        },
        {"X-A": "a" * 200_000},
        {"X-Forwarded-For": ", ".join(["2001:db8::1"] * 500)},
        {"Accept-Language": ",".join(f"a{number}-b" for number in range(900))},
    )
    path = attacker.dice.choice(
        ("/pad/", "/account/login/?next=" + "a" * 6_000, "/dashboard/?" + "a&" * 3_000)
    )
    await attacker.send(request("GET", path, {**attacker.headers(), **attacker.dice.choice(ways)}))


HEAVY_ADDRESSES = (
    "/report/report.pdf?period=all",
    "/export/diary.csv",
    "/export/diary.json",
    "/report/report.fhir.json?period=all",
    "/dashboard/?weeks=all",
    "/report/?period=all",
)


@kind("HEAD, Range and other methods to what is heavy", at_once=4)
async def odd_methods(attacker: Attacker) -> None:
    """Whoever asks for the head alone, or a part, has all of it made."""
    method = attacker.dice.choice(
        ("HEAD", "HEAD", "GET", "OPTIONS", "PUT", "DELETE", "TRACE", "PATCH")
    )
    ranges = attacker.dice.choice(
        ("bytes=0-0", "bytes=" + ",".join(f"{n}-{n}" for n in range(900)), "bytes=-1")
    )
    more = {
        "Range": ranges,
        "If-None-Match": "*",
        "If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT",
    }
    headers = attacker.headers(attacker.long_person, more)
    await attacker.send(request(method, attacker.dice.choice(HEAVY_ADDRESSES), headers))


@kind("eight tabs of PDFs each", at_once=8)
async def tabs(attacker: Attacker) -> None:
    """One person's eight windows, reloaded and left."""
    path = f"/report/report.pdf?period=all&tab={attacker.dice.randrange(1_000)}"
    headers = attacker.headers(attacker.person, {"Accept": "text/html"})
    await attacker.send(request("GET", path, headers))


@kind("passphrases and pages of links, eight at once", at_once=8, preparations=("links",))
async def link_floods(attacker: Attacker) -> None:
    """The link with a passphrase and the one without, from everywhere."""
    open_link, closed_link = attacker.cast["links"][:2]
    ways = (f"/s/{open_link}/?page=1", f"/s/{open_link}/report.pdf", f"/s/{closed_link}/")
    path = ways[attacker.requests % 3]
    if path == ways[2] and attacker.dice.random() < 0.7:
        await attacker.post(path, {"passphrase": f"three made-up words {attacker.dice.random()}"})
    else:
        await attacker.get(path)


UPGRADE_HEADS: tuple[dict[str, str], ...] = (
    {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Key": "YQ==",
        "Sec-WebSocket-Version": "13",
    },
    {
        "Connection": "Upgrade, HTTP2-Settings",
        "Upgrade": "h2c",
        "HTTP2-Settings": "AAMAAABkAAQAAP__",
    },
    {"Expect": "100-continue", "Content-Length": "100000", "Content-Type": FORM},
    {"Content-Length": "5", "Transfer-Encoding": "chunked", "Content-Type": FORM},
    {"Content-Length": "99999999999999999999", "Content-Type": FORM},
    {"Content-Length": "-1", "Content-Type": FORM},
    {"Transfer-Encoding": "gzip, chunked", "Content-Type": FORM},
    {"Transfer-Encoding": "\x0bchunked", "Content-Type": FORM},
)


@kind("upgrades, lengths that lie and bodies that nobody sends", at_once=4)
async def odd_frames(attacker: Attacker) -> None:
    """Each then sends a few bytes and waits for what comes."""
    headers = {**attacker.headers(), **attacker.dice.choice(UPGRADE_HEADS)}
    sent = (
        request("POST", "/account/login/", headers, None)
        + b"0\r\n\r\nGET /help/ HTTP/1.1\r\nHost: a\r\n\r\n"
    )
    with counted(attacker, "ended"):
        async with asyncio.timeout(12), connection(attacker.port) as (reader, writer):
            writer.write(sent)
            while await reader.read(65_536):
                pass


@kind("forms of very many fields and parts", at_once=2)
async def many_fields(attacker: Attacker) -> None:
    """A megabyte of names, of parts, and of one field again and again."""
    before, after = multipart_ends("diary.csv")
    part = b'--siege-7f0b9c2d\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
    bodies = (
        (FORM, "&".join(f"f{number}=1" for number in range(80_000)).encode()),
        (FORM, b"movement=twitch&" * 60_000),
        (FORM, b"note=" + b"%F0%9F%98%80" * 80_000),
        ("multipart/form-data; boundary=siege-7f0b9c2d", part * 12_000 + before + after),
        ("multipart/form-data; boundary=siege-7f0b9c2d", (part + b"\r\n") * 9_000),
    )
    content_type, body = attacker.dice.choice(bodies)
    path = attacker.dice.choice(("/log/", "/settings/", "/import/", "/morning/", "/appointment/"))
    headers = attacker.headers(attacker.person, {"Content-Type": content_type})
    await attacker.send(request("POST", path, headers, body))
