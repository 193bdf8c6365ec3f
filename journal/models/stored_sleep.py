"""Sleep as a device wrote it: beside the diary, read by no rule and no figure of it."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.contrib.auth.models import User
from django.db import models

from journal.device_sleep.sleep_data import LONGEST_SOURCE, DeviceSleep, SleepFormat
from journal.device_sleep.sleep_text import (
    LONGEST_SLEEP_TEXT,
    content_in,
)
from journal.diary_file.device_sleep_fields import LONGEST_ROW_ID, LONGEST_ZONE
from journal.models.owner_querysets import OwnedQuerySet


class StoredSleepQuerySet(OwnedQuerySet["StoredSleep"]):
    """``StoredSleep.objects.of(person).between(first, last)``."""

    def between(self, first: datetime, last: datetime) -> Self:
        """Those that have a part in the time between two instants."""
        return self.filter(starts_at__lt=last, ends_at__gt=first)


class StoredSleep(models.Model):
    """One sleep of one source (``journal.device_sleep.DeviceSleep``).

    ``row_id`` is made from all that it says, so that a file brings it once. ``time_zone`` is an
    IANA name, an offset or "" for not known. ``content`` are the intervals and totals as JSON
    (``journal.device_sleep.sleep_text``). Of two of a source that overlap, the one that came
    later (``recorded_at``) counts; nothing is overwritten.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="device_sleep")
    row_id = models.CharField(max_length=LONGEST_ROW_ID)
    format = models.CharField(max_length=20)
    source = models.CharField(max_length=LONGEST_SOURCE, blank=True)
    time_zone = models.CharField(max_length=LONGEST_ZONE, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    content = models.TextField(max_length=LONGEST_SLEEP_TEXT)
    recorded_at = models.DateTimeField()

    objects = StoredSleepQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "row_id"], name="one_device_sleep_a_row_id")
        ]
        indexes = [models.Index(fields=["owner", "starts_at"], name="device_sleep_by_start")]

    def __str__(self) -> str:
        return f"{self.source}, {self.starts_at} to {self.ends_at}"

    @property
    def sleep(self) -> DeviceSleep:
        """What it says."""
        content = content_in(self.content, self.starts_at)
        return DeviceSleep(
            SleepFormat(self.format),
            self.source,
            self.time_zone,
            self.starts_at,
            self.ends_at,
            content.intervals,
            content.totals,
            by_hand=content.by_hand,
        )
