"""Times of day as people and programs write them, in 12 and 24 hours.

A part of a day ("pm", "night", "noon") is none: there is no reading of it.
"""

from __future__ import annotations

import re
from datetime import time
from functools import lru_cache
from typing import NamedTuple

from journal.diary_file.sheets.calendar_names import half_day_names, joining_words
from journal.diary_file.sheets.inexact_times import about_words
from journal.parsing import texts

_TIME_OF_DAY = re.compile(
    r"(?P<before>[^\d:]*?)(?P<hour>[0-9]{1,2})"
    r"(?:\s?(?P<mark>[:.hu時时点點시])\s?(?P<minute>[0-9]{2}|[0-9](?=\s?[分분]))"
    r"(?:\s?(?:[:.]|min|m|分|분)\s?(?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?)?"
    r"(?P<after>[^\d:]*)"
)
_TIME_WITHOUT_MARK = re.compile(r"(?P<hour>[01][0-9]|2[0-4])(?P<minute>[0-5][0-9])")
# What may stand behind a time and says no more than that it is one. "Uhr" and "h" alone make a time
# of an hour.
_HOUR_WORDS = frozenset(
    ["uhr", "h", "hr", "hrs", "時", "时", "点", "點", "시", "heures", "heure", "oclock", "o clock"]
)
_TIME_WORDS = _HOUR_WORDS | {"min", "m", "s", "sec", "分", "분", "秒", "초", "horas", "hs", "godz"}
_LONGEST_TIME = 40


class WrittenTime(NamedTuple):
    """A time of day to the second; ``next_day`` for 24:00, which is midnight of the next day.

    ``is_about`` says that its words have it inexact: "ca. 3 Uhr".
    """

    at: time
    next_day: bool = False
    is_about: bool = False


@lru_cache(maxsize=4096)
def read_time(text: str, *, bare: bool = False) -> WrittenTime | None:
    """The time of day that a text is, None if it is none.

    ``bare`` takes 0215, which anywhere but under a header that says so is a number.
    """
    typed = texts.plain(text).casefold()
    if not typed or len(typed) > _LONGEST_TIME:
        return None
    if bare and (digits := _TIME_WITHOUT_MARK.fullmatch(typed)):
        return _of(int(digits["hour"]), int(digits["minute"]), 0, "")
    match = _TIME_OF_DAY.fullmatch(typed)
    if match is None:
        return None
    around = about_words(match["before"]), about_words(match["after"])
    before, after = _half(around[0].rest, joining_words()), _half(around[1].rest, _TIME_WORDS)
    if before is None or after is None or (before and after):
        return None
    is_hour = (
        before or after or _is_hour(around[1].rest) or any(each.is_of_clock for each in around)
    )
    if match["minute"] is None and not is_hour:
        return None
    written = _of(
        int(match["hour"]), int(match["minute"] or 0), int(match["second"] or 0), before or after
    )
    return written and written._replace(is_about=any(each.is_about for each in around))


def _half(text: str, words: frozenset[str]) -> str | None:
    """ "am", "pm" or "" for what stands on one side of the numbers, None for other words."""
    if not text:
        return ""
    half = half_day_names().get(text.replace(" ", ""))
    if half:
        return half
    rest = [word for word in text.split() if word not in words]
    if rest:
        return half_day_names().get("".join(rest))
    return ""


def _is_hour(after: str) -> bool:
    return any(word in _HOUR_WORDS for word in after.split())


def _of(hour: int, minute: int, second: int, half: str) -> WrittenTime | None:
    if (hour, minute, second, half) == (24, 0, 0, ""):
        return WrittenTime(time(0), next_day=True)
    if half and hour <= 12:
        if hour == 0 and half == "pm":
            return None
        hour = hour % 12 + 12 * (half == "pm")
    elif half == "am":
        return None
    try:
        return WrittenTime(time(hour, minute, second))
    except ValueError:
        return None
