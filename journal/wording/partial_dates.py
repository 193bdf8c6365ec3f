"""Dates as exact as they are known, in words."""

from __future__ import annotations

from journal.partial_dates import PartialDate
from journal.wording.dates import date_text, day


def partial_date_text(on: PartialDate) -> str:
    """As in "2026", "March 2026" or "14 March 2026"."""
    if on.day is not None:
        return day(on.earliest)
    if on.month is not None:
        return date_text(on.earliest, "F Y")
    return str(on.year)
