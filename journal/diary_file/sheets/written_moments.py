"""Days with a time in one text, with or without an offset."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, time, timedelta, timezone
from functools import lru_cache

from journal.diary_file.sheets.calendar_names import joining_words
from journal.diary_file.sheets.folding import folded
from journal.diary_file.sheets.inexact_times import ends_in_about
from journal.diary_file.sheets.written_days import WrittenDay, read_day
from journal.diary_file.sheets.written_times import WrittenTime, read_time
from journal.parsing import texts

_OFFSET = re.compile(
    r"(?<=[0-9])\s?(?:(?:z|utc|gmt)?(?P<sign>[+-])(?P<h>[0-9]{2}):?(?P<m>[0-9]{2})"
    r"|(?P<utc>z| utc| gmt))$"
)
_ISO_T = re.compile(r"(?<=[0-9])t(?=[0-9])")
_SPACES = re.compile(r"[\s,]+")
_MOST_SPLITS = 12
_LONGEST_MOMENT = 80


@dataclass(frozen=True, slots=True)
class WrittenMoment:
    """A day with a time; ``offset`` is that of its clock from UTC, None if the text has none.

    ``day_text`` and ``time_text`` are how both stand there.
    """

    day: WrittenDay
    clock: WrittenTime
    offset: timezone | None
    day_text: str
    time_text: str

    @property
    def is_at_midnight(self) -> bool:
        """Whether the time is 00:00, which in a column of days is no time; 24:00 is one."""
        return self.clock == WrittenTime(time())

    @property
    def is_day_alone(self) -> bool:
        """Whether this is how programs write a day without a time: with midnight to the second."""
        is_to_the_second = self.time_text.count(":") == 2
        return self.is_at_midnight and is_to_the_second and self.offset is None


@lru_cache(maxsize=4096)
def read_moment(text: str) -> WrittenMoment | None:
    """The day and the time that a text is, None if it is not both."""
    typed = texts.plain(text).casefold()
    if not 8 <= len(typed) <= _LONGEST_MOMENT:
        return None
    typed, offset = _without_offset(typed)
    typed = _ISO_T.sub(" ", typed)
    ends = [match.span() for match in _SPACES.finditer(typed)][:_MOST_SPLITS]
    for before, behind in [*reversed(ends)]:
        for day_text, time_text in (
            (typed[:before], typed[behind:]),
            (typed[behind:], typed[:before]),
        ):
            if moment := _both(day_text, time_text, offset):
                return moment
    return None


def _both(day_text: str, time_text: str, offset: timezone | None) -> WrittenMoment | None:
    clock = read_time(time_text)
    if clock is None or ends_in_about(day_text):
        return None
    day_text = _without_joining_words(day_text)
    day = read_day(day_text)
    if day:
        return WrittenMoment(day, clock, offset, day_text, time_text.strip())
    return None


def _without_joining_words(text: str) -> str:
    """ "1 march 2026 at" without its end."""
    words = text.strip(" ,·|–-").split(" ")
    while len(words) > 1 and (folded(words[-1]) in joining_words() or not folded(words[-1])):
        words.pop()
    return " ".join(words).strip(" ,·|–-")


def _without_offset(typed: str) -> tuple[str, timezone | None]:
    match = _OFFSET.search(typed) if ":" in typed else None
    if match is None:
        return typed, None
    if match["utc"]:
        return typed[: match.start()], UTC
    hours, minutes = int(match["h"]), int(match["m"])
    if hours > 15 or minutes > 59:
        return typed, None
    offset = timedelta(hours=hours, minutes=minutes)
    return typed[: match.start()], timezone(-offset if match["sign"] == "-" else offset)
