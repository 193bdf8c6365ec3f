"""Stores what a person says of a night as a whole, and of the day before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.contrib.auth.models import User

from journal.models.day_context import DayContext
from journal.models.morning import Morning
from journal.models.night_record import NightRecord


def mark_quiet(person: User, night: date, as_of: datetime) -> None:
    """Store that there were no twitches; a night that is marked already keeps its time."""
    NightRecord.objects.get_or_create(owner=person, night_of=night, defaults={"recorded_at": as_of})


def unmark_quiet(person: User, night: date) -> None:
    """Take "no twitches" back; the entries of the night stay as they are."""
    NightRecord.objects.of(person).filter(night_of=night).delete()


def record_morning(
    person: User, night: date, values: Mapping[str, object], as_of: datetime
) -> Morning:
    """Store these columns of ``Morning`` for that night and no others, and hand back what is then
    said of it; where that is nothing, no row is left.
    """
    morning, _new = Morning.objects.update_or_create(
        owner=person, night_of=night, defaults={**values, "recorded_at": as_of}
    )
    if morning.sleep.is_empty and not morning.does_not_know:
        morning.delete()
    return morning


def locked_morning(person: User, night: date) -> Morning | None:
    """What is stored of that night, locked until the transaction ends; None for nothing."""
    return Morning.objects.of(person).select_for_update().filter(night_of=night).first()


def record_day(person: User, night: date, values: Mapping[str, object], as_of: datetime) -> None:
    """Store these columns of ``DayContext`` for the day before that night and no others."""
    DayContext.objects.update_or_create(
        owner=person, night_of=night, defaults={**values, "recorded_at": as_of}
    )
