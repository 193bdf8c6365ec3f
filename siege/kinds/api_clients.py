"""Clients of the API with a token: floods up to the brake, and bodies in odd wrappings."""

from __future__ import annotations

import gzip
import json
from typing import Any

from siege.attackers import Attacker, kind, new_id
from siege.raw_http import request

ENTRIES_A_REQUEST = 200


def entries(number: int, note: str = "") -> dict[str, Any]:
    """As many new entries as one request may bring, as JSON can say them."""
    same = {
        "happened_at": "2026-01-02T03:04:05Z",
        "time_zone": "UTC",
        "movement": "twitch",
        "muscle": "calf",
    }
    return {"episodes": [{"id": new_id(), "note": note, **same} for _turn in range(number)]}


@kind("full batches with add tokens, up to the brake")
async def batches(attacker: Attacker) -> None:
    """Two hundred entries with long notes a request."""
    await attacker.post_json(attacker.person["tokens"][0], entries(ENTRIES_A_REQUEST, "n" * 1_900))


@kind("single entries with add tokens, up to the brake")
async def singles(attacker: Attacker) -> None:
    """Single entries, as a program sends them that has run away."""
    await attacker.post_json(
        attacker.person["tokens"][0], {"id": new_id(), "movement": "twitch", "muscle": "calf"}
    )


@kind("the same entry again and again")
async def repeats(attacker: Attacker) -> None:
    """All attackers with the same token and id."""
    first: dict[str, Any] = attacker.cast["mid"][0]
    await attacker.post_json(
        first["tokens"][0], {"id": "the-same", "movement": "twitch", "muscle": "calf"}
    )


@kind("wrong tokens", at_once=2)
async def wrong_tokens(attacker: Attacker) -> None:
    """By chance, each from another address."""
    headers = {"Authorization": f"Bearer tw_{new_id()}", "X-Forwarded-For": attacker.address()}
    body = json.dumps(entries(1)).encode()
    await attacker.send(
        request("POST", "/api/episodes", {**headers, "Content-Type": "application/json"}, body)
    )


ODD = (
    {"Content-Encoding": "gzip"},
    {"Content-Encoding": "br, gzip, gzip, deflate"},
    {"Content-Type": "application/json; charset=utf-16"},
    {"Content-Type": "application/json; charset=utf-7"},
    {"Content-Type": "application/json; charset=punycode"},
    {"Content-Type": "multipart/form-data; boundary=" + "b" * 70},
    {"Content-Type": "text/plain"},
    {"Content-Type": "application/x-www-form-urlencoded; charset=utf-16"},
    {"Accept-Language": ",".join(f"x{number};q=0.1" for number in range(700))},
    {"Accept-Encoding": "br;q=1, " * 500},
    {"Cookie": "; ".join(f"c{number}=x" for number in range(900))},
    {"Forwarded": "for=" * 1_000},
    {"Expect": "100-continue"},
)
BODIES = (
    gzip.compress(b"\0" * 50_000_000),
    b'{"episodes":' + b"[" * 500_000,
    b'{"id":"a","count":' + b"9" * 1_000_000 + b"}",
    b"a&" * 900_000,
    b"=".join([b"%"] * 900_000),
    json.dumps({"episodes": [{"id": "x", "note": "\ud800" * 300_000}]}).encode(),
)


@kind("odd encodings, character sets and headers")
async def oddities(attacker: Attacker) -> None:
    """Bombs, deep lists, long numbers, a hundred cookies; with a token and with a session."""
    path, person = attacker.dice.choice(
        (("/api/episodes", None), ("/log/", attacker.person), ("/account/login/", None))
    )
    headers = {**attacker.headers(person), **attacker.dice.choice(ODD)}
    if path.startswith("/api"):
        headers["Authorization"] = f"Bearer {attacker.person['tokens'][0]}"
    await attacker.send(request("POST", path, headers, attacker.dice.choice(BODIES)))
