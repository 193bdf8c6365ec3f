"""Sleep as apps send it, and a program with a token that sends it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

HEALTH_AUTO_EXPORT = "/api/device-sleep/health-auto-export"


@dataclass
class SleepProgram:
    """Sends JSON to an address."""

    headers: dict[str, str] = field(default_factory=dict)
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def send(self, body: object, address: str = HEALTH_AUTO_EXPORT, **more: Any) -> Any:
        """POST it."""
        text = body if isinstance(body, (str, bytes)) else json.dumps(body)
        more = {"content_type": "application/json", "headers": self.headers, **more}
        return self.client.post(address, text, **more)


def metrics(*rows: Any) -> dict[str, Any]:
    """What Health Auto Export sends, with these rows of sleep."""
    heart = {"name": "heart_rate", "data": [{"qty": 61, "date": "2026-07-06 23:00:00 +0200"}]}
    return {"data": {"metrics": [heart, {"name": "sleep_analysis", "data": list(rows)}]}}


def part(start: str, end: str, value: str = "Core") -> dict[str, Any]:
    """An interval of the night from 6 to 7 July 2026 in Berlin, from clock to clock."""
    days = ["2026-07-06" if clock > "12" else "2026-07-07" for clock in (start, end)]
    first, last = (f"{day} {clock}:00 +0200" for day, clock in zip(days, (start, end), strict=True))
    return {"startDate": first, "endDate": last, "value": value, "source": "Watch"}
