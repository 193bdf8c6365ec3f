"""From the text of one cell to a value. What cannot be read is a problem with words for a person, never a guess."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from journal import parsing
from journal.anatomy import Side
from journal.entries import CLOCK_TOLERANCE, EARLIEST_YEAR, Problem, shown
from journal.marking import gettext_noop as _
from journal.observations import CalledBack, Movement, NoticedBy, Phase, Woke
from journal.parsing import NOT_UNDERSTOOD, Reading, UnreadableError

Value = TypeVar("Value", bound=StrEnum)

# Where the calendar is furthest ahead of UTC: the latest date that may be called today.
EASTERNMOST = timedelta(hours=14)

_NOT_ONE: dict[type[StrEnum], str] = {
    Movement: _("“%(value)s” is not a movement. Use one of %(choices)s."),
    Side: _("“%(value)s” is not a side. Use one of %(choices)s."),
    Phase: _("“%(value)s” is not a phase of sleep. Use one of %(choices)s."),
    Woke: _("“%(value)s” is not an answer to “Did it wake you?”. Use one of %(choices)s."),
    NoticedBy: _("“%(value)s” does not say who noticed it. Use one of %(choices)s."),
    CalledBack: _("“%(value)s” is not an answer to “Would you call this your back?”. Use one of %(choices)s."),
}
_MEMBERS: dict[type[StrEnum], dict[str, StrEnum]] = {
    kind: {member.value: member for member in kind} for kind in _NOT_ONE
}
_MOST_DIGITS = 15
# A day, and what has to stand behind it for a time: Python would take any sign there, so that an offset behind a day
# alone became a time of day, and a day alone midnight.
_DAY_AND_TIME = re.compile(r"(?:[0-9]{4}-(?:[0-9]{2}-[0-9]{2}|W[0-9]{2}-[0-9])|[0-9]{8}|[0-9]{4}W[0-9]{3})[T ]")
_WEEK_ALONE = re.compile(r"[0-9]{4}-?W[0-9]{2}")  # which Python would take for its Monday


def plain(text: str) -> str:
    """The text as closed sets are compared: no space around it, one case."""
    return text.strip().casefold()


def one_of(kind: type[Value], column: str, cells: Mapping[str, str], found: list[Problem]) -> Value | None:
    """The member that the cell names, None for an empty cell; an unreadable one is added to ``found``."""
    text = cells.get(column)
    if not text:
        return None
    members = _MEMBERS[kind]
    member = members.get(text) or members.get(plain(text))
    if member is None and plain(text):
        choices = ", ".join(members)
        found.append(Problem(column, _NOT_ONE[kind], {"value": shown(text.strip()), "choices": choices}))
    return member  # type: ignore[return-value]  # the table of a kind holds only members of that kind


def whole(column: str, cells: Mapping[str, str], found: list[Problem]) -> int | None:
    """The whole number in the cell, None for an empty cell; an unreadable one is added to ``found``."""
    text = cells.get(column, "").strip()
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return int(text)
    try:
        return parsing.whole(text)
    except UnreadableError as error:
        if error.code == "two_readings":
            found.append(Problem(column, error.text, error.values))
        else:
            found.append(Problem(column, _("“%(value)s” is not a whole number."), {"value": shown(text)}))
        return None


def bare_date(text: str) -> Reading[date]:
    """A date without a time of day: ISO 8601, or as a spreadsheet has written it anew. Raises UnreadableError."""
    try:
        return Reading(date.fromisoformat("" if _WEEK_ALONE.fullmatch(text.strip()) else text.strip()))
    except ValueError:
        return parsing.day(text)


def moment(text: str) -> Reading[datetime]:
    """Date and time of day, aware if the text has an offset: ISO 8601, or as a spreadsheet has written it anew.

    Raises UnreadableError, also for a date alone.
    """
    iso = text.strip().upper()
    try:
        return Reading(datetime.fromisoformat(iso)) if _DAY_AND_TIME.match(iso) else parsing.local_time(text)
    except UnreadableError:
        raise
    except ValueError:
        return parsing.local_time(text)


def instant(column: str, cells: Mapping[str, str], as_of: datetime, found: list[Problem]) -> datetime | None:
    """The instant in the cell, in UTC, None for an empty cell.

    One without an offset, before 1900 or after ``as_of`` (aware; a clock may run ahead a little) is added to ``found``.
    """
    text = cells.get(column, "").strip()
    if not text:
        return None
    at = _aware(text)
    if at is None or not EARLIEST_YEAR <= at.year < 9999:
        found.append(Problem(column, _("“%(value)s” is not a time with an offset."), {"value": shown(text)}))
        return None
    if at > as_of + CLOCK_TOLERANCE:
        found.append(Problem(column, _("This time is in the future.")))
        return None
    return at.astimezone(UTC)


def night_column(cells: Mapping[str, str]) -> str:
    """Where the row of a night without twitches tells its date: JSON has a list of nights, a table has rows of none."""
    return "night_of" if "night_of" in cells else "happened_at"


def not_a_night(column: str, error: UnreadableError) -> Problem:
    """What is wrong with the date of a night without twitches."""
    if error.code != NOT_UNDERSTOOD:
        return Problem(column, error.text, error.values)
    if column == "night_of":
        return Problem(column, _("A night is a date without a time of day, like 2026-07-06."))
    text = _(
        "A row with the movement “none” stands for a night without twitches: happened_at is then a date without a "
        "time of day, the one on which the night began (2026-07-06)."
    )
    return Problem(column, text)


def _aware(text: str) -> datetime | None:
    try:
        at = moment(text).value
    except UnreadableError:
        return None
    return at if at.tzinfo else None


def out_of_range(column: str, night: date, as_of: datetime) -> list[Problem]:
    """What is wrong with a night that is before 1900 or has not begun anywhere at the instant ``as_of`` (aware)."""
    if night.year < EARLIEST_YEAR:
        return [Problem(column, _("This night is before the year 1900."))]
    if night > (as_of + EASTERNMOST).date():
        return [Problem(column, _("This night is in the future."))]
    return []
