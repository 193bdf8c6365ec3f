"""A diary as programs read it, a page at a time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import User

from tests import builders
from tests.api.conftest import Caller

TODAY = datetime(2026, 7, 10, 9, tzinfo=UTC)


def diary(owner: User, number: int) -> list[str]:
    """Ids of that many episodes, a day apart, newest first; two at each instant, to try the
    order.
    """
    made = [
        builders.episode(
            owner, id=f"e-{one:03}", happened_at=builders.WHEN - timedelta(days=one // 2)
        )
        for one in range(number)
    ]
    return [
        one.client_id
        for one in sorted(made, key=lambda one: (one.happened_at, one.pk), reverse=True)
    ]


def read(caller: Caller, query: str = "") -> tuple[list[str], str | None]:
    """The ids of a page and its cursor."""
    answer = caller.ask("GET", f"/api/episodes?{query}")
    assert answer.status_code == 200, answer.json()
    return [one["id"] for one in answer.json()["episodes"]], answer.json()["next"]
