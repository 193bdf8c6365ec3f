"""What one field of a record beside the episodes may hold, read from the text of a cell and written as JSON.

A field that says nothing is "" (texts and choices), False (flags) or None (days and instants): as the diary keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from journal.diary_file.shapes import utc
from journal.diary_file.values import EASTERNMOST, instant, out_of_range, plain
from journal.entries import EARLIEST_YEAR, UNSTORABLE, Problem, shown
from journal.marking import gettext_noop as _
from journal.parsing import line_feeds

Value = str | bool | date | datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field; ``needed`` means that a record without it is wrong."""

    needed: bool = False

    def read(self, name: str, cells: Mapping[str, str], as_of: datetime, found: list[Problem]) -> Value:
        """The value in the cell of that name; what is wrong with it is added to ``found``. ``as_of`` (aware) is now."""
        raise NotImplementedError

    def write(self, value: Value) -> object:
        """The value as JSON has it."""
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Field):
    """Free text of at most ``most`` characters and, where ``lines`` is given, so many lines.

    It is kept to the letter, with one character for each end of a line.
    """

    most: int
    lines: int | None = None

    def read(self, name: str, cells: Mapping[str, str], as_of: datetime, found: list[Problem]) -> str:
        """The text, "" for an empty cell."""
        text = line_feeds(cells.get(name, ""))
        if len(text) > self.most:
            said = _("This text has %(length)d characters; there is room for %(most)d.")
            found.append(Problem(name, said, {"length": len(text), "most": self.most}))
        if UNSTORABLE.search(text):
            found.append(Problem(name, _("This text holds a character that cannot be stored.")))
        filled = sum(1 for line in text.splitlines() if line.strip())
        if self.lines is not None and filled > self.lines:
            said = _("These are %(found)d lines; there is room for %(most)d.")
            found.append(Problem(name, said, {"found": filled, "most": self.lines}))
        return text

    def write(self, value: Value) -> object:
        """The text as it is read again."""
        return line_feeds(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Field):
    """One of a closed set; ``otherwise`` is said of anything else."""

    values: tuple[str, ...]
    otherwise: str = _("“%(value)s” is not an answer. Use one of %(choices)s.")

    def read(self, name: str, cells: Mapping[str, str], as_of: datetime, found: list[Problem]) -> str:
        """The value in its own spelling, "" for an empty cell."""
        text = plain(cells.get(name, ""))
        if text and text not in self.values:
            values = {"value": shown(text), "choices": ", ".join(self.values)}
            found.append(Problem(name, self.otherwise, values))
        return text

    def write(self, value: Value) -> object:
        """None for what was not recorded: it must never be taken for an answer."""
        return value or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag(Field):
    """True or false."""

    def read(self, name: str, cells: Mapping[str, str], as_of: datetime, found: list[Problem]) -> bool:
        """Whether it is so; an empty cell is False."""
        text = plain(cells.get(name, ""))
        if text not in ("", "true", "false"):
            found.append(Problem(name, _("“%(value)s” is neither true nor false."), {"value": shown(text)}))
        return text == "true"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day(Field):
    """A date without a time of day, from 1900; it may lie ``ahead``. Without ``ahead`` it is a night that has begun."""

    ahead: timedelta | None = None

    def read(self, name: str, cells: Mapping[str, str], as_of: datetime, found: list[Problem]) -> date | None:
        """The date, None for an empty cell."""
        text = cells.get(name, "").strip()
        if not text:
            return None
        try:
            day = date.fromisoformat(text)
        except ValueError:  # a program wrote it: no spreadsheet can have written it anew
            said = _("“%(value)s” is not a date without a time of day, like 2026-07-06.")
            found.append(Problem(name, said, {"value": shown(text)}))
            return None
        found.extend(out_of_range(name, day, as_of) if self.ahead is None else _too_far(name, day, as_of + self.ahead))
        return day

    def write(self, value: Value) -> object:
        """ISO 8601."""
        return value.isoformat() if isinstance(value, date) else None


def _too_far(name: str, day: date, latest: datetime) -> list[Problem]:
    if day.year < EARLIEST_YEAR:
        return [Problem(name, _("This day is before the year 1900."))]
    if day > (latest + EASTERNMOST).date():
        return [Problem(name, _("This day is more than three years away. Is the year right?"))]
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Instant(Field):
    """A time with an offset that is not in the future; an empty one is now if ``or_now``, else not recorded."""

    or_now: bool = False

    def read(self, name: str, cells: Mapping[str, str], as_of: datetime, found: list[Problem]) -> datetime | None:
        """The instant in UTC."""
        if self.or_now and not cells.get(name, "").strip():
            return as_of
        return instant(name, cells, as_of, found)

    def write(self, value: Value) -> object:
        """ISO 8601 in UTC."""
        return utc(value) if isinstance(value, datetime) else None
