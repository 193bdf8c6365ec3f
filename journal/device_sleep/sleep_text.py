"""Intervals and totals of a sleep as a short text, as rows and diary files keep them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal.device_sleep.sleep_data import (
    MOST_INTERVALS_OF_A_SLEEP,
    DeviceInterval,
    DeviceSleep,
    SleepKind,
)
from journal.i18n import gettext_noop as _

# Characters; a night of an interval each half minute has some 40,000.
LONGEST_SLEEP_TEXT = 200_000
NO_SLEEP_TEXT = _("This is no list of intervals of a sleep.")
_SLEEP_TEXT_PARTS = {"intervals", "totals", "by_hand"}
# Seconds of one interval or total at most: a year.
_MOST_SECONDS = 366 * 24 * 3600
# An interval takes at most 300 characters, with a code that JSON has to escape.
_SURELY_SHORT = LONGEST_SLEEP_TEXT // 300


def sleep_text(sleep: DeviceSleep) -> str:
    """JSON: each interval as seconds after the sleep's beginning, seconds, kind and code.

    The totals beside them, and ``by_hand``, are there only where there are any.
    """
    content: dict[str, object] = {}
    if sleep.intervals:
        content["intervals"] = [
            [
                round((part.starts_at - sleep.starts_at).total_seconds()),
                round((part.ends_at - part.starts_at).total_seconds()),
                part.kind.value,
                part.code,
            ]
            for part in sleep.intervals
        ]
    if sleep.totals is not None:
        content["totals"] = {kind.value: seconds for kind, seconds in sleep.totals.items()}
    if sleep.by_hand:
        content["by_hand"] = True
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def is_storable(sleep: DeviceSleep) -> bool:
    """Whether rows and diary files have room for it, and read it back as it is."""
    seconds = [(sleep.ends_at - sleep.starts_at).total_seconds(), *(sleep.totals or {}).values()]
    if max(seconds) > _MOST_SECONDS or len(sleep.intervals) > MOST_INTERVALS_OF_A_SLEEP:
        return False
    is_short = len(sleep.intervals) <= _SURELY_SHORT
    return is_short or len(sleep_text(sleep)) <= LONGEST_SLEEP_TEXT


@dataclass(frozen=True, slots=True)
class SleepContent:
    """What such a text holds, as the fields of the same names of ``DeviceSleep``."""

    intervals: tuple[DeviceInterval, ...]
    totals: Mapping[SleepKind, int] | None
    by_hand: bool


def content_in(text: str, starts_at: datetime) -> SleepContent:
    """What such a text says of a sleep that begins at ``starts_at`` (aware).

    Raises ValueError for a text that is none, OverflowError for times that no calendar has.
    """
    content = _object(text)
    listed, by_hand = content.get("intervals", []), content.get("by_hand", False)
    if not isinstance(listed, list) or not isinstance(by_hand, bool):
        raise ValueError(NO_SLEEP_TEXT)
    intervals = tuple(_interval(part, starts_at) for part in listed)
    return SleepContent(intervals, _totals(content.get("totals")), by_hand)


def _totals(totals: object) -> Mapping[SleepKind, int] | None:
    if totals is None:
        return None
    if not isinstance(totals, dict):
        raise ValueError(NO_SLEEP_TEXT)
    return {SleepKind(kind): _seconds(number, 0) for kind, number in totals.items()}


def _object(text: str) -> dict[str, object]:
    try:
        content = json.loads(text)
    except RecursionError as error:
        raise ValueError(NO_SLEEP_TEXT) from error
    if not isinstance(content, dict) or not content.keys() <= _SLEEP_TEXT_PARTS:
        raise ValueError(NO_SLEEP_TEXT)
    return content


def _interval(part: object, starts_at: datetime) -> DeviceInterval:
    if not isinstance(part, list) or len(part) != 4 or not isinstance(part[3], str):
        raise ValueError(NO_SLEEP_TEXT)
    first = starts_at + timedelta(seconds=_seconds(part[0], 0))
    last = first + timedelta(seconds=_seconds(part[1], 1))
    return DeviceInterval(first, last, SleepKind(part[2]), part[3])


def _seconds(number: object, least: int) -> int:
    """A whole number of seconds, at least that. Raises ValueError."""
    if not isinstance(number, int) or isinstance(number, bool):
        raise ValueError(NO_SLEEP_TEXT)
    if not least <= number <= _MOST_SECONDS:
        raise ValueError(NO_SLEEP_TEXT)
    return number
