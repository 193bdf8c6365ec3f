"""The form of an episode as a browser sends it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.test import Client

from journal.models import Episode

# Tuesday 02:15:42 in Berlin.
NOW = datetime(2026, 7, 7, 0, 15, 42, tzinfo=UTC)
LOG = "/log/"


def sent_from(client: Client, address: str = LOG, **changes: Any) -> dict[str, Any]:
    """What a browser would send from that page without a touch, but for ``changes``."""
    page = client.get(address).context
    form = page["form"]
    values = {field.html_name: field.value() for field in form}
    data = {
        name: f"{value:%Y-%m-%dT%H:%M}" if name == "at" else str(value)
        for name, value in values.items()
        if value
    }
    opened = {"opened": page["opened"].text()} if "opened" in page else {}
    return {**data, **opened, **changes}


def log(client: Client, **changes: Any) -> Any:
    return client.post(LOG, sent_from(client, **{"movement": "twitch", **changes}))


def only() -> Episode:
    return Episode.objects.get()


def errors(answer: Any) -> dict[str, str]:
    """The messages beside the fields."""
    return {
        name: " ".join(map(str, texts)) for name, texts in answer.context["form"].errors.items()
    }
