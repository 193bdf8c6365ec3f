"""What a good row is: the one place that says so, for forms, programs and files."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from journal.background.kinds import KINDS_OF_BACKGROUND, BackgroundKind, BackgroundRow
from journal.background.row_types import BeginningKind, BeginningRow, MedicineRow
from journal.entries import EARLIEST_YEAR, UNSTORABLE, Problem
from journal.i18n import gettext_noop as _
from journal.partial_dates import PartialDate


def row_problems(row: BackgroundRow, *, today: date) -> list[Problem]:
    """Everything that is wrong with a row by itself; ``today`` is the person's own day."""
    problems = []
    for name, field in _kind_of(row).fields.items():
        value = getattr(row, name)
        if field.needed and (value is None or not str(value).strip()):
            problems.append(Problem(name, _("This is needed, and it is missing.")))
        if isinstance(value, PartialDate):
            problems += date_problems(name, value, today)
        elif field.most:
            problems += _text_problems(name, value, field.most)
    return problems + span_problems(row)


def _kind_of(row: BackgroundRow) -> BackgroundKind:
    return next(kind for kind in KINDS_OF_BACKGROUND.values() if isinstance(row, kind.row_type))


def date_problems(name: str, on: PartialDate, today: date) -> list[Problem]:
    """What is wrong with a date in the field of that name."""
    if on.year < EARLIEST_YEAR:
        return [Problem(name, _("This date is before the year 1900."))]
    if on.earliest > today:
        return [Problem(name, _("This date is still to come."))]
    return []


def _text_problems(name: str, text: str, most: int) -> list[Problem]:
    problems = []
    if len(text) > most:
        sentence = _("This text has %(length)d characters; there is room for %(most)d.")
        problems.append(Problem(name, sentence, {"length": len(text), "most": most}))
    if UNSTORABLE.search(text):
        problems.append(Problem(name, _("This text holds a character that cannot be stored.")))
    return problems


def span_problems(row: BackgroundRow) -> list[Problem]:
    """What is wrong with from when and until when together."""
    if not isinstance(row, MedicineRow) or row.until_date is None:
        return []
    if row.ongoing:
        text = _("You wrote until when, and that it is still taken. Leave one of them out.")
        return [Problem("until_date", text)]
    if row.from_date and row.until_date.latest < row.from_date.earliest:
        return [Problem("until_date", _("This is before the day from which it was taken."))]
    return []


def companion_problem(row: BackgroundRow, others: Collection[str]) -> Problem | None:
    """What keeps a row from standing beside rows of these kinds, all else of how it began: that
    nothing is known leaves out everything else.
    """
    if not isinstance(row, BeginningRow) or not others:
        return None
    if row.kind is BeginningKind.NOTHING_KNOWN and set(others) != {row.kind}:
        text = _("“Nothing known” goes with nothing else. Remove the rest first.")
        return Problem("kind", text)
    if row.kind is not BeginningKind.NOTHING_KNOWN and BeginningKind.NOTHING_KNOWN in others:
        text = _("“Nothing known” stands here already. Remove it first.")
        return Problem("kind", text)
    return None
