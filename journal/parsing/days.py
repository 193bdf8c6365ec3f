"""Days as people write them. Where day and month may be exchanged, it is asked which was meant."""

from __future__ import annotations

import re
from datetime import date

from journal.i18n import gettext_noop as _
from journal.parsing.readings import Reading, Remark, UnreadableError
from journal.parsing.texts import plain, quoted

FIRST_YEAR, LAST_YEAR = (
    1000,
    9000,
)  # beyond, arithmetic with zones overflows; what a diary takes is a field's matter
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# As a program may write it: without marks, or by its week.
_ISO_OF_PROGRAMS = re.compile(r"[0-9]{8}|[0-9]{4}-w[0-9]{2}-[0-9]|[0-9]{4}w[0-9]{3}")
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4})(?P<mark>[-./]) ?(?P<month>[0-9]{1,2})(?P=mark) ?(?P<day>[0-9]{1,2})\.?"
)
_YEAR_LAST = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<mark>[-./]) ?(?P<second>[0-9]{1,2})(?P=mark) ?"
    r"(?:(?P<year>[0-9]{4}|[0-9]{2})\.?)?"
)
_DAY_MONTH = re.compile(
    r"(?:(?P<weekday>[a-z]{3,9})\.?,? )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?[ -]"
    r"(?:of )?(?P<month>[a-z]{3,9})\.?(?:,?[ -](?P<year>[0-9]{4}|[0-9]{2}))?"
)
_MONTH_DAY = re.compile(
    r"(?:(?P<weekday>[a-z]{3,9})\.?,? )?(?P<month>[a-z]{3,9})\.? "
    r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>[0-9]{4}|[0-9]{2}))?"
)
_NOT_A_DAY = _("“%(typed)s” is not a day.")


def iso_day(text: str) -> date:
    """A day as programs write it, 2026-07-06, and no other way. Raises UnreadableError."""
    if not _ISO_DAY.fullmatch(text):
        raise UnreadableError(_NOT_A_DAY, {"typed": quoted(text)})
    return _iso(text, text)


def _iso(typed: str, text: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise _no_such_day(text) from error


def day(text: str, *, any_year: bool = False) -> Reading[date]:
    """The day that the text plainly means, of the years 1000 to 9000 or of ``any_year``.

    Raises UnreadableError with its other reading. ISO 8601 is taken in all its forms.

    With points the day stands first, as everywhere where days are written so; that is remarked
    where the month might.
    """
    reading = _any_day(text)
    if not any_year and not FIRST_YEAR <= reading.value.year <= LAST_YEAR:
        raise no_such_year()
    return reading


def plain_day(text: str) -> date:
    """The day of any year that the text means and nothing else: for what a program writes, whom no
    remark reaches.

    Raises UnreadableError, also where another reading would have to be remarked.
    """
    reading = day(text, any_year=True)
    if reading.remark:
        raise UnreadableError(_NOT_A_DAY, {"typed": quoted(text)})
    return reading.value


def no_such_year() -> UnreadableError:
    """For a year in which arithmetic with zones overflows."""
    return UnreadableError(_("There is no such year in a diary."), code="year")


def _any_day(text: str) -> Reading[date]:
    typed = re.sub(" +", " ", plain(text)).lower()
    if _ISO_OF_PROGRAMS.fullmatch(typed):
        return Reading(_iso(typed.upper(), text))
    if parts := _YEAR_FIRST.fullmatch(typed):
        return Reading(_calendar(int(parts["year"]), int(parts["month"]), int(parts["day"]), text))
    if parts := _YEAR_LAST.fullmatch(typed):
        year = _full_year(parts["year"], text)
        return _by_marks(
            int(parts["first"]), int(parts["second"]), year, text, points=parts["mark"] == "."
        )
    parts = _DAY_MONTH.fullmatch(typed) or _MONTH_DAY.fullmatch(typed)
    month = month_named(parts["month"]) if parts else None
    if parts is None or month is None or not _names_a_weekday(parts["weekday"]):
        raise UnreadableError(_NOT_A_DAY, {"typed": quoted(text)})
    on = _calendar(_full_year(parts["year"], text), month, int(parts["day"]), text)
    if parts["weekday"] and not _is_weekday(parts["weekday"], on):
        sentence = _(
            "“%(typed)s” is another day of the week. Please write the day like 2026-07-06."
        )
        raise UnreadableError(sentence, {"typed": quoted(text)}, code="weekday")
    return Reading(on)


def _by_marks(first: int, second: int, year: int, text: str, *, points: bool) -> Reading[date]:
    """Two numbers of which either may be the month."""
    readings = [(month, of) for of, month in ((first, second), (second, first)) if month <= 12]
    if points:
        return _day_first(_calendar(year, second, first, text), first != second, text)
    if len(readings) < 2 or first == second:
        month, of = (readings or [(second, first)])[0]
        return Reading(_calendar(year, month, of, text))
    days = [_calendar(year, month, of, text).isoformat() for month, of in readings]
    sentence = _("“%(typed)s” can mean %(first)s or %(second)s. Please write one of these.")
    values = {"typed": quoted(text), "first": days[0], "second": days[1]}
    raise UnreadableError(sentence, values, code="two_readings")


def _day_first(on: date, is_exchangeable: bool, text: str) -> Reading[date]:
    """A day that was written with points; remarked where its first number might be the month."""
    if not is_exchangeable or on.day > 12:
        return Reading(on)
    values = {"typed": quoted(text), "day": on.isoformat()}
    return Reading(on, Remark(_("“%(typed)s” was read as %(day)s: the day stands first."), values))


def _full_year(year: str | None, text: str) -> int:
    if year is None or len(year) != 4:
        sentence = _("Write the year of “%(typed)s” with four digits, like 2026-07-06.")
        raise UnreadableError(sentence, {"typed": quoted(text)}, code="year")
    return int(year)


def _calendar(year: int, month: int, of: int, text: str) -> date:
    try:
        return date(year, month, of)
    except ValueError as error:
        raise _no_such_day(text) from error


def _no_such_day(text: str) -> UnreadableError:
    return UnreadableError(
        _("There is no such day: “%(typed)s”."), {"typed": quoted(text)}, code="no_such_day"
    )


def month_named(name: str) -> int | None:
    """The number of the month of that English name, long or short, in small letters; None for no
    month.
    """
    short = name[:3]
    is_a_month = name in _LONG_MONTHS or name in _MONTHS or name == "sept"
    if not is_a_month:
        return None
    return _MONTHS.index(short) + 1


def _names_a_weekday(name: str | None) -> bool:
    """Whether a word before a day may stand there: "the" is no day of the week, and so no other one
    either.
    """
    return name is None or any(weekday.startswith(name) for weekday in _WEEKDAYS)


def _is_weekday(name: str, on: date) -> bool:
    return _WEEKDAYS[on.weekday()].startswith(name)
