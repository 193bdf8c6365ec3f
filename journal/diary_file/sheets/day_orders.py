"""The order of day and month, by all that a whole column says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from journal.diary_file.sheets.recipes import DayOrder
from journal.diary_file.sheets.tables import DayEvidence, OrderEvidence
from journal.diary_file.sheets.written_days import WrittenDay

# Rows from which their order says something.
_FEWEST_ROWS = 3
# The share of days that must fall on the day of the week beside them.
_SHARE_NAMED = 0.8


@dataclass(slots=True)
class _OneOrder:
    """Counts of a column under one order of day and month."""

    order: DayOrder
    latest: date | None = None
    only: int = 0
    forward: int = 0
    back: int = 0
    future: int = 0
    weekdays: int = 0
    other_weekdays: int = 0

    def add(self, day: WrittenDay, weekdays: frozenset[int] | None, today: date) -> None:
        on = day.on(self.order)
        self.only += day.order is self.order
        if on is None:
            return
        if self.latest and day.year:
            self.forward += on > self.latest
            self.back += on < self.latest
        self.latest = on
        self.future += on > today
        if weekdays is not None:
            self.weekdays += on.weekday() in weekdays
            self.other_weekdays += on.weekday() not in weekdays

    def evidence(self, days: int) -> OrderEvidence:
        """What speaks for it; ``days`` are all with two readings.

        A word that is a short name of a day ("me", "so") in a few notes is no column of them.
        """
        named = self.weekdays + self.other_weekdays
        are_names = named * 2 > days and self.weekdays >= named * _SHARE_NAMED
        weekdays = self.weekdays if are_names else 0
        return OrderEvidence(self.only, min(self.forward, self.back), self.future, weekdays)


@dataclass(slots=True)
class DayColumn:
    """A column of days while the file is gone through; ``today`` is when it is read."""

    today: date
    day_first: _OneOrder = field(default_factory=lambda: _OneOrder(DayOrder.DAY_FIRST))
    month_first: _OneOrder = field(default_factory=lambda: _OneOrder(DayOrder.MONTH_FIRST))
    two_readings: int = 0
    typed: int = 0
    typed_over_12: int = 0
    examples: list[tuple[int, str, str, str]] = field(default_factory=list)

    def add(self, line: int, text: str, day: WrittenDay, weekdays: frozenset[int] | None) -> None:
        """Take in one day; ``weekdays`` are those that another cell of the row names."""
        if day.calendar:
            return
        weekdays = day.weekdays or weekdays
        for order in (self.day_first, self.month_first):
            order.add(day, weekdays if day.has_two_readings else None, self.today)
        if day.is_typed and day.day_first:
            month, of = day.day_first
            self.typed += of <= 12
            self.typed_over_12 += of > 12
            if of <= 12 and month != of:
                self._example(line, text, day, WrittenDay(day.year, (of, month), (of, month)))
        elif day.has_two_readings:
            self.two_readings += 1
            self._example(line, text, day, day)

    def _example(self, line: int, text: str, first: WrittenDay, second: WrittenDay) -> None:
        day_first, month_first = first.on(DayOrder.DAY_FIRST), second.on(DayOrder.MONTH_FIRST)
        readings = (str(day_first or ""), str(month_first or ""))
        self.examples = [*self.examples[:1], (line, text[:60], *readings)]

    def evidence(self) -> DayEvidence:
        """What the column says."""
        return DayEvidence(
            self.two_readings,
            self.day_first.evidence(self.two_readings),
            self.month_first.evidence(self.two_readings),
            self.typed,
            self.typed_over_12,
            tuple(self.examples),
        )


@dataclass(frozen=True, slots=True)
class OrderDecision:
    """The likeliest order, and whether it is still open; ``None`` and not open where it does not
    matter.
    """

    order: DayOrder | None
    is_open: bool


def decided_order(days: DayEvidence) -> OrderDecision:
    """The order that the column itself decides: by days with one reading, days of the week, days
    that lie ahead, the order of rows.
    """
    first, second = days.day_first, days.month_first
    if not (days.two_readings or (first.only and second.only)):
        return OrderDecision(None, is_open=False)
    if first.only and second.only:
        return OrderDecision(None, is_open=True)
    for speaks, against in (
        (first.only, second.only),
        (first.weekdays, second.weekdays),
        (second.future, first.future),
    ):
        if bool(speaks) != bool(against):
            return OrderDecision(_either(bool(speaks)), is_open=False)
    if days.two_readings >= _FEWEST_ROWS and first.jumps != second.jumps:
        order = _either(first.jumps < second.jumps)
        return OrderDecision(order, is_open=min(first.jumps, second.jumps) > 0)
    return OrderDecision(None, is_open=True)


def _either(is_day_first: bool) -> DayOrder:
    if is_day_first:
        return DayOrder.DAY_FIRST
    return DayOrder.MONTH_FIRST


def is_turned(days: DayEvidence) -> bool:
    """Whether a spreadsheet has taken the day for the month wherever that was possible: all days
    that it took for such could be months, and those that it left as text could not.
    """
    return bool(days.typed and not days.typed_over_12 and days.day_first.only)
