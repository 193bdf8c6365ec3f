"""Days as people and programs write them, with all their readings; a column decides between them.

Nothing here guesses: 03/04/2026 has two readings until the whole column was looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from journal.diary_file.sheets.calendar_names import joining_words, month_names, weekday_names
from journal.diary_file.sheets.folding import folded
from journal.diary_file.sheets.recipes import DayOrder
from journal.parsing import texts

_ISO = re.compile(
    r"(?P<year>[0-9]{4})(?P<mark>[-./])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})"
)
_EIGHT_DIGITS = re.compile(r"(?P<year>19[0-9]{2}|20[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_NUMBERS = re.compile(
    r"(?P<first>[0-9]{1,2})(?P<mark>\. ?|[-/] ?| )(?P<second>[0-9]{1,2})"
    r"(?:(?P=mark)(?P<year>[0-9]{4}|[0-9]{2})?)?\.?"
)
# A night by both its days: "12./13.10.2026", "12/13 Oct 2026".
_BOTH_DAYS = re.compile(r"(?P<first>[0-9]{1,2})\.? ?[-/–] ?(?P<second>[0-9]{1,2})(?P<rest>[. ].+)")
_EAST_ASIAN = re.compile(
    r"(?:(?P<year>[0-9]{2,4})\s?[年년]\s?)?(?P<month>[0-9]{1,2})\s?[月월]\s?"
    r"(?P<day>[0-9]{1,2})\s?[日일号號]?"
)
_ERA = re.compile("令和|平成|昭和|民國|民国")
_ORDINAL = re.compile(r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|er|ere|re|e|o|a|º|ª|°|\.)?")
_YEAR = re.compile(r"'?(?P<year>[0-9]{4}|[0-9]{2})\.?")
_DAY_WORD = re.compile(r"[^\s,/()\-–]+")
_BRACKETS = re.compile(r"[（(][^）)]*[）)]")
_LONGEST_DAY = 60
# Years that other calendars count now, by their names; 2000 to 2060 of ours.
_CALENDARS = (
    ("Buddhist", range(2543, 2604)),
    ("Persian", range(1379, 1421)),
    ("Hijri", range(1421, 1483)),
)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day with its readings, each as (month, day); the same twice where there is one only.

    ``year`` is None where the text has none. ``is_typed`` says that it is written as programs do,
    year first. ``weekdays`` are those that its day of the week can be (0 is Monday), None if none
    is named. ``calendar`` names one that is not ours. ``order`` is that of two numbers where only
    one of them can be the month.
    """

    year: int | None
    day_first: tuple[int, int] | None
    month_first: tuple[int, int] | None
    is_typed: bool = False
    weekdays: frozenset[int] | None = None
    calendar: str = ""
    order: DayOrder | None = None

    @property
    def has_two_readings(self) -> bool:
        """Whether day and month may be exchanged, and that makes another day."""
        return None not in (self.day_first, self.month_first) and (
            self.day_first != self.month_first
        )

    def on(self, order: DayOrder | None, year: int | None = None) -> date | None:
        """The day by that order; None where that is no day, or it has two readings and no order.

        ``year`` is taken where the text has none.
        """
        if self.has_two_readings and order is None:
            return None
        chosen = self.month_first if order is DayOrder.MONTH_FIRST else self.day_first
        chosen = chosen or self.day_first or self.month_first
        of = self.year or year
        if of and chosen:
            return _date(of, *chosen)
        return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_day(text: str) -> WrittenDay | None:
    """The day that a text is, None if it is none."""
    typed = texts.plain(text)
    if 0 < len(typed) <= _LONGEST_DAY:
        return _read_day(typed.casefold())
    return None


@lru_cache(maxsize=8192)
def _read_day(typed: str) -> WrittenDay | None:
    if match := _ISO.fullmatch(typed) or _EIGHT_DIGITS.fullmatch(typed):
        return _one_reading(
            int(match["year"]), int(match["month"]), int(match["day"]), is_typed=True
        )
    if _ERA.search(typed):
        return WrittenDay(None, (1, 1), (1, 1), calendar="Japanese")
    if match := _EAST_ASIAN.match(typed):
        rest = _BRACKETS.sub("", typed[match.end() :]).strip()
        if not rest or folded(rest) in weekday_names():
            year = _year(match["year"])
            return _one_reading(year, int(match["month"]), int(match["day"]))
    if match := _NUMBERS.fullmatch(typed):
        return _by_numbers(match)
    if (match := _BOTH_DAYS.fullmatch(typed)) and int(match["second"]) == int(match["first"]) + 1:
        return _read_day(match["first"] + match["rest"])
    return _of_two_days(typed) or _by_name(typed)


