"""A WSGI application that says what it was asked, and who answers: what the front is tested
with.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote

from twitchlog import lanes
from twitchlog.front.requester import KeyKind

Environ = dict[str, Any]


def application(environ: Environ, start_response: Callable[..., Any]) -> Iterator[bytes]:
    """The last part of the path says what to do: ``big`` and ``slow``, ``midway`` and ``fail``;
    else tell all.
    """
    asked = dict(parse_qsl(environ["QUERY_STRING"]))
    if "later" in asked:
        lanes.move_to(asked["later"])
    if "wait" in asked:  # until somebody makes that file
        _note(asked["wait"], environ)
        while not Path(asked["wait"]).exists():
            time.sleep(0.02)
    if "seconds" in asked:
        time.sleep(float(asked["seconds"]))
    if "move" in asked:
        lanes.move_to(asked["move"])
    if "fail" in asked:
        raise RuntimeError("as the test wants it")
    start_response("200 OK", [("Content-Type", "application/json"), ("X-Two", "a"), ("X-Two", "b")])
    if "midway" in asked:
        yield b"x" * 100_000
        raise RuntimeError("in the middle, as the test wants it")
    if "big" in asked:
        for _turn in range(int(asked["big"])):
            yield b"0123456789abcdef" * 4096
        return
    body = environ["wsgi.input"].read()
    told: dict[str, Any] = {
        name: value for name, value in environ.items() if isinstance(value, str)
    }
    told |= {
        "body": len(body),
        "sha": hashlib.sha256(body).hexdigest(),
        "pid": os.getpid(),
        "in_lane": lanes.IN_LANE in environ,
    }
    told["process"] = Path("/proc/self/comm").read_text(encoding="ascii").strip()
    yield json.dumps(told).encode()


def holder_of(kind: KeyKind, text: str) -> str:
    """Every key is somebody's, but those that say that they are made up, or end with a file that is
    there by now.
    """
    end = unquote(text).partition(" ")[2]
    if "made-up" in text or (end and Path(end).exists()):
        return ""
    return f"{'link' if kind is KeyKind.LINK else 'account'} {text}"


def _note(file: str, environ: Environ) -> None:
    """That it has begun, and in which process."""
    with Path(f"{file}.begun").open("a", encoding="ascii") as begun:
        begun.write(f"{os.getpid()} {environ['QUERY_STRING']}\n")
