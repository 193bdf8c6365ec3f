"""Dates as exact as people know them: "2026", "March 2026", "2026-03", or a day."""

from __future__ import annotations

import re

from journal.i18n import gettext_noop as _
from journal.parsing.days import FIRST_YEAR, LAST_YEAR, day, month_named, no_such_year
from journal.parsing.readings import Reading, UnreadableError
from journal.parsing.texts import plain, quoted
from journal.partial_dates import PartialDate

_YEAR_ALONE = re.compile(r"[0-9]{4}")
_YEAR_MONTH = re.compile(r"([0-9]{4})[-./ ] ?([0-9]{1,2})\.?")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-./] ?([0-9]{4})\.?")
_NAMED_MONTH = re.compile(r"(?P<month>[a-z]{3,9})\.?,? (?:of )?(?P<year>[0-9]{4})")
_YEAR_NAMED_MONTH = re.compile(r"(?P<year>[0-9]{4}),? (?P<month>[a-z]{3,9})\.?")


def partial_date(text: str) -> Reading[PartialDate]:
    """The year, month or day that the text plainly means, of the years 1000 to 9000.

    A day is read as :func:`journal.parsing.days.day` reads it, with its remark. Raises
    UnreadableError for all else.
    """
    typed = re.sub(" +", " ", plain(text)).lower()
    vague = _year_or_month(typed, text)
    if vague is None:
        reading = day(text)
        return Reading(PartialDate.of(reading.value), reading.remark)
    if not FIRST_YEAR <= vague.year <= LAST_YEAR:
        raise no_such_year()
    return Reading(vague)


def _year_or_month(typed: str, text: str) -> PartialDate | None:
    """None for what may be a day."""
    if _YEAR_ALONE.fullmatch(typed):
        return _made(int(typed), None, text)
    if parts := _YEAR_MONTH.fullmatch(typed):
        return _made(int(parts[1]), int(parts[2]), text)
    if parts := _MONTH_YEAR.fullmatch(typed):
        return _made(int(parts[2]), int(parts[1]), text)
    parts = _NAMED_MONTH.fullmatch(typed) or _YEAR_NAMED_MONTH.fullmatch(typed)
    if parts is None or (month := month_named(parts["month"])) is None:
        return None
    return _made(int(parts["year"]), month, text)


def _made(year: int, month: int | None, text: str) -> PartialDate:
    try:
        return PartialDate(year, month)
    except ValueError as error:
        sentence = _("There is no such month: “%(typed)s”.")
        raise UnreadableError(sentence, {"typed": quoted(text)}, code="no_such_day") from error
