"""Messages of a sleep that is under way, kept until it is over."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models

from journal.device_sleep.sleep_events import SleepEvent
from journal.models.owner_querysets import OwnedQuerySet

LONGEST_EVENT = 30


class StoredSleepEventQuerySet(OwnedQuerySet["StoredSleepEvent"]):
    """``StoredSleepEvent.objects.of(person)``."""


class StoredSleepEvent(models.Model):
    """One message of Sleep as Android (``journal.device_sleep.sleep_events``).

    It has no time in it: ``received_at`` is when it came. With the end of its sleep it becomes part
    of a ``StoredSleep`` and goes.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sleep_events")
    event = models.CharField(max_length=LONGEST_EVENT)
    received_at = models.DateTimeField()

    objects = StoredSleepEventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "received_at", "event"], name="one_sleep_event_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.event}, {self.received_at}"

    @property
    def message(self) -> SleepEvent:
        """What it says."""
        return SleepEvent(self.event, self.received_at)
