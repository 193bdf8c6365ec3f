"""What a device had around one moment: the interval that holds it and those beside it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal.device_sleep.night_choice import HALVES_APART, DeviceNight
from journal.device_sleep.night_figures import is_of_totals
from journal.device_sleep.sleep_data import DeviceInterval, DeviceSleep

# A pause between two intervals that is none: devices round to half a minute.
_NO_GAP = timedelta(minutes=1)
# After a sleep has ended, for so long a touch is still beside it: one gets up, then writes.
BESIDE = timedelta(hours=1)
# What is written down within this is written at once.
_PROMPT = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class AroundMoment:
    """What a device had at a moment.

    ``at`` holds it; None is no data. ``before`` ends where ``at`` begins, or is the last one before
    the moment where none holds it; None is no data, too. ``is_after``: no sleep holds the moment,
    since it had ended, for good or until its other half. ``only_totals``: the device tells no
    times.
    """

    sleep: DeviceSleep
    at: DeviceInterval | None = None
    before: DeviceInterval | None = None
    is_after: bool = False
    only_totals: bool = False


def around(night: DeviceNight, moment: datetime) -> AroundMoment | None:
    """What that night's source had around ``moment`` (aware); None far from all its sleep."""
    sleep = _sleep_beside(night, moment)
    if sleep is None:
        return None
    if is_of_totals(sleep):
        return AroundMoment(sleep, only_totals=True)
    at, is_after = _holding(night, moment), moment >= sleep.ends_at
    before = _ended_before(night, at, at.starts_at if at else moment)
    if before and is_after and before.ends_at <= sleep.starts_at:
        before = None  # of another sleep
    if before and at and at.starts_at - before.ends_at > _NO_GAP:
        before = None
    return AroundMoment(sleep, at, before, is_after=is_after)


def _sleep_beside(night: DeviceNight, moment: datetime) -> DeviceSleep | None:
    """The last sleep that had begun, if it goes on, ended lately, or its other half is to come.

    Sleeps of one source do not overlap.
    """
    place = bisect_right(night.sleeps, moment, key=lambda sleep: sleep.starts_at)
    if not place:
        return None
    sleep, later = night.sleeps[place - 1], night.sleeps[place : place + 1]
    is_between = any(half.starts_at - sleep.ends_at <= HALVES_APART for half in later)
    return sleep if is_between or moment < sleep.ends_at + BESIDE else None


def _holding(night: DeviceNight, moment: datetime) -> DeviceInterval | None:
    """The interval that holds the moment, of several the one that began last."""
    place = bisect_right(night.told, moment, key=lambda part: part.starts_at)
    while place and night.told_until[place - 1] > moment:
        place -= 1
        if night.told[place].ends_at > moment:
            return night.told[place]
    return None


def _ended_before(
    night: DeviceNight, at: DeviceInterval | None, border: datetime
) -> DeviceInterval | None:
    """The last interval that had ended by then, other than ``at``."""
    place = bisect_right(night.told_by_end, border + _NO_GAP, key=lambda part: part.ends_at)
    earlier = (night.told_by_end[number] for number in range(place - 1, -1, -1))
    return next((part for part in earlier if part is not at), None)


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
