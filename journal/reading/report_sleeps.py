"""What was written of nights' sleep, as a report holds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import Any
from zoneinfo import ZoneInfo

from journal.models.morning import MorningQuerySet
from journal.night_sleep import TIME_FIELDS, NightSleep


def report_sleeps(mornings: MorningQuerySet, zone: ZoneInfo) -> list[NightSleep]:
    """Those of which anything was written, in one query; times on the clock of ``zone``, the
    offset as a number.
    """
    return [_told(sleep, zone) for sleep in mornings.sleeps() if not sleep.is_empty]


def _told(sleep: NightSleep, zone: ZoneInfo) -> NightSleep:
    times: dict[str, Any] = {
        name: _with_offset(at, zone) for name in TIME_FIELDS if (at := getattr(sleep, name))
    }
    return replace(sleep, **times)


def _with_offset(at: datetime, zone: ZoneInfo) -> datetime:
    local = at.astimezone(zone)
    return local.replace(tzinfo=timezone(local.utcoffset() or local - local))
