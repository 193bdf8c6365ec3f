"""From the text of one cell to a value.

What cannot be read is a problem with words for a person, never a guess.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from journal import parsing
from journal.anatomy import Side
from journal.entries import CLOCK_TOLERANCE, EARLIEST_YEAR, Problem
from journal.i18n import gettext_noop as _
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke
from journal.parsing import NOT_UNDERSTOOD, UnreadableError, excerpt

Value = TypeVar("Value", bound=StrEnum)

# Where the calendar is furthest ahead of UTC: the latest date that may be called today.
EASTERNMOST = timedelta(hours=14)

_NOT_ONE: dict[type[StrEnum], str] = {
    Movement: _("“%(value)s” is not a movement. Use one of %(choices)s."),
    Side: _("“%(value)s” is not a side. Use one of %(choices)s."),
    Phase: _("“%(value)s” is not a phase of sleep. Use one of %(choices)s."),
    Woke: _("“%(value)s” is not an answer to “Did it wake you?”. Use one of %(choices)s."),
    NoticedBy: _("“%(value)s” does not say who noticed it. Use one of %(choices)s."),
    CalledBack: _(
        "“%(value)s” is not an answer to “Would you call this your back?”. Use one of %(choices)s."
    ),
}
# What is said of a set that has no words of its own.
NOT_AN_ANSWER = _("“%(value)s” is not an answer. Use one of %(choices)s.")


def one_of(
    kind: type[Value], column: str, cells: Mapping[str, str], problems: list[Problem]
) -> Value | None:
    """The member that the cell names, None for an empty cell; an unreadable one is added to
    ``problems``.
    """
    text = cells.get(column)
    if not text or text.isspace():
        return None
    try:
        return parsing.choice(kind, text)
    except UnreadableError:
        values = {"value": excerpt(text.strip()), "choices": ", ".join(kind)}
        problems.append(Problem(column, _NOT_ONE.get(kind, NOT_AN_ANSWER), values))
        return None


def several_of(
    kind: type[Value], column: str, cells: Mapping[str, str], problems: list[Problem]
) -> tuple[Value, ...]:
    """The members that the cell names, () for an empty cell; what cannot be read is added to
    ``problems``.
    """
    text = cells.get(column, "")
    try:
        return parsing.several(kind, text)
    except UnreadableError:
        values = {"value": excerpt(text.strip()), "choices": ", ".join(kind)}
        problems.append(Problem(column, NOT_AN_ANSWER, values))
        return ()


def flag(column: str, cells: Mapping[str, str], problems: list[Problem]) -> bool | None:
    """Whether it is so, None for an empty cell; an unreadable one is added to ``problems``."""
    text = cells.get(column, "")
    if not text.strip():
        return None
    try:
        return parsing.flag(text)
    except UnreadableError as error:
        problems.append(Problem(column, error.text, error.values))
        return None


def whole(column: str, cells: Mapping[str, str], problems: list[Problem]) -> int | None:
    """The whole number in the cell, None for an empty cell; an unreadable one is added to
    ``problems``.
    """
    text = cells.get(column, "").strip()
    if not text:
        return None
    try:
        return parsing.whole(text)
    except UnreadableError as error:
        if error.code == "two_readings":
            problems.append(Problem(column, error.text, error.values))
        else:
            problems.append(
                Problem(column, _("“%(value)s” is not a whole number."), {"value": excerpt(text)})
            )
        return None


def instant(
    column: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
) -> datetime | None:
    """The instant in the cell, in UTC, None for an empty cell.

    One without an offset, before 1900 or after ``as_of`` (aware; a clock may run ahead a little) is
    added to ``problems``.
    """
    text = cells.get(column, "").strip()
    if not text:
        return None
    try:
        at: datetime | None = parsing.instant(text)
    except UnreadableError:
        at = None
    if at is None or not EARLIEST_YEAR <= at.year < 9999:
        problems.append(
            Problem(
                column, _("“%(value)s” is not a time with an offset."), {"value": excerpt(text)}
            )
        )
        return None
    if at > as_of + CLOCK_TOLERANCE:
        problems.append(Problem(column, _("This time is in the future.")))
        return None
    return at.astimezone(UTC)


def night_column(cells: Mapping[str, str]) -> str:
    """Where the row of a night without twitches tells its date: JSON has a list of nights, a table
    has rows of none.
    """
    return "night_of" if "night_of" in cells else "happened_at"


def not_a_night(column: str, error: UnreadableError) -> Problem:
    """What is wrong with the date of a night without twitches."""
    if error.code != NOT_UNDERSTOOD:
        return Problem(column, error.text, error.values)
    if column == "night_of":
        return Problem(column, _("A night is a date without a time of day, like 2026-07-06."))
    text = _(
        "A row with the movement “none” stands for a night without twitches: happened_at is then a"
        " date without a time of day, the one on which the night began (2026-07-06)."
    )
    return Problem(column, text)


def out_of_range(column: str, night: date, as_of: datetime) -> list[Problem]:
    """What is wrong with a night that is before 1900 or has not begun anywhere at the instant
    ``as_of`` (aware).
    """
    if night.year < EARLIEST_YEAR:
        return [Problem(column, _("This night is before the year 1900."))]
    if night > (as_of + EASTERNMOST).date():
        return [Problem(column, _("This night is in the future."))]
    return []
