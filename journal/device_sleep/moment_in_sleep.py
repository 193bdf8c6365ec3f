"""What a device had around one moment: the interval that holds it and those beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from journal.device_sleep.night_choice import DeviceNight
from journal.device_sleep.sleep_data import DeviceInterval, DeviceSleep, SleepKind

# A pause between two intervals that is none: devices round to half a minute.
_NO_GAP = timedelta(minutes=1)
# After a sleep has ended, for so long a touch is still beside it: one gets up, then writes.
BESIDE = timedelta(hours=1)
# What is written down within this is written at once.
_PROMPT = timedelta(minutes=5)
_UNTOLD = frozenset({SleepKind.IN_BED, SleepKind.NO_DATA})


@dataclass(frozen=True, slots=True)
class AroundMoment:
    """What a device had at a moment.

    ``at`` holds it; None is no data. ``before`` ends where ``at`` begins, or is the last one before
    the moment where none holds it; None is no data, too. ``is_after``: the sleep had ended.
    ``only_totals``: the device tells no times.
    """

    sleep: DeviceSleep
    at: DeviceInterval | None = None
    before: DeviceInterval | None = None
    is_after: bool = False
    only_totals: bool = False


def around(night: DeviceNight, moment: datetime) -> AroundMoment | None:
    """What that night's source had around ``moment`` (aware); None far from all its sleep."""
    for sleep in night.sleeps:
        if sleep.starts_at <= moment < sleep.ends_at + BESIDE:
            return _in_sleep(sleep, moment)
    return None


def _in_sleep(sleep: DeviceSleep, moment: datetime) -> AroundMoment:
    if not sleep.intervals:
        return AroundMoment(sleep, only_totals=True)
    told = [part for part in sleep.intervals if part.kind not in _UNTOLD]
    at = next((part for part in told if part.starts_at <= moment < part.ends_at), None)
    border = at.starts_at if at else moment
    earlier = [part for part in told if part is not at and part.ends_at <= border + _NO_GAP]
    before = max(earlier, key=lambda part: part.ends_at, default=None)
    is_after = moment >= sleep.ends_at
    if before and at and border - before.ends_at > _NO_GAP:
        before = None
    return AroundMoment(sleep, at, before, is_after=is_after)


def is_exact_and_earlier(happened_at: datetime, recorded_at: datetime, *, typed: bool) -> bool:
    """Whether the time of an entry was given to the minute and afterwards.

    That of a touch is when somebody was awake to touch, often after what woke them, and has
    seconds; one on a five-minute mark is taken as rounded, as is what a chip gives ("Last night",
    "an hour ago"). ``typed``: the entry came by the form, and not from a pad, a program or a file.
    """
    to_the_minute = not happened_at.second and not happened_at.microsecond
    return bool(
        typed and to_the_minute and happened_at.minute % 5 and recorded_at - happened_at > _PROMPT
    )
