"""What is stored of the sleep of devices, as facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Max, Min, QuerySet

from journal.models.stored_sleep import StoredSleep
from journal.models.stored_sleep_event import StoredSleepEvent


@dataclass(frozen=True, slots=True)
class StoredSource:
    """One source in somebody's diary: its format, its own name, how many sleeps, and when the first
    began and the last ended (UTC).
    """

    format: str
    name: str
    sleeps: int
    first: datetime
    last: datetime

    @property
    def key(self) -> str:
        """As ``Preferences.sleep_source`` names it."""
        return f"{self.format} {self.name}"


@dataclass(frozen=True, slots=True)
class SleepUnderWay:
    """Messages of a sleep whose end has not come: since when (UTC), and how many."""

    since: datetime
    messages: int


def sleep_under_way(person: User) -> SleepUnderWay | None:
    """What was received of a sleep that is under way, in one query; None for nothing."""
    counted = StoredSleepEvent.objects.of(person).aggregate(
        since=Min("received_at"), messages=Count("pk")
    )
    if not counted["messages"]:
        return None
    return SleepUnderWay(counted["since"], counted["messages"])


def one_sleep(person: User) -> QuerySet[StoredSleep, Any]:
    """One row if a device wrote of any night, else none: for a query that is made anyhow."""
    first = StoredSleep.objects.of(person).order_by().values("pk")[:1]
    return StoredSleep.objects.filter(pk__in=first).order_by()


def stored_sources(person: User) -> list[StoredSource]:
    """Every source of the person, the one with most sleeps first, in one query."""
    rows = StoredSleep.objects.of(person).values("format", "source")
    counted = rows.annotate(sleeps=Count("pk"), first=Min("starts_at"), last=Max("ends_at"))
    return [
        StoredSource(row["format"], row["source"], row["sleeps"], row["first"], row["last"])
        for row in counted.order_by("-sleeps", "format", "source")
    ]
