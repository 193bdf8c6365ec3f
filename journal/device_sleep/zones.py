"""Zones of sleep: an IANA name, an offset like ``+02:00``, or "" where nothing is known."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from journal.nights import NOON, ONE_NIGHT, resolve
from journal.time_zones import zone_named, zone_names

_WRITTEN_OFFSET = re.compile(r"(?:UTC|GMT)?(?:Z|([+-])([0-9]{1,2}):?([0-5][0-9])?)")
_OFFSET_NAME = re.compile(r"([+-])([0-9]{2}):([0-9]{2})")


def offset_name(at: datetime) -> str:
    """The offset of an aware time, like ``+02:00``; seconds of one are dropped."""
    minutes = int((at.utcoffset() or timedelta()).total_seconds() // 60)
    return offset_of_minutes(minutes)


def offset_of_minutes(minutes: int) -> str:
    """So many minutes east of Greenwich, as ``+02:00``; "" for what lies on no map."""
    if abs(minutes) > 18 * 60:
        return ""
    return f"{'+-'[minutes < 0]}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def offset_in(text: str) -> str:
    """``+02:00`` of ``+0200``, ``UTC+02:00``, ``UTC-4`` and ``Z``; "" for what is no offset."""
    match = _WRITTEN_OFFSET.fullmatch(text.strip())
    if match is None:
        return ""
    minutes = int(match[2] or 0) * 60 + int(match[3] or 0)
    return offset_of_minutes(-minutes if match[1] == "-" else minutes)


def is_sleep_zone(text: str) -> bool:
    """Whether it is a zone as sleep has it."""
    return not text or text in zone_names() or bool(_offset(text))


def clock_zone(text: str, otherwise: ZoneInfo) -> tzinfo:
    """What the wall clock showed there, of an unknown zone ``otherwise``."""
    if text in zone_names():
        return zone_named(text)
    return _offset(text) or otherwise


def at_offset(local: datetime, offset: str) -> datetime:
    """The time (naive) of a clock of that offset, aware; of none, in UTC."""
    return local.replace(tzinfo=_offset(offset) or UTC)


def offset_time(text: str) -> datetime | None:
    """An ISO time with its offset, aware; None for what is none."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    if at.tzinfo is None:
        return None
    return at


def utc_time(text: str) -> datetime:
    """An ISO time, aware; one without an offset is in UTC. Raises ValueError."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        return at.replace(tzinfo=UTC)
    return at


def wall_time(text: str) -> datetime:
    """An ISO time on a clock on the wall, naive. Raises ValueError, also for one with an offset."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is not None:
        raise ValueError(text)
    return at


def zone_or_empty(text: str) -> str:
    """The IANA name, "" for what is none."""
    return text * (text in zone_names())


def instant_in(zone: str, local: datetime) -> datetime:
    """The instant (UTC) of a time (naive) on the wall clock of the zone of that IANA name; of one
    that occurs twice the first.

    Raises KeyError for a zone that there is not, ValueError for a time that UTC does not have.
    """
    try:
        return resolve(local, zone_named(zone))[0]
    except OverflowError as error:
        raise ValueError(local) from error


def seconds_after(at: datetime, seconds: float) -> datetime:
    """So many seconds after a time. Raises ValueError where no calendar has that."""
    try:
        return at + timedelta(seconds=seconds)
    except OverflowError as error:
        raise ValueError(seconds) from error


def _offset(text: str) -> timezone | None:
    match = _OFFSET_NAME.fullmatch(text)
    if match is None or int(match[2]) > 18 or int(match[3]) > 59:
        return None
    minutes = timedelta(hours=int(match[2]), minutes=int(match[3]))
    return timezone(-minutes if match[1] == "-" else minutes)


def sleep_night(starts_at: datetime, zone: str, otherwise: ZoneInfo) -> date:
    """The night to which a sleep belongs: the one, noon to noon, in which it began.

    ``zone`` is the sleep's own; of an unknown one the clock of ``otherwise`` counts.
    """
    local = starts_at.astimezone(clock_zone(zone, otherwise))
    return local.date() if local.hour >= NOON.hour else local.date() - ONE_NIGHT
