"""Dates in words, each put together once: a page names the same few nights again and again."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from journal.moments import Moment
from journal.nights import ONE_NIGHT
from journal.observations import TimeTold

# The hours in which the name of a night alone says on which of its two days a time lies.
DARK_FROM = 18
LIGHT_FROM = 6


def date_text(on: date, pattern: str) -> str:
    """A date by Django's date pattern, in the reader's language."""
    return _date_text(on, pattern, get_language())


@lru_cache(maxsize=4096)
def _date_text(on: date, pattern: str, language: str | None) -> str:
    return date_format(on, pattern)


def night(on: date) -> str:
    """A night that began on that day, as in "Wed to Thu, 25–26 Nov"."""
    return _night(on, get_language(), dated=False)


def dated_night(on: date) -> str:
    """A night with its year, as in "Wed to Thu, 25–26 Nov 2026"."""
    return _night(on, get_language(), dated=True)


def night_in_year(on: date, this_year: int) -> str:
    """A night with its year where that is not ``this_year``."""
    if on.year == this_year:
        return night(on)
    return dated_night(on)


def short_night(on: date) -> str:
    """A night where there is little room and its date is said elsewhere, as in "Wed to Thu"."""
    values = {"day": date_text(on, "D"), "next": date_text(on + ONE_NIGHT, "D")}
    return _("%(day)s to %(next)s") % values


def night_days(on: date) -> str:
    """The two days of a night in the room of a chart's row, as in "25–26 Nov"."""
    return _days_of_night(on, dated=False).replace(" – ", "–")


@lru_cache(maxsize=4096)
def _night(on: date, language: str | None, *, dated: bool) -> str:
    values = {"night": short_night(on), "days": _days_of_night(on, dated=dated)}
    return _("%(night)s, %(days)s") % values


def _days_of_night(on: date, *, dated: bool) -> str:
    """As in "25–26 Nov", "30 Nov – 1 Dec" or "31 Dec 2026 – 1 Jan 2027"."""
    following = on + ONE_NIGHT
    whole = "j M Y" if dated else "j M"
    if on.month == following.month:
        return f"{on.day}–{date_text(following, whole)}"
    first = date_text(on, whole if on.year != following.year else "j M")
    return f"{first} – {date_text(following, whole)}"


def short_day(on: date) -> str:
    """A day where there is little room, as in "Thu 26 Nov"."""
    return date_text(on, "D j M")


def day(on: date) -> str:
    """A date with its year, as in "6 July 2026"."""
    return date_text(on, "j F Y")


def instant(at: datetime) -> str:
    """A day and a time, as in "6 July 2026, 23:10", on the clock that ``at`` carries."""
    return day_and_time(day(at.date()), f"{at:%H:%M}")


def instant_in(at: datetime, zone: ZoneInfo) -> str:
    """As in "6 July 2026, 23:10", on the clock of ``zone``."""
    return instant(at.astimezone(zone))


def names_its_day(night: date, on: date, hour: int) -> bool:
    """Whether a time of that day and hour says its day beside the name of the night.

    Not in the dark, where the night's name says both days: "Wed to Thu", 23:10 or 02:15.
    """
    in_the_dark = hour >= DARK_FROM if on == night else hour < LIGHT_FROM
    return not (in_the_dark and on in (night, night + ONE_NIGHT))


def told_time(clock: str, told: TimeTold | None) -> str:
    """The time of an entry as it was told, as in "02:15", "about 02:15" or "–"."""
    if told is TimeTold.NIGHT:
        return "–"
    if told is TimeTold.ABOUT:
        return _("about %(time)s") % {"time": clock}
    return clock


def time_in_night(night: date, at: datetime) -> str:
    """A time beside the night it lies in, on the clock that ``at`` carries.

    As in "23:10", and by day "Thu 26 Nov, 08:30" in the night "Wed to Thu".
    """
    return _beside_night(night, at.date(), at.hour, f"{at:%H:%M}")


def _beside_night(night: date, on: date, hour: int, clock: str) -> str:
    if names_its_day(night, on, hour):
        return day_and_time(short_day(on), clock)
    return clock


def day_and_time(day: str, clock: str) -> str:
    """As in "Thu 26 Nov, 08:30"."""
    return _("%(day)s, %(time)s") % {"day": day, "time": clock}


def clock_time(moment: Moment) -> str:
    """The wall clock's time of an entry, by day with its day.

    The second pass of an hour that the clock shows twice is said, and how much was told.
    """
    if not moment.knows_clock:
        return told_time("", moment.told)
    clock = told_time(_clock(moment), moment.told)
    return _beside_night(moment.night, moment.day, moment.hour, clock)


def _clock(moment: Moment) -> str:
    text = f"{moment.hour:02}:{moment.minute % 60:02}"
    if moment.again:
        return _("%(time)s (the second time)") % {"time": text}
    return text


def entry_time(moment: Moment, *, dated: bool) -> str:
    """As in "Mon to Tue, 6–7 Jul, 02:15", or by day "Tue 7 Jul, 08:30"; the night alone where no
    more is known.

    ``dated``: with the year.
    """
    if not moment.knows_clock:
        return dated_night(moment.night) if dated else night(moment.night)
    on = _night_or_day(moment.night, moment.day, moment.hour, dated=dated)
    return day_and_time(on, told_time(_clock(moment), moment.told))


def listed_night(night: date, at: datetime, *, dated: bool) -> str:
    """What stands before the time of an entry in a list without nights.

    As in "Mon to Tue, 6–7 Jul", or by day "Tue 7 Jul". ``dated``: with the year.
    """
    return _night_or_day(night, at.date(), at.hour, dated=dated)


def _night_or_day(begins_on: date, on: date, hour: int, *, dated: bool) -> str:
    if names_its_day(begins_on, on, hour):
        return date_text(on, "D j M Y" if dated else "D j M")
    return dated_night(begins_on) if dated else night(begins_on)
