"""Bodies of 100 MB, on a phone's line and as fast as the machine takes them."""

from __future__ import annotations

import asyncio

from siege.attackers import BOUNDARY, Attacker, counted, kind, multipart_ends
from siege.raw_http import connection, request

SIZE = 100_000_000
UPLOAD_PIECE = b"a,b\n" * 16_384
PHONE = 125_000  # bytes a second
UPLOAD_PAGES = ("/import/", "/account/login/", "/log/")


async def upload(attacker: Attacker, path: str, rate: float) -> None:
    """Send a file of 100 MB; ``rate`` in bytes a second, 0: as fast as it is taken."""
    before, after = multipart_ends("diary.csv")
    kind_of_body = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    length = {"Content-Length": str(len(before) + SIZE + len(after))}
    headers = {**attacker.headers(attacker.person), **kind_of_body, **length}
    patience = 60.0
    if rate:
        patience += SIZE / rate
    with counted(attacker, f"{path} answered"):
        async with (
            asyncio.timeout(patience),
            connection(attacker.port) as (reader, writer),
        ):
            ended = asyncio.create_task(reader.read(4096))
            writer.write(request("POST", path, headers, before))
            sent = 0
            while sent < SIZE and not ended.done():
                piece = UPLOAD_PIECE[: min(len(UPLOAD_PIECE), SIZE - sent)]
                writer.write(piece)
                await writer.drain()
                sent += len(piece)
                if rate:
                    await asyncio.sleep(len(piece) / rate)
            writer.write(after)
            answer = await ended
            attacker.counts[answer[9:12].decode("ascii", "replace") or "no answer"] += 1


@kind("uploads of 100 MB on a phone's line")
async def phone_uploads(attacker: Attacker) -> None:
    """1 Mbit a second each: to the import, to the sign-in, to the form of an entry."""
    await upload(attacker, UPLOAD_PAGES[attacker.number % len(UPLOAD_PAGES)], PHONE)


@kind("uploads of 100 MB at full speed, to the import")
async def fast_imports(attacker: Attacker) -> None:
    """Half a gigabyte a second, if the server takes it."""
    await upload(attacker, "/import/", 0)


@kind("uploads of 100 MB at full speed, to the sign-in")
async def fast_uploads(attacker: Attacker) -> None:
    """Files sent to the page for signing in, where none belongs."""
    await upload(attacker, "/account/login/", 0)
