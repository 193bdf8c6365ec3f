"""A bed partner's link, made by its owner through the page, and what a phone sends by it."""

from __future__ import annotations

import itertools
import re
from datetime import timedelta
from typing import Any

from django.test import Client

from tests.builders import MORNING_OF_REPORTS, ZONE

NOW = MORNING_OF_REPORTS
SEEN = NOW - timedelta(hours=7)  # in the night before
LAST: list[str] = []  # paths of links, in the order in which they were made
_numbers = itertools.count(1)


def made_link(owner: Client, watcher: str = "Kim") -> str:
    """The path of a new link."""
    form = {"key": f"key-{next(_numbers)}", "watcher": watcher}
    page = owner.post("/partner/", form).content.decode()
    LAST.append(re.findall(r'value="http://[^"/]+(/w/[\w-]{32}/)"', page)[0])
    return LAST[-1]


def sighting(**fields: Any) -> dict[str, Any]:
    """A sound one: a leg, in the last night."""
    sound = {"id": f"s-{next(_numbers)}", "happened_at": SEEN.isoformat(), "time_zone": ZONE}
    return {**sound, "place": "leg", **fields}


def send(path: str, *sightings: Any, client: Client | None = None, **more: Any) -> Any:
    """What a phone with that link is answered."""
    body = {"sightings": list(sightings), **more}
    return (client or Client()).post(f"{path}sightings", body, content_type="application/json")
