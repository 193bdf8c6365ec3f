"""The year in which somebody was born: from 1900 to the year in which it is said."""

from __future__ import annotations

from journal.entries import EARLIEST_YEAR, Problem
from journal.i18n import gettext_noop as _


def birth_year_problem(field: str, year: int, this_year: int) -> Problem | None:
    """What is wrong with the ``year`` in that ``field`` in ``this_year``; None for nothing."""
    if EARLIEST_YEAR <= year <= this_year:
        return None
    text = _("A year of birth lies between %(first)d and %(last)d.")
    return Problem(field, text, {"first": EARLIEST_YEAR, "last": this_year})
