"""The page of the morning after, as tests ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from journal.models import Preferences

# 09:00 in Berlin on the 7th: last night began on the 6th, and builders.WHEN (02:15) lies in it.
MORNING = datetime(2026, 7, 7, 7, 0, tzinfo=UTC)
NIGHT = date(2026, 7, 6)


@pytest.fixture(autouse=True)
def _in_the_morning() -> Iterator[None]:
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture(autouse=True)
def berlin(ada: User) -> Preferences:
    """Ada lives in Berlin."""
    return Preferences.objects.create(owner=ada, time_zone="Europe/Berlin")


def page(client: Client, route: str = "morning") -> str:
    """A page's text."""
    return client.get(reverse(route)).content.decode()
