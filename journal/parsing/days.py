"""Days as people write them. Where day and month may be exchanged, it is asked which was meant."""

from __future__ import annotations

import re
from datetime import date

from journal.marking import gettext_noop as _
from journal.parsing.readings import Reading, Remark, UnreadableError
from journal.parsing.texts import plain, quoted

FIRST_YEAR, LAST_YEAR = 1000, 9000  # beyond, arithmetic with zones overflows; what a diary takes is a field's matter
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4})(?P<mark>[-./]) ?(?P<month>[0-9]{1,2})(?P=mark) ?(?P<day>[0-9]{1,2})\.?")
_YEAR_LAST = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<mark>[-./]) ?(?P<second>[0-9]{1,2})(?P=mark) ?(?:(?P<year>[0-9]{4}|[0-9]{2})\.?)?"
)
_DAY_MONTH = re.compile(
    r"(?:(?P<weekday>[a-z]{3,9})\.?,? )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?[ -](?:of )?(?P<month>[a-z]{3,9})\.?"
    r"(?:,?[ -](?P<year>[0-9]{4}|[0-9]{2}))?"
)
_MONTH_DAY = re.compile(
    r"(?:(?P<weekday>[a-z]{3,9})\.?,? )?(?P<month>[a-z]{3,9})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
    r"(?:,? (?P<year>[0-9]{4}|[0-9]{2}))?"
)
_NOT_UNDERSTOOD = _("“%(typed)s” is not a day.")


def iso_day(text: str) -> date:
    """A day as programs write it, 2026-07-06, and no other way. Raises UnreadableError."""
    if not _ISO.fullmatch(text):
        raise UnreadableError(_NOT_UNDERSTOOD, {"typed": quoted(text)})
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise _no_such_day(text) from error


def day(text: str) -> Reading[date]:
    """The day that the text plainly means, of the years 1000 to 9000. Raises UnreadableError with its other reading.

    With points the day stands first, as everywhere where days are written so; that is remarked where the month might.
    """
    typed = re.sub(" +", " ", plain(text)).lower()
    if found := _YEAR_FIRST.fullmatch(typed):
        return Reading(_calendar(int(found["year"]), int(found["month"]), int(found["day"]), text))
    if found := _YEAR_LAST.fullmatch(typed):
        year = _full_year(found["year"], text)
        return _by_marks(int(found["first"]), int(found["second"]), year, text, points=found["mark"] == ".")
    found = _DAY_MONTH.fullmatch(typed) or _MONTH_DAY.fullmatch(typed)
    month = _month(found["month"]) if found else None
    if found is None or month is None or not _names_a_weekday(found["weekday"]):
        raise UnreadableError(_NOT_UNDERSTOOD, {"typed": quoted(text)})
    on = _calendar(_full_year(found["year"], text), month, int(found["day"]), text)
    if found["weekday"] and not _is_weekday(found["weekday"], on):
        sentence = _("“%(typed)s” is another day of the week. Please write the day like 2026-07-06.")
        raise UnreadableError(sentence, {"typed": quoted(text)}, code="weekday")
    return Reading(on)


def _by_marks(first: int, second: int, year: int, text: str, *, points: bool) -> Reading[date]:
    """Two numbers of which either may be the month."""
    readings = [(month, of) for of, month in ((first, second), (second, first)) if month <= 12]
    if points or len(readings) < 2 or first == second:
        month, of = (second, first) if points or not readings else readings[0]
        on = _calendar(year, month, of, text)
        said = points and first <= 12 and first != second
        values = {"typed": quoted(text), "day": on.isoformat()}
        return Reading(
            on, Remark(_("“%(typed)s” was read as %(day)s: the day stands first."), values) if said else None
        )
    days = [_calendar(year, month, of, text).isoformat() for month, of in readings]
    sentence = _("“%(typed)s” can mean %(first)s or %(second)s. Please write one of these.")
    values = {"typed": quoted(text), "first": days[0], "second": days[1]}
    raise UnreadableError(sentence, values, code="two_readings")


def _full_year(year: str | None, text: str) -> int:
    if year is None or len(year) != 4:
        sentence = _("Write the year of “%(typed)s” with four digits, like 2026-07-06.")
        raise UnreadableError(sentence, {"typed": quoted(text)}, code="year")
    return int(year)


def _calendar(year: int, month: int, of: int, text: str) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnreadableError(_("There is no such year in a diary."), code="year")
    try:
        return date(year, month, of)
    except ValueError as error:
        raise _no_such_day(text) from error


def _no_such_day(text: str) -> UnreadableError:
    return UnreadableError(_("There is no such day: “%(typed)s”."), {"typed": quoted(text)}, code="no_such_day")


def _month(name: str) -> int | None:
    short = name[:3]
    known = name in _LONG_MONTHS or name in _MONTHS or name == "sept"
    return _MONTHS.index(short) + 1 if known else None


def _names_a_weekday(name: str | None) -> bool:
    """Whether a word before a day may stand there: "the" is no day of the week, and so no other one either."""
    return name is None or any(weekday.startswith(name) for weekday in _WEEKDAYS)


def _is_weekday(name: str, on: date) -> bool:
    return _WEEKDAYS[on.weekday()].startswith(name)
