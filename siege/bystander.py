"""Another person, meanwhile: a touch and a page every tenth of a second, on fresh connections.

Asked by the clock, whether the one before was answered or not. A process of its own, told on
standard input what to ask as JSON; prints what it saw as JSON.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
import uuid
from typing import Any

from siege.raw_http import PAD_PATIENCE, RawAnswer, ask, request

PROBE_SECONDS = 0.1
PROBED_PAGES = ("/pad/", "/dashboard/", "/episodes/")


async def watch(order: dict[str, Any]) -> dict[str, Any]:
    """Ask for so many seconds, then wait for what is still under way."""
    begun, tasks, late = time.perf_counter(), [], 0.0
    for number in range(round(order["seconds"] / PROBE_SECONDS)):
        for half, probe in enumerate((touch, page)):
            due = begun + (number + half / 2) * PROBE_SECONDS
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            late = max(late, time.perf_counter() - due)
            tasks.append(asyncio.create_task(probe(order, number)))
    results = await asyncio.gather(*tasks)
    return {"touches": results[0::2], "pages": results[1::2], "late": late}


async def touch(order: dict[str, Any], number: int) -> dict[str, Any]:
    """One entry with an id of its own."""
    entry = {"id": str(uuid.uuid4()), "movement": "twitch", "muscle": "calf"}
    token = order["tokens"][number % len(order["tokens"])]
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    answer = await ask(
        order["port"],
        request("POST", "/api/episodes", headers, json.dumps(entry).encode()),
        patience=PAD_PATIENCE,
    )
    return {**_report(answer), "id": entry["id"]}


async def page(order: dict[str, Any], number: int) -> dict[str, Any]:
    """One of the plain pages, signed in."""
    headers = {"Cookie": order["cookies"], "Accept-Encoding": "gzip"}
    path = PROBED_PAGES[number % len(PROBED_PAGES)]
    answer = await ask(order["port"], request("GET", path, headers), patience=PAD_PATIENCE)
    return {**_report(answer), "path": path}


def _report(answer: RawAnswer) -> dict[str, Any]:
    return {"status": answer.status, "seconds": answer.seconds}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asyncio.run(watch(json.loads(sys.stdin.readline())))) + "\n")
