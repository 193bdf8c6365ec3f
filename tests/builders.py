"""Makes what tests need with one line each; what a test does not name gets a plain value."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from journal import nights
from journal.entries import Entry
from journal.models import Episode
from journal.models.episode import Source
from journal.models.recording import record

PASSWORD = "a-quiet-night-4"
# A Tuesday, 02:15 in Berlin (summer time): in the night of Monday the 6th.
WHEN = datetime(2026, 7, 7, 0, 15, tzinfo=UTC)
ZONE = "Europe/Berlin"

_numbers = itertools.count(1)


def person(name: str) -> User:
    """An account that can sign in with ``PASSWORD``."""
    return User.objects.create_user(name, password=PASSWORD)


def entry(**fields: Any) -> Entry:
    """A sound entry: something happened at ``WHEN``, and nothing else was recorded."""
    return Entry(**{"id": f"test-{next(_numbers)}", "happened_at": WHEN, "time_zone": ZONE, **fields})


def episode(owner: User, **fields: Any) -> Episode:
    """A stored episode, through the one write path."""
    stored, _new = record(owner, entry(**fields), source=Source.FORM, as_of=datetime.now(UTC))
    return stored


def zone() -> ZoneInfo:
    """The zone in which the cast sleeps."""
    return ZoneInfo(ZONE)


def night_of(happened_at: datetime) -> date:
    """The night of an instant where the cast sleeps."""
    return nights.night_of(happened_at, zone())
