"""The list of a diary file that holds the sleep of devices, a record a sleep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from journal.device_sleep import DeviceSleep, SleepFormat
from journal.device_sleep.sleep_data import LONGEST_SOURCE
from journal.device_sleep.sleep_text import (
    LONGEST_SLEEP_TEXT,
    NO_SLEEP_TEXT,
    content_in,
    sleep_text,
)
from journal.device_sleep.zones import is_sleep_zone
from journal.diary_file.collection import RECORDED_AT, Values
from journal.diary_file.record_fields import RecordChoice, RecordField, RecordInstant, RecordText
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

DEVICE_SLEEP = "device_sleep"
LONGEST_ROW_ID = 64
LONGEST_ZONE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSleepText(RecordText):
    """A text that holds the intervals and the totals of a sleep."""

    most: int = LONGEST_SLEEP_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSleepZone(RecordText):
    """An IANA name, an offset like ``+02:00``, or nothing."""

    most: int = LONGEST_ZONE
    lines: int | None = 1

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> str:
        """The zone, "" for an empty cell."""
        text = RecordText.read(self, name, cells, as_of, problems)
        if not is_sleep_zone(text):
            refusal = _("There is no time zone “%(name)s”.")
            problems.append(Problem(name, refusal, {"name": excerpt(text)}))
        return text


DEVICE_SLEEP_FIELDS: Mapping[str, RecordField] = {
    "row_id": RecordText(most=LONGEST_ROW_ID, needed=True, lines=1),
    "format": RecordChoice(values=tuple(kind.value for kind in SleepFormat), needed=True),
    "source": RecordText(most=LONGEST_SOURCE, lines=1),
    "time_zone": RecordSleepZone(),
    "starts_at": RecordInstant(needed=True),
    "ends_at": RecordInstant(needed=True),
    "content": RecordSleepText(needed=True),
    RECORDED_AT: RecordInstant(or_now=True),
}


def device_sleep_problems(values: Mapping[str, Any]) -> list[Problem]:
    """A sleep ends after it begins, and its content lies within."""
    first, last = values["starts_at"], values["ends_at"]
    if not isinstance(first, datetime) or not isinstance(last, datetime):
        return []
    if last <= first:
        return [Problem("ends_at", _("This is not after the beginning."))]
    try:
        intervals = content_in(str(values["content"] or "{}"), first).intervals
    except (ValueError, OverflowError):
        return [Problem("content", NO_SLEEP_TEXT)]
    if any(part.ends_at > last for part in intervals):
        return [Problem("content", _("An interval ends after its sleep."))]
    return []


def device_sleep_values(sleep: DeviceSleep, recorded_at: datetime) -> Values:
    """The record of a sleep that came at ``recorded_at`` (aware)."""
    return {
        "row_id": sleep.row_id,
        "format": sleep.format.value,
        "source": sleep.source,
        "time_zone": sleep.time_zone,
        "starts_at": sleep.starts_at,
        "ends_at": sleep.ends_at,
        "content": sleep_text(sleep),
        RECORDED_AT: recorded_at,
    }


# The collection of them: its name, title, keys, fields and check.
DEVICE_SLEEP_LIST = (
    DEVICE_SLEEP,
    _("Sleep of devices"),
    ("row_id",),
    DEVICE_SLEEP_FIELDS,
    device_sleep_problems,
)
