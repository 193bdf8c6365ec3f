"""The least of HTTP that probes and attackers need: one request on a fresh connection."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

LOOPBACK = "127.0.0.1"
RECEIVED_PIECE = 65_536
NO_STATUS = 0
PAD_PATIENCE = 15.0  # seconds, as long as the night pad waits


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An answer read to its end.

    ``status``: ``NO_STATUS`` if none came whole. ``seconds``: from before connecting to the last
    byte.
    """

    status: int
    seconds: float
    size: int
    head: str = ""
    body: bytes = b""


def request(method: str, path: str, headers: Mapping[str, str], body: bytes | None = None) -> bytes:
    """The bytes of one request; the connection ends with its answer."""
    lines = {"Host": LOOPBACK, "Connection": "close", **headers}
    if body is not None and "Transfer-Encoding" not in headers:
        lines.setdefault("Content-Length", str(len(body)))
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + (body or b"")


async def ask(port: int, sent: bytes, *, patience: float, most_kept: int = 0) -> RawAnswer:
    """Send it and read the whole answer, of whose body ``most_kept`` bytes are given back."""
    begun, got = time.perf_counter(), bytearray()
    size = 0
    try:
        async with asyncio.timeout(patience), connection(port) as (reader, writer):
            writer.write(sent)
            # a server that refuses early has an answer all the same
            with contextlib.suppress(ConnectionError):
                await writer.drain()
            while piece := await reader.read(RECEIVED_PIECE):
                size += len(piece)
                if len(got) < most_kept + RECEIVED_PIECE:
                    got += piece
    except (OSError, TimeoutError):
        return RawAnswer(NO_STATUS, time.perf_counter() - begun, size)
    return _answer(bytes(got), size, time.perf_counter() - begun)


def _answer(got: bytes, size: int, seconds: float) -> RawAnswer:
    head, end, body = got.partition(b"\r\n\r\n")
    words = head.split(b" ", 2)
    if not end or len(words) < 2 or not words[1].isdigit():
        return RawAnswer(NO_STATUS, seconds, size)
    return RawAnswer(int(words[1]), seconds, size, head.decode("latin-1"), body)


@contextlib.asynccontextmanager
async def connection(
    port: int, *, small: bool = False
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """A fresh connection.

    ``small``: with the smallest receive buffer, so that what is not read stays with the server. It
    is closed without a word to the server when the block ends.
    """
    sock, limit = socket.socket(), RECEIVED_PIECE
    sock.setblocking(False)
    if small:
        limit = 4096
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, limit)
    try:
        await asyncio.get_running_loop().sock_connect(sock, (LOOPBACK, port))
        reader, writer = await asyncio.open_connection(sock=sock, limit=limit)
    except BaseException:
        sock.close()
        raise
    try:
        yield reader, writer
    finally:
        writer.transport.abort()
