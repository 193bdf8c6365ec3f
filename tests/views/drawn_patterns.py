"""Patterns as the page shows them, on one day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Preferences
from journal.pages.pattern_rows import PatternRow
from journal.pages.patterns import PatternDetail, patterns_page
from journal.reading.patterns import read_patterns

NOW = datetime(2026, 7, 31, 9, 0, tzinfo=UTC)
BACK = {"movement": "twitch", "muscle": "erector_spinae"}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture(autouse=True)
def berlin(ada: User) -> Preferences:
    """Ada lives in Berlin."""
    return Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")


def days_ago(number: int) -> datetime:
    """01:00 in the night that began ``number`` days ago."""
    return NOW - timedelta(days=number - 1, hours=8)


def rows(person: User, weeks: str = "4") -> list[PatternRow]:
    """The rows of all criteria."""
    return [detail.row for detail in details(person, weeks)]


def details(person: User, weeks: str = "4") -> list[PatternDetail]:
    """The same with what the page of patterns says beside them."""
    facts = read_patterns(person, Preferences.of(person), weeks, NOW)
    return [detail for group in patterns_page(weeks, facts).groups for detail in group.details]


def decide(client: Client, **fields: str) -> str:
    """The page of patterns after a decision taken origin."""
    origin = {"weeks": "4", "next": reverse("patterns")}
    return client.post(reverse("decide"), origin | fields, follow=True).content.decode()
