"""Dates in words, each put together once: a page names the same few nights again and again."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def named(on: date, pattern: str) -> str:
    """A date by Django's date pattern, in the reader's language."""
    return _named(on, pattern, get_language())


@lru_cache(maxsize=4096)
def _named(on: date, pattern: str, language: str | None) -> str:
    return date_format(on, pattern)


def night(on: date) -> str:
    """A night by the day on which it began, as in "Mon 6 July"."""
    return named(on, "D j F")


def short_night(on: date) -> str:
    """The same where there is little room, as in "Mon 6 Jul"."""
    return named(on, "D j M")


def day(on: date) -> str:
    """A date with its year, as in "6 July 2026"."""
    return named(on, "j F Y")


def instant(at: datetime) -> str:
    """A day and a time, as in "6 July 2026, 23:10", on the clock that ``at`` carries."""
    return _("%(day)s, %(time)s") % {"day": day(at.date()), "time": f"{at:%H:%M}"}


def time_in_night(night: date, on: date, clock: str) -> str:
    """A time beside the night it lies in: alone on the day that names the night, else with its own day.

    ``clock`` is the time in words. As in "23:10", and "Tue 7 Jul 02:15" in the night of Mon 6 Jul.
    """
    return clock if on == night else _("%(day)s %(time)s") % {"day": short_night(on), "time": clock}
