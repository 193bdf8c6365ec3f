"""The page on which a filled sheet is typed in, beside its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from journal.wording.blank_sheet import SHEET_NIGHTS
from journal.wording.dates import day

TWO_WEEKS = timedelta(days=SHEET_NIGHTS)


@dataclass(frozen=True, slots=True)
class TypedSheetPage:
    """``first`` and ``last``: the days on which the two weeks begin and end, in words; ``earlier``
    and ``later``: the ISO dates with which the sheets beside it begin.
    """

    first: str
    last: str
    earlier: str
    later: str


def typed_sheet_page(first: date) -> TypedSheetPage:
    """The page of the sheet that begins with that night."""
    earlier, later = first - TWO_WEEKS, first + TWO_WEEKS
    return TypedSheetPage(day(first), day(later), earlier.isoformat(), later.isoformat())
