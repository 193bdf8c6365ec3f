"""The dashboard as tests ask for it, in July 2026."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Preferences
from journal.observations import Movement, Phase, Woke
from tests import builders

NOW = datetime(
    2026, 7, 20, 8, 0, tzinfo=UTC
)  # Monday, ten in the morning in Berlin: last night is the 19th
NO_MATCH = "No entry matches the article's three points. That is not a check-up."


@pytest.fixture(autouse=True)
def _july() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def berlin(ada: User) -> Preferences:
    return Preferences.objects.create(owner=ada, time_zone=builders.ZONE)


def show(client: Client, weeks: str = "") -> str:
    """The page's HTML, spaces folded."""
    page = client.get(reverse("dashboard"), {"weeks": weeks} if weeks else {})
    assert page.status_code == 200
    return re.sub(r"\s+", " ", page.content.decode())


def words(html: str) -> str:
    """What a reader reads: no markup, no head."""
    body = html[html.index("<main") :]
    return " ".join(
        re.sub(r"<[^>]+>", " ", body).replace("&#x27;", "'").replace("&quot;", '"').split()
    )


def codes(html: str) -> list[str]:
    """The points that the page shows, by their criteria's codes."""
    return re.findall(r'<article class="point" aria-labelledby="(\w+)-title"', html)


def log(owner: User, **fields: Any) -> int:
    return builders.episode(owner, **fields).pk


def many(owner: User, number: int) -> None:
    """A believable diary: matches, open questions and ordinary twitches, all in the last four
    weeks.
    """
    muscles = ["calf", "biceps", "erector_spinae", "trapezius_upper", None, "whole_body"]
    for n in range(number):
        log(
            owner,
            happened_at=NOW - timedelta(hours=10 * n + 2),
            movement=(Movement.TWITCH, Movement.TWITCH, Movement.JERK, None)[n % 4],
            muscle=muscles[n % 6],
            woke=(None, Woke.ASLEEP, Woke.UNSURE)[n % 3],
            phase=(Phase.SLEEP_ONSET, None, Phase.ASLEEP)[n % 3],
        )
