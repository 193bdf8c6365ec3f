"""Attacks on a bed partner's link: guesses, floods of one night, replays, bodies that are none."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from siege.attackers import Attacker, kind, new_id
from siege.raw_http import request

JSON = {"Content-Type": "application/json"}


def _sighting(attacker: Attacker, **fields: Any) -> dict[str, Any]:
    at = datetime.now(UTC) - timedelta(minutes=attacker.dice.randrange(600))
    place = attacker.dice.choice(("leg", "arm", "face", "tail"))
    sound = {"id": new_id(), "happened_at": at.isoformat(), "time_zone": "Europe/Berlin"}
    return {**sound, "place": place, **fields}


async def _send(attacker: Attacker, body: bytes) -> None:
    path = f"/w/{attacker.cast['partner_link']}/sightings"
    headers = {**JSON, "X-Forwarded-For": attacker.address()}
    await attacker.send(request("POST", path, headers, body))


@kind("a night flooded by a bed partner's link", preparations=("partner_link",), at_once=6)
async def partner_flood(attacker: Attacker) -> None:
    """Two hundred at once, each new, from another address each time."""
    sightings = [_sighting(attacker) for _number in range(200)]
    await _send(attacker, json.dumps({"sightings": sightings}).encode())


@kind("one sighting sent again and again", preparations=("partner_link",), at_once=6)
async def partner_replay(attacker: Attacker) -> None:
    """The same id with other words, for somebody who hopes to change what is stored."""
    sighting = _sighting(attacker, id=f"replay-{attacker.number}")
    await _send(attacker, json.dumps({"sightings": [sighting] * 20}).encode())


@kind("bed partners' links guessed", at_once=20)
async def partner_guesses(attacker: Attacker) -> None:
    """Another token and address each time, as a page and as a program."""
    path = f"/w/{new_id().replace('-', '')}/"
    headers = {"X-Forwarded-For": attacker.address()}
    if attacker.dice.random() < 0.5:
        await attacker.send(request("GET", path, headers))
    else:
        await attacker.send(request("GET", f"{path}session", headers))


@kind("bodies that are no sightings", preparations=("partner_link",), at_once=4)
async def partner_bodies(attacker: Attacker) -> None:
    """Too large, too deep, too many, not JSON."""
    await _send(
        attacker,
        attacker.dice.choice(
            (
                b"[" * 90_000,
                b'{"sightings":' * 5_000,
                json.dumps({"sightings": [{}] * 5_000}).encode(),
                b" " * 1_000_000,
                bytes(range(256)) * 100,
            )
        ),
    )
