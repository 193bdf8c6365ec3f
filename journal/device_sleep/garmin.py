"""Garmin's ``sleepData`` in an account's export: totals of each night, times in UTC without saying
so, and no zone.

A night that is ``UNCONFIRMED`` is the bedtime of the profile and not a night. Before 2019 nothing
measured REM. The files overlap.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from journal.device_sleep.file_parts import FilePart
from journal.device_sleep.json_parts import begins_a_list, json_objects
from journal.device_sleep.night_totals import night_of_totals, total_seconds
from journal.device_sleep.reading_sleep import SleepReading
from journal.device_sleep.sleep_data import DeviceSleep, SleepFormat, SleepKind
from journal.device_sleep.zones import utc_time
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

_GARMIN = "Garmin"
_GARMIN_TIMES = ("sleepStartTimestampGMT", "sleepEndTimestampGMT")
_GARMIN_TOTALS: Mapping[SleepKind, str] = {
    SleepKind.AWAKE: "awakeSleepSeconds",
    SleepKind.LIGHT: "lightSleepSeconds",
    SleepKind.DEEP: "deepSleepSeconds",
    SleepKind.REM: "remSleepSeconds",
    SleepKind.NO_DATA: "unmeasurableSeconds",
}
_BEDTIME_OF_THE_PROFILE = "UNCONFIRMED"
# What such a night calls light holds its REM too.
_WITHOUT_REM = "AUTO_"
# More than a hundred years of nights.
_MOST_NIGHTS = 50_000


def is_garmin(head: bytes) -> bool:
    """Whether a part that begins so is a list of nights of Garmin."""
    return begins_a_list(head, _GARMIN_TIMES[0].encode())


def garmin_sleeps(parts: Sequence[FilePart], reading: SleepReading) -> Iterator[DeviceSleep]:
    """The nights of all parts; of two that begin together the later one. Raises SleepFileError."""
    nights: dict[datetime, DeviceSleep] = {}
    for part in parts:
        reading.part = part.name
        for line, night in json_objects(part):
            sleep = _sleep(night, line, reading)
            if sleep is not None:
                nights[sleep.starts_at] = sleep
            if len(nights) > _MOST_NIGHTS:
                raise reading.too_much()
    for first in sorted(nights):
        yield reading.check(nights[first])


def _sleep(night: Mapping[str, Any], line: int, reading: SleepReading) -> DeviceSleep | None:
    confirmation = str(night.get("sleepWindowConfirmationType", ""))
    if confirmation == _BEDTIME_OF_THE_PROFILE or not night.keys() & set(_GARMIN_TIMES):
        return None
    try:
        first, last = (utc_time(str(night.get(name))) for name in _GARMIN_TIMES)
    except ValueError:
        text = _("The night “%(id)s” is not as Garmin writes one. It is left out.")
        reading.remark(text, {"id": excerpt(str(night.get("calendarDate")))}, line)
        return None
    in_bed = reading.interval(first, last, SleepKind.IN_BED, "", line)
    if in_bed is None:
        return None
    totals = {
        kind: total_seconds(str(night[name]))
        for kind, name in _GARMIN_TOTALS.items()
        if night.get(name) is not None
    }
    if not totals.get(SleepKind.REM) and confirmation.startswith(_WITHOUT_REM):
        totals.pop(SleepKind.REM, None)
    return night_of_totals(SleepFormat.GARMIN, _GARMIN, reading.zone.key, in_bed, totals)
