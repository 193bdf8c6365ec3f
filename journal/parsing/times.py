"""Times: on the wall clock, with a day or without, and instants with an offset."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from journal.i18n import gettext_noop as _
from journal.parsing.days import FIRST_YEAR, LAST_YEAR, day, no_such_year
from journal.parsing.readings import Reading, Remark, UnreadableError
from journal.parsing.texts import plain, quoted

# A day, and what has to stand behind it for a time: Python would take any sign there, so that an
# offset behind a day alone became a time of day, and a day alone midnight. 24:00 is the people's.
_ISO_TIME = re.compile(
    r"(?:[0-9]{4}-(?:[0-9]{2}-[0-9]{2}|W[0-9]{2}-[0-9])|[0-9]{8}|[0-9]{4}W[0-9]{3})[T ](?!24)"
)
_LEAP_SECOND = re.compile(r"(:[0-9]{2}):60")
_CLOCK = re.compile(
    r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})"
    r"(?::(?P<second>[0-9]{2})(?:\.(?P<part>[0-9]{1,6}))?)?"
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
    """A time of day: 23:10, 23.10, 2310, 11:10 pm.

    Raises UnreadableError, for 24:00 with where midnight belongs.
    """
    typed = plain(text)
    match = _CLOCK.fullmatch(typed) or _FOUR_DIGITS.fullmatch(typed)
    if match is None:
        raise UnreadableError(_NOT_A_CLOCK, {"typed": quoted(text)})
    parts = match.groupdict()
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
    if not half:
        return Reading(at)
    values = {"typed": quoted(text), "time": f"{at:%H:%M}"}
    return Reading(at, Remark(_("“%(typed)s” was read as %(time)s."), values))


def moment(text: str) -> Reading[datetime]:
    """A day with a time, aware if the text has an offset: ISO 8601 in all its forms, or a day and a
    time of day as people write them.

    Raises UnreadableError, also for a day alone. A leap second becomes the second before it, as
    Python's clock has none.
    """
    iso = plain(text).upper()
    if not _ISO_TIME.match(iso):
        return _by_people(text)
    if ":60" in iso:
        iso = _LEAP_SECOND.sub(r"\1:59", iso)
    try:
        return Reading(datetime.fromisoformat(iso))
    except ValueError:
        return _by_people(text)


def local_time(text: str) -> Reading[datetime]:
    """A day of the years 1000 to 9000 with a time on the wall clock, naive.

    Raises UnreadableError; a time with an offset is none of these.
    """
    reading = moment(text)
    if reading.value.tzinfo is not None:
        raise UnreadableError(_NOT_A_TIME, {"typed": quoted(text)})
    if not FIRST_YEAR <= reading.value.year <= LAST_YEAR:
        raise no_such_year()
    return reading


def instant(text: str) -> datetime:
    """A time with its offset or Z, aware.

    Raises UnreadableError, also for what has no moment in UTC.
    """
    refusal = UnreadableError(_NOT_AN_INSTANT, {"typed": quoted(text)})
    try:
        at = moment(text).value
        at.astimezone(UTC)
    except (UnreadableError, OverflowError) as error:
        raise refusal from error
    if at.tzinfo is None:
        raise refusal
    return at


def _by_people(text: str) -> Reading[datetime]:
    parts = _DAY_AND_CLOCK.fullmatch(plain(text))
    if parts is None:
        raise UnreadableError(_NOT_A_TIME, {"typed": quoted(text)})
    on = day(parts["day"])
    at = _clock_of_a_day(parts["clock"], text)
    meant = datetime.combine(on.value, at.value)
    if on.remark is None and at.remark is None:
        return Reading(meant)
    values = {"typed": quoted(text), "time": f"{meant:%Y-%m-%d %H:%M}"}
    return Reading(meant, Remark(_("“%(typed)s” was read as %(time)s."), values))


def _clock_of_a_day(typed: str, text: str) -> Reading[time]:
    try:
        return clock(_SECONDS_BY_POINTS.sub(r"\1:\2:\3", typed))
    except UnreadableError as error:
        if error.code == "midnight":
            sentence = _("Midnight is 00:00 of the next day.")
            raise UnreadableError(sentence, code="midnight") from error
        raise UnreadableError(_NOT_A_TIME, {"typed": quoted(text)}) from error


def _of_twelve(hour: int, half: str, text: str) -> int:
    if not 1 <= hour <= 12:
        raise UnreadableError(_NOT_A_CLOCK, {"typed": quoted(text)})
    return hour % 12 + (12 if half.lower() == "p" else 0)
