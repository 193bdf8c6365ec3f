"""Makes what tests need with one line each; what a test does not name gets a plain value."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from journal import nights
from journal.actions.record import record
from journal.entries import KINDS, SEVERAL, Entry
from journal.models import Episode
from journal.models.episode import Source

PASSWORD = "a-quiet-night-4"
# A Tuesday, 02:15 in Berlin (summer time): in the night of Monday the 6th.
WHEN = datetime(2026, 7, 7, 0, 15, tzinfo=UTC)
ZONE = "Europe/Berlin"
# The morning after: when reports are made and shown to somebody.
MORNING_OF_REPORTS = datetime(2026, 7, 8, 9, 0, tzinfo=UTC)

_numbers = itertools.count(1)


def person(name: str) -> User:
    """An account that can sign in with ``PASSWORD``."""
    return User.objects.create_user(name, password=PASSWORD)


def entry(**fields: Any) -> Entry:
    """A sound entry: something happened at ``WHEN``, and nothing else was recorded.

    A value of a closed set may be given by its text; "" is "not recorded".
    """
    read = {name: _read(name, value) for name, value in fields.items()}
    return Entry(**{"id": f"test-{next(_numbers)}", "happened_at": WHEN, "time_zone": ZONE, **read})


def _read(name: str, value: Any) -> Any:
    if name in SEVERAL:
        return tuple(map(SEVERAL[name], value))
    return _member(KINDS[name], value)


def _member(kind: type, value: Any) -> Any:
    if isinstance(value, str) and issubclass(kind, StrEnum):
        return kind(value) if value else None
    return value


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
