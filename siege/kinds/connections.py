"""Connections that are held: requests that never end, idle ones, answers that nobody reads."""

from __future__ import annotations

import asyncio

from siege.attackers import BOUNDARY, FORM, Attacker, counted, kind, multipart_ends
from siege.raw_http import connection, request

ANNOUNCED_BYTES = 100_000
FOREVER = 3600.0
IDLE = 1200  # of all attackers together


def unfinished(attacker: Attacker, way: int) -> bytes:
    """The beginning of a request whose body is announced and not sent, by one of four ways in."""
    before, _after = multipart_ends("diary.csv")
    length = {"Content-Length": str(ANNOUNCED_BYTES)}
    token = attacker.person["tokens"][0]
    ways = (
        ("/account/login/", attacker.headers(None, {"Content-Type": FORM}), b"login=a"),
        (
            "/api/episodes",
            {"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
            b'{"id": "a',
        ),
        (
            "/import/",
            attacker.headers(
                attacker.person, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
            ),
            before,
        ),
        ("/log/", attacker.headers(attacker.person, {"Content-Type": FORM}), b"movement=twitch"),
    )
    path, headers, body = ways[way % len(ways)]
    return request("POST", path, {**headers, **length}, body)


async def hold(attacker: Attacker, sent: bytes, every: float, drop: bytes = b"a") -> None:
    """Send it, then a drop now and then, until the server has had enough."""
    async with connection(attacker.port) as (reader, writer):
        writer.write(sent)
        ended = asyncio.create_task(reader.read())
        try:
            while not ended.done():
                await asyncio.wait([ended], timeout=every)
                if not ended.done() and drop:
                    writer.write(drop)
                    await writer.drain()
        finally:
            ended.cancel()


@kind("bodies that are never sent", at_once=10)
async def silent(attacker: Attacker) -> None:
    """Four connections, as with ``nc``, whose bodies are announced and never sent."""
    with counted(attacker, "held to its end"):
        await hold(attacker, unfinished(attacker, attacker.requests), FOREVER, b"")


@kind("bodies of a byte a second", at_once=10)
async def trickle(attacker: Attacker) -> None:
    """To sign-in, to the API with an add token, as a file, and as an entry."""
    with counted(attacker, "held to its end"):
        await hold(attacker, unfinished(attacker, attacker.requests), 1.0)


@kind("chunked bodies without an end", at_once=3)
async def endless_chunks(attacker: Attacker) -> None:
    """No length is announced; a chunk of 64 kB every twentieth of a second."""
    headers = attacker.headers(
        attacker.person, {"Content-Type": FORM, "Transfer-Encoding": "chunked"}
    )
    chunk = b"10000\r\n" + b"a" * 65_536 + b"\r\n"
    with counted(attacker, "held to its end"):
        await hold(attacker, request("POST", "/account/login/", headers, b""), 0.05, chunk)


@kind("heads that never end", at_once=10)
async def slow_heads(attacker: Attacker) -> None:
    """Heads of which one more line comes each second."""
    with counted(attacker, "held to its end"):
        await hold(attacker, b"GET /pad/ HTTP/1.1\r\nHost: 127.0.0.1\r\n", 1.0, b"X-A: a\r\n")


@kind(f"{IDLE:,} idle connections", at_once=IDLE // 10)
async def idle(attacker: Attacker) -> None:
    """Connections that are opened and send not a byte."""
    with counted(attacker, "held to its end"):
        await hold(attacker, b"", FOREVER, b"")


@kind("idle connections, renewed 40 a second", at_once=IDLE // 10)
async def renewed_idle(attacker: Attacker) -> None:
    """Each is held for as long as it takes to open all; first ones less, not to end together."""
    share = 1.0
    if not attacker.counts["held"]:
        share = attacker.dice.random()
    with counted(attacker, "held"):
        async with connection(attacker.port):
            await asyncio.sleep(IDLE / 40 * share)


@kind("connections kept alive after a page", at_once=30)
async def kept_alive(attacker: Attacker) -> None:
    """One page, then silence on the same connection."""
    headers = {**attacker.headers(), "Connection": "keep-alive"}
    with counted(attacker, "held to its end"):
        async with connection(attacker.port) as (reader, writer):
            writer.write(request("GET", "/help/", headers))
            while await reader.read(65_536):
                pass


SLOWLY_READ = (
    "/export/diary.json",
    "/episodes/",
    "/report/report.fhir.json?period=all",
    "/export/diary.csv",
)


@kind("answers that are read slowly", at_once=3)
async def slow_readers(attacker: Attacker) -> None:
    """A hundred bytes a second of an export, the diary and FHIR."""
    path = SLOWLY_READ[attacker.requests % len(SLOWLY_READ)]
    with counted(attacker, "read to its end"):
        async with connection(attacker.port, small=True) as (reader, writer):
            writer.write(request("GET", path, attacker.headers(attacker.person)))
            while await reader.read(100):
                await asyncio.sleep(1)


@kind("a hundred requests at once on one connection", at_once=2)
async def pipelined(attacker: Attacker) -> None:
    """Pipelined, and read quickly."""
    page = request(
        "GET", "/dashboard/", {**attacker.headers(attacker.person), "Connection": "keep-alive"}
    )
    with counted(attacker, "answered or cut off"):
        async with asyncio.timeout(20), connection(attacker.port) as (reader, writer):
            writer.write(page * 99 + request("GET", "/help/", attacker.headers()))
            while await reader.read(65_536):
                pass


ABANDONED = (
    "/report/report.pdf?period=all",
    "/export/diary.json",
    "/report/report.fhir.json?period=all",
    "/report/?period=all",
)


@kind("asked for and hung up at once", at_once=2)
async def gone(attacker: Attacker) -> None:
    """Heavy answers that nobody waits for any more."""
    path = attacker.dice.choice(ABANDONED)
    with counted(attacker, "hung up"):
        async with connection(attacker.port) as (_reader, writer):
            writer.write(request("GET", path, attacker.headers(attacker.person)))
            await writer.drain()
            await asyncio.sleep(0.05 + 0.1 * attacker.dice.random())
