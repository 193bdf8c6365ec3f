"""Times: on the wall clock, with a day or without, and instants with an offset."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from journal.marking import gettext_noop as _
from journal.parsing.days import day
from journal.parsing.readings import Reading, Remark, UnreadableError
from journal.parsing.texts import plain, quoted

_INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:?[0-9]{2})"
)
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]{1,6}))?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?",
    re.IGNORECASE,
)
_FOUR_DIGITS = re.compile(r"(?P<hour>[0-9]{2})(?P<minute>[0-9]{2})")
_DAY_AND_CLOCK = re.compile(
    r"(?P<day>.+?)(?:[Tt]|,? (?:at )?)(?P<clock>[0-9]{1,2}[:.][0-9]{2}(?:\.[0-9]{2})?(?![0-9.]).*)"
)
# As in Finland. Alone it might be a day; behind a day it is none.
_SECONDS_BY_POINTS = re.compile(r"([0-9]{1,2})\.([0-9]{2})\.([0-9]{2})")
_NOT_A_CLOCK = _("“%(typed)s” is not a time of day.")
_NOT_A_TIME = _("“%(typed)s” is not a day with a time.")
_NOT_AN_INSTANT = _("“%(typed)s” is not a time with an offset.")


def clock(text: str) -> Reading[time]:
    """A time of day: 23:10, 23.10, 2310, 11:10 pm. Raises UnreadableError, for 24:00 with where midnight belongs."""
    typed = plain(text)
    found = _CLOCK.fullmatch(typed) or _FOUR_DIGITS.fullmatch(typed)
    if found is None:
        raise UnreadableError(_NOT_A_CLOCK, {"typed": quoted(text)})
    parts = found.groupdict()
    hour, half = int(parts["hour"]), parts.get("half")
    if (hour, int(parts["minute"]), half) == (24, 0, None):
        raise UnreadableError(_("Midnight is written 00:00."), code="midnight")
    if half:
        hour = _of_twelve(hour, half, text)
    fraction = int((parts.get("part") or "0").ljust(6, "0"))
    try:
        at = time(hour, int(parts["minute"]), int(parts.get("second") or 0), fraction)
    except ValueError as error:
        raise UnreadableError(_NOT_A_CLOCK, {"typed": quoted(text)}) from error
    values = {"typed": quoted(text), "time": f"{at:%H:%M}"}
    return Reading(at, Remark(_("“%(typed)s” was read as %(time)s."), values) if half else None)


def local_time(text: str) -> Reading[datetime]:
    """A day with a time on the wall clock, naive. Raises UnreadableError; a time with an offset is none of these."""
    found = _DAY_AND_CLOCK.fullmatch(plain(text))
    if found is None:
        raise UnreadableError(_NOT_A_TIME, {"typed": quoted(text)})
    on = day(found["day"])
    try:
        at = clock(_SECONDS_BY_POINTS.sub(r"\1:\2:\3", found["clock"]))
    except UnreadableError as error:
        if error.code == "midnight":
            raise UnreadableError(_("Midnight is 00:00 of the next day."), code="midnight") from error
        raise UnreadableError(_NOT_A_TIME, {"typed": quoted(text)}) from error
    moment = datetime.combine(on.value, at.value)
    if on.remark is None and at.remark is None:
        return Reading(moment)
    values = {"typed": quoted(text), "time": f"{moment:%Y-%m-%d %H:%M}"}
    return Reading(moment, Remark(_("“%(typed)s” was read as %(time)s."), values))


def instant(text: str) -> datetime:
    """An aware time as programs write it, with its offset or Z. Raises UnreadableError.

    A leap second becomes the second before it, as Python's clock has none; what has no moment in UTC is refused.
    """
    if not _INSTANT.fullmatch(text):
        raise UnreadableError(_NOT_AN_INSTANT, {"typed": quoted(text)})
    try:
        at = datetime.fromisoformat(re.sub(r"(:[0-9]{2}):60", r"\1:59", text.upper()))
        at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UnreadableError(_NOT_AN_INSTANT, {"typed": quoted(text)}) from error
    return at


def _of_twelve(hour: int, half: str, text: str) -> int:
    if not 1 <= hour <= 12:
        raise UnreadableError(_NOT_A_CLOCK, {"typed": quoted(text)})
    return hour % 12 + (12 if half.lower() == "p" else 0)
