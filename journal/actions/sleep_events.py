"""Keeps messages of a sleep that is under way, and makes a sleep of them when it is over."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction

from journal.actions.diary_limits import limit_problem
from journal.actions.record import RefusedError
from journal.device_sleep.reading_sleep import LONGEST_SLEEP
from journal.device_sleep.sleep_events import (
    SLEEP_EVENTS,
    STARTED,
    STOPPED,
    SleepEvent,
    event_sessions,
    is_sent_twice,
    sleep_of_events,
)
from journal.diary_file.device_sleep_fields import DEVICE_SLEEP, device_sleep_values
from journal.models.preferences import Preferences
from journal.models.stored_sleep import StoredSleep
from journal.models.stored_sleep_event import StoredSleepEvent

logger = logging.getLogger(__name__)
# Of one sleep: one each half minute of 16 hours.
MOST_EVENTS = 2_000


class EventOutcome(StrEnum):
    """What became of a message."""

    STORED = "stored"
    KNOWN = "known"
    NOT_KEPT = "not_kept"


class TooManyEventsError(Exception):
    """A sleep has more messages than any sleep; its end is still taken."""


def receive_event(owner: User, event: str, received_at: datetime) -> EventOutcome:
    """Keep a message that was received at ``received_at`` (aware) until its sleep is over.

    One that says nothing of sleep is not kept, and one that was sent twice is kept once. Raises
    :class:`TooManyEventsError`, and :class:`RefusedError` for a sleep that a full diary cannot
    take, with nothing stored.
    """
    if event not in SLEEP_EVENTS:
        return EventOutcome.NOT_KEPT
    with transaction.atomic():
        rows = _locked_rows(owner)
        before = [row.message for row in rows]
        if before:  # a clock that was set back puts nothing before what came earlier
            received_at = max(received_at, before[-1].received_at)
        if is_sent_twice(SleepEvent(event, received_at), before):
            return EventOutcome.KNOWN
        if len(before) >= MOST_EVENTS and event not in (STARTED, STOPPED):
            raise TooManyEventsError
        row = StoredSleepEvent(owner=owner, event=event, received_at=received_at)
        row.save(force_insert=True)
        _settle(owner, [*rows, row], received_at)
    return EventOutcome.STORED


def end_silent_sleeps(as_of: datetime) -> None:
    """Make sleeps of those of everybody whose end never came.

    A diary that is full keeps its messages.
    """
    begun_before = StoredSleepEvent.objects.filter(received_at__lt=as_of - LONGEST_SLEEP)
    owners = User.objects.filter(pk__in=begun_before.values("owner"))
    for owner in owners:
        try:
            with transaction.atomic():
                _settle(owner, _locked_rows(owner), as_of)
        except RefusedError as error:
            logger.warning("a sleep of account %s cannot be stored: %s", owner.pk, error)


def _locked_rows(owner: User) -> list[StoredSleepEvent]:
    """All messages of the person that are kept, in order, nobody adding to them meanwhile."""
    User.objects.select_for_update().get(pk=owner.pk)
    return list(StoredSleepEvent.objects.of(owner).order_by("received_at", "pk"))


def _settle(owner: User, rows: Sequence[StoredSleepEvent], as_of: datetime) -> None:
    """Make sleeps of those that are over; of their messages none is left."""
    found = event_sessions((row.message for row in rows), as_of)
    over = rows[: len(rows) - len(found.under_way)]
    if not over:
        return
    zone = Preferences.of(owner).time_zone
    for session in found.ended:
        sleep = sleep_of_events(session, zone)
        if sleep is None:
            continue
        if full := limit_problem(owner, {DEVICE_SLEEP: 1}):
            raise RefusedError([full])
        values = dict(device_sleep_values(sleep, as_of))
        row_id = values.pop("row_id")
        StoredSleep.objects.get_or_create(owner=owner, row_id=row_id, defaults=values)
    StoredSleepEvent.objects.filter(pk__in=[row.pk for row in over]).delete()
