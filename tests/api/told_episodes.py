"""Episodes as programs send them, and what the API answers of them."""

from __future__ import annotations

from typing import Any

WHEN = "2026-07-07T02:15:00+02:00"


def told(key: str = "a-1", **fields: Any) -> dict[str, Any]:
    """A sound episode as it is sent."""
    return {"id": key, "happened_at": WHEN, "time_zone": "Europe/Berlin", **fields}


def sending(*episodes: object, **fields: Any) -> dict[str, Any]:
    """The pad's envelope."""
    return {"episodes": list(episodes), **fields}


def statuses(answer: Any) -> list[str]:
    """The statuses of an answer's results, in order."""
    return [one["status"] for one in answer.json()["results"]]


def refusal(answer: Any) -> dict[str, str]:
    """Field and message of the first result's problems."""
    return {one["field"]: one["message"] for one in answer.json()["results"][0]["problems"]}
