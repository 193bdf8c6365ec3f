"""What a device wrote of sleep, as every format of it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import blake2b
from itertools import islice

from journal.parsing import printable

LONGEST_SOURCE = 100
LONGEST_CODE = 40
_ROW_ID_BYTES = 16
# What a file may hold: more than anybody has, and less than fills a machine's memory. Five hundred
# years of nights; forty years of two devices with sixty intervals a night; and of one sleep an
# interval each half minute, the finest that any device writes, for a day and a half.
MOST_SLEEPS_OF_A_FILE = 200_000
MOST_INTERVALS = 2_000_000
MOST_INTERVALS_OF_A_SLEEP = 5_000


class SleepKind(StrEnum):
    """What an interval is, in the words of no device.

    ``LIGHT`` is N1 or N2, ``DEEP`` is N3. ``RESTLESS`` is a device's word for moving about and is
    not awake. ``ASLEEP`` is sleep whose kind the device did not tell; ``NO_DATA`` is neither sleep
    nor waking, as is a gap.
    """

    IN_BED = "in_bed"
    AWAKE = "awake"
    RESTLESS = "restless"
    ASLEEP = "asleep"
    LIGHT = "light"
    DEEP = "deep"
    REM = "rem"
    NO_DATA = "no_data"


class SleepFormat(StrEnum):
    """Whose export a file is."""

    APPLE_HEALTH = "apple_health"
    HEALTH_CONNECT = "health_connect"
    GOOGLE_HEALTH = "google_health"
    FITBIT = "fitbit"
    SAMSUNG_HEALTH = "samsung_health"
    GARMIN = "garmin"
    SLEEP_AS_ANDROID = "sleep_as_android"
    OURA = "oura"
    WITHINGS = "withings"
    WHOOP = "whoop"
    ZEPP = "zepp"
    SLEEP_CYCLE = "sleep_cycle"
    AUTO_SLEEP = "autosleep"
    HEALTH_AUTO_EXPORT = "health_auto_export"
    # its messages, one by one; its export, which knows the whole night, comes before it by name
    SLEEP_AS_ANDROID_WEB = "sleep_as_android_web"
    SLEEP_TABLE = "sleep_table"


@dataclass(frozen=True, slots=True)
class DeviceInterval:
    """One stretch of one kind, from ``starts_at`` to ``ends_at`` (instants in UTC, to the second).

    ``code`` is what the device wrote for the kind, to the letter.
    """

    starts_at: datetime
    ends_at: datetime
    kind: SleepKind
    code: str


@dataclass(frozen=True, slots=True)
class DeviceSleep:
    """One sleep as one source wrote it.

    ``source`` is the device's or the app's own name. ``time_zone`` is an IANA name, an offset
    like ``+02:00``, or "" where the file does not say. ``intervals`` may have gaps, which are no
    data, and ``in_bed`` may lie over the others. ``totals`` are seconds of each kind where the
    device tells no more than these: they have no order, and are never made into intervals. A kind
    that is not in them was not measured. ``by_hand`` is what a person typed into the app: no device
    measured it, and it is never mixed with what one did.
    """

    format: SleepFormat
    source: str
    time_zone: str
    starts_at: datetime
    ends_at: datetime
    intervals: tuple[DeviceInterval, ...] = ()
    totals: Mapping[SleepKind, int] | None = None
    by_hand: bool = False

    @property
    def row_id(self) -> str:
        """Made from all that was said, so that the same sleep is never stored twice."""
        totals = sorted((self.totals or {}).items())
        parts: list[object] = [self.format, self.source, self.time_zone, *totals]
        parts += [self.starts_at.timestamp(), self.ends_at.timestamp()]
        if self.by_hand:
            parts.append("by hand")
        for part in self.intervals:
            parts += [part.starts_at.timestamp(), part.ends_at.timestamp(), part.kind, part.code]
        text = "\0".join(map(str, parts))
        return blake2b(text.encode(errors="replace"), digest_size=_ROW_ID_BYTES).hexdigest()


def sleep_of(
    sleep_format: SleepFormat,
    source: str,
    time_zone: str,
    intervals: Iterable[DeviceInterval | None],
    *,
    by_hand: bool = False,
) -> DeviceSleep | None:
    """The sleep that these intervals are, in order of time; None if there is none.

    No more are taken than one more than a sleep may have: by that it is told that there were more.
    """
    some = islice(filter(None, intervals), MOST_INTERVALS_OF_A_SLEEP + 1)
    ordered = tuple(sorted(some, key=_order))
    if not ordered:
        return None
    last = max(part.ends_at for part in ordered)
    first = ordered[0].starts_at
    return DeviceSleep(sleep_format, source, time_zone, first, last, ordered, by_hand=by_hand)


def _order(interval: DeviceInterval) -> tuple[datetime, timedelta, str]:
    """By beginning, what is longest first: that in bed comes before what lies in it."""
    return (interval.starts_at, interval.starts_at - interval.ends_at, interval.kind)


def source_name(text: str) -> str:
    """A device's or an app's name as it is kept: one line that any page can show."""
    return printable(" ".join(text.split()))[:LONGEST_SOURCE]


def epoch_instant(seconds: float) -> datetime:
    """The instant (UTC) so many seconds after 1970.

    Raises ValueError for one that no calendar has.
    """
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (OSError, OverflowError) as error:
        raise ValueError(seconds) from error


class SleepFileError(Exception):
    """The file cannot be read, and nothing of it is.

    ``text`` is a sentence for a person, to be translated and then filled from ``values``.
    """

    def __init__(self, text: str, values: Mapping[str, object] | None = None) -> None:
        super().__init__(text, values)
        self.text = text
        self.values = dict(values or {})

    def __str__(self) -> str:
        return self.text % self.values
