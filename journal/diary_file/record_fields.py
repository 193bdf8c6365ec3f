"""What one field of a record beside the episodes may hold, read from the text of a cell and written
as JSON.

A field that says nothing is "" (texts and choices), False (flags) or None (days, years and
instants): as the diary keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from journal import parsing
from journal.birth_years import birth_year_problem
from journal.diary_file.cell_values import (
    EASTERNMOST,
    NOT_AN_ANSWER,
    flag,
    instant,
    out_of_range,
    whole,
)
from journal.diary_file.file_format import utc
from journal.entries import EARLIEST_YEAR, UNSTORABLE, Problem
from journal.i18n import gettext_noop as _
from journal.parsing import UnreadableError, excerpt, line_feeds

Value = str | bool | int | date | datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordField:
    """One field; ``needed`` means that a record without it is wrong."""

    needed: bool = False

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> Value:
        """The value in the cell of that name; what is wrong with it is added to ``problems``.

        ``as_of`` (aware) is now.
        """
        raise NotImplementedError

    def write(self, value: Value) -> object:
        """The value as JSON has it."""
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordText(RecordField):
    """Free text of at most ``most`` characters and, where ``lines`` is given, so many lines.

    It is kept to the letter, with one character for each end of a line.
    """

    most: int
    lines: int | None = None

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> str:
        """The text, "" for an empty cell."""
        text = line_feeds(cells.get(name, ""))
        if len(text) > self.most:
            sentence = _("This text has %(length)d characters; there is room for %(most)d.")
            problems.append(Problem(name, sentence, {"length": len(text), "most": self.most}))
        if UNSTORABLE.search(text):
            problems.append(Problem(name, _("This text holds a character that cannot be stored.")))
        filled = sum(1 for line in text.splitlines() if line.strip())
        if self.lines is not None and filled > self.lines:
            sentence = _("These are %(found)d lines; there is room for %(most)d.")
            problems.append(Problem(name, sentence, {"found": filled, "most": self.lines}))
        return text

    def write(self, value: Value) -> object:
        """The text as it is read again."""
        return line_feeds(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordChoice(RecordField):
    """One of a closed set; ``otherwise`` is said of anything else."""

    values: tuple[str, ...]
    otherwise: str = NOT_AN_ANSWER

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> str:
        """The value in its own spelling, "" for an empty cell."""
        text = parsing.name(cells.get(name, ""))
        if text and text not in self.values:
            values = {"value": excerpt(text), "choices": ", ".join(self.values)}
            problems.append(Problem(name, self.otherwise, values))
        return text

    def write(self, value: Value) -> object:
        """None for what was not recorded: it must never be taken for an answer."""
        return value or None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFlag(RecordField):
    """True or false."""

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> bool:
        """Whether it is so; an empty cell is False."""
        return flag(name, cells, problems) or False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDay(RecordField):
    """A date without a time of day, from 1900; it may lie ``ahead``.

    Without ``ahead`` it is a night that has begun.
    """

    ahead: timedelta | None = None

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> date | None:
        """The date, None for an empty cell."""
        text = cells.get(name, "").strip()
        if not text:
            return None
        try:
            day = parsing.plain_day(text)
        except UnreadableError:
            refusal = _("“%(value)s” is not a date without a time of day, like 2026-07-06.")
            problems.append(Problem(name, refusal, {"value": excerpt(text)}))
            return None
        if self.ahead is None:
            problems.extend(out_of_range(name, day, as_of))
        else:
            problems.extend(_too_far(name, day, as_of + self.ahead))
        return day

    def write(self, value: Value) -> object:
        """ISO 8601."""
        return value.isoformat() if isinstance(value, date) else None


def _too_far(name: str, day: date, latest: datetime) -> list[Problem]:
    if day.year < EARLIEST_YEAR:
        return [Problem(name, _("This day is before the year 1900."))]
    if day > (latest + EASTERNMOST).date():
        return [Problem(name, _("This day is more than two years away. Is the year right?"))]
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordYear(RecordField):
    """A year, from 1900 to this one."""

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> int | None:
        """The year, None for an empty cell."""
        text = cells.get(name, "").strip()
        if not text:
            return None
        try:
            year = parsing.whole(text)
        except UnreadableError as error:
            problems.append(Problem(name, error.text, error.values))
            return None
        if problem := birth_year_problem(name, year, as_of.year):
            problems.append(problem)
        return year


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordWhole(RecordField):
    """A whole number; ``problem`` says what is wrong with one of that field, None for nothing."""

    problem: Callable[[str, int], Problem | None]

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> int | None:
        """The number, None for an empty cell."""
        number = whole(name, cells, problems)
        if number is not None and (problem := self.problem(name, number)):
            problems.append(problem)
        return number


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInstant(RecordField):
    """A time with an offset that is not in the future; an empty one is now if ``or_now``, else not
    recorded.
    """

    or_now: bool = False

    def read(
        self, name: str, cells: Mapping[str, str], as_of: datetime, problems: list[Problem]
    ) -> datetime | None:
        """The instant in UTC."""
        if self.or_now and not cells.get(name, "").strip():
            return as_of
        return instant(name, cells, as_of, problems)

    def write(self, value: Value) -> object:
        """ISO 8601 in UTC."""
        return utc(value) if isinstance(value, datetime) else None
