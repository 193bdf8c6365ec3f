"""Fitbit's ``sleep-YYYY-MM-DD.json`` in an archive of Google Takeout.

Times are those of a clock without a zone, and run on the clock of bedtime through a change of it:
so an instant is the beginning in its zone and the seconds since. ``shortData`` are wakings of at
most three minutes that lie over ``data``. A night may stand in two files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.json_parts import begins_a_list, json_objects
from journal.device_sleep.overlays import laid_over
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.seen_keys import SeenKeys
from journal.device_sleep.sleep_data import (
    DeviceInterval,
    DeviceSleep,
    SleepFormat,
    SleepKind,
    sleep_of,
)
from journal.device_sleep.zones import instant_in, seconds_after
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

_FITBIT = "Fitbit"
_UNMEASURED = "unknown"


def is_fitbit(head: bytes) -> bool:
    """Whether a part that begins so is a list of nights of Fitbit."""
    return begins_a_list(head, b"logId", b"levels", b"startTime")


def fitbit_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """The sleeps of all parts, each ``logId`` once. Raises SleepFileError."""
    known = SeenKeys(reading)
    for part in parts:
        reading.part = part.name
        for line, night in json_objects(part):
            reading.line = line
            if not known.is_new(str(night.get("logId"))):
                continue
            sleep = _sleep(night, line, reading)
            if sleep is not None:
                yield reading.check(sleep)


def _sleep(night: dict[str, Any], line: int, reading: SleepReading) -> DeviceSleep | None:
    try:
        began = _clock_time(night["startTime"])
        levels = night["levels"]
        spans = [_span(item, began) for item in levels["data"]]
        wakings = [_span(item, began) for item in levels.get("shortData") or ()]
        start = instant_in(reading.zone.key, began)
        below = list(_intervals(spans, start, line, reading))
        above = list(_intervals(wakings, start, line, reading))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        text = _("The night “%(id)s” is not as Fitbit writes one. It is left out.")
        reading.remark(text, {"id": excerpt(str(night.get("logId")))}, line)
        return None
    intervals = laid_over(below, above)
    if intervals:
        last = max(part.ends_at for part in intervals)
        in_bed = reading.interval(start, last, SleepKind.IN_BED, "", line)
        intervals += [in_bed] if in_bed else []
    return sleep_of(SleepFormat.FITBIT, _FITBIT, reading.zone.key, intervals)


# Seconds after the beginning, seconds, and the word for it.
_Span = tuple[float, int, str]


def _span(item: dict[str, Any], began: datetime) -> _Span:
    after = _clock_time(item["dateTime"]) - began
    return after.total_seconds(), int(item["seconds"]), str(item["level"])


def _clock_time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None:
        raise ValueError(text)
    return at


def _intervals(
    spans: Sequence[_Span], start: datetime, line: int, reading: SleepReading
) -> Iterator[DeviceInterval]:
    for after, seconds, level in spans:
        kind = reading.kind(SleepFormat.FITBIT, level, line)
        if kind is None or level == _UNMEASURED:
            continue
        first = seconds_after(start, after)
        interval = reading.interval(first, seconds_after(first, seconds), kind, level, line)
        if interval is not None:
            yield interval
