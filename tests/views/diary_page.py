"""The page of the diary as tests ask for it, on a Tuesday afternoon."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from django.contrib.auth.models import User
from django.test import Client

from journal.models import NightRecord
from journal.nights import NightState
from journal.pages.diary import DiaryNight

# Tuesday 14:00 in Berlin; last night was the night of Monday the 6th.
NOW = datetime(2026, 7, 7, 12, 0, tzinfo=UTC)
DIARY = "/episodes/"


def on(day: int, hour: int = 1, month: int = 7) -> datetime:
    """An hour (UTC) of a day of 2026."""
    return datetime(2026, month, day, hour, 0, tzinfo=UTC)


def nights(client: Client, query: str = "") -> list[DiaryNight]:
    return list(client.get(DIARY + query).context["page"].nights)


def shown(client: Client, query: str = "") -> list[int]:
    """The entries on the page, in its order."""
    return [row.pk for night in nights(client, query) for row in night.rows]


def states(shown_nights: Iterable[DiaryNight]) -> list[tuple[str, NightState]]:
    return [(night.title, night.state) for night in shown_nights]


def quiet(owner: User, *days: int) -> None:
    for day in days:
        NightRecord.objects.create(owner=owner, night_of=date(2026, 7, day), recorded_at=NOW)