def _of_two_days(typed: str) -> WrittenDay | None:
    """The first of two whole days that are a night: "28.02./01.03.2026"."""
    for mark in ("/", "–", "-"):
        if typed.count(mark) != 1:
            continue
        before, behind = typed.split(mark)
        first, second = _read_day(before.strip()), _read_day(behind.strip())
        if first is None or second is None:
            continue
        evening = replace(first, year=first.year or _year_before(first, second))
        # without a year 28 February may be the last of its month, or not
        for year in (second.year, 2023, 2024):
            day, next_day = evening.on(None, year), second.on(None, year)
            if day and next_day and (next_day - day).days == 1:
                return evening
    return None


def _year_before(first: WrittenDay, second: WrittenDay) -> int | None:
    """The year of a day before another, which alone has it."""
    if second.year and (first.day_first, second.day_first) == ((12, 31), (1, 1)):
        return second.year - 1
    return second.year


def _one_reading(
    year: int | None,
    month: int,
    day: int,
    *,
    is_typed: bool = False,
    weekdays: frozenset[int] | None = None,
) -> WrittenDay | None:
    calendar = _calendar_of(year)
    if not calendar and _date(year or 2000, month, day) is None:
        return None
    return WrittenDay(year, (month, day), (month, day), is_typed, weekdays, calendar)


def _calendar_of(year: int | None) -> str:
    return next((name for name, years in _CALENDARS if year in years), "")


def _year(text: str | None) -> int | None:
    """A year of four digits, or one of two in this century."""
    if not text:
        return None
    return int(text) + 2000 * (len(text) == 2)


def _by_numbers(match: re.Match[str]) -> WrittenDay | None:
    """Two numbers and perhaps a year: with points the day stands first, as everywhere where days
    are written so.
    """
    first, second, year = int(match["first"]), int(match["second"]), _year(match["year"])
    if match["mark"] == " " and match["year"] is None:
        return None
    calendar = _calendar_of(year)
    by_day = (second, first) if calendar or _date(year or 2000, second, first) else None
    by_month = (first, second) if calendar or _date(year or 2000, first, second) else None
    if match["mark"].startswith(".") and by_day:
        by_month = by_day
    if by_day is None and by_month is None:
        return None
    order = None
    if by_day is None or by_month is None:
        order = DayOrder.DAY_FIRST if by_day else DayOrder.MONTH_FIRST
    return WrittenDay(year, by_day or by_month, by_month or by_day, calendar=calendar, order=order)


def _by_name(typed: str) -> WrittenDay | None:
    """A day with the name of its month, in any order and with the words that stand between."""
    numbers: list[str] = []
    months: list[tuple[int, bool]] = []
    weekdays: frozenset[int] | None = None
    for token in _DAY_WORD.findall(typed):
        word = _without_in(folded(token))
        if token[0].isdigit() or (token[0] == "'" and token[1:].isdigit()):
            numbers.append(token)
        elif word in month_names():
            months.append((month_names()[word], word in weekday_names()))
            weekdays = weekdays or weekday_names().get(word)
        elif word in weekday_names():
            weekdays = weekday_names()[word]
        elif word not in joining_words():
            return _numbers_behind_weekday(typed, weekdays)
    if not months:
        return _numbers_behind_weekday(typed, weekdays)
    month = next((number for number, is_weekday in months if not is_weekday), months[0][0])
    if len(months) == 1:
        weekdays = None if months[0][1] else weekdays
    return _named(numbers, month, weekdays)


def _without_in(word: str) -> str:
    """A word without the Hebrew "in" that is written in one with a month."""
    return word if word in month_names() else word.removeprefix("ב")


def _named(numbers: list[str], month: int, weekdays: frozenset[int] | None) -> WrittenDay | None:
    """Of the numbers beside a month's name the day is the one with one or two digits."""
    if not 1 <= len(numbers) <= 2:
        return None
    if len(numbers) == 2 and len(re.sub(r"\D", "", numbers[0])) == 4:
        numbers = numbers[::-1]
    day, year = _ORDINAL.fullmatch(numbers[0]), _YEAR.fullmatch("".join(numbers[1:]) or "00")
    if day is None or year is None:
        return None
    return _one_reading(
        _year(year["year"]) if len(numbers) == 2 else None,
        month,
        int(day["day"]),
        weekdays=weekdays,
    )


def _numbers_behind_weekday(typed: str, weekdays: frozenset[int] | None) -> WrittenDay | None:
    """ "Sun 03/01/2026": a day in numbers with its day of the week before or behind."""
    if not weekdays:
        return None
    for part in re.split(r"[\s,]+", typed):
        match = _ISO.fullmatch(part) or _NUMBERS.fullmatch(part)
        if match is None:
            continue
        others = typed.replace(part, " ", 1)
        if all(folded(word) in weekday_names() for word in _DAY_WORD.findall(others)):
            plain = _read_day(part)
            return plain and replace(plain, weekdays=weekdays)
    return None
