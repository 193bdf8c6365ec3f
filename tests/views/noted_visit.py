"""A visit that is noted, and the states of the parts of its page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.auth.models import User

from journal.models import (
    Appointment,
)

VISIT = date(2026, 8, 31)
NOW = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)


def noted(person: User, on: date = VISIT, **fields: Any) -> Appointment:
    """An appointment that the person has noted."""
    return Appointment.objects.create(owner=person, on_date=on, created_at=NOW, **fields)
