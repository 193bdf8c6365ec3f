"""Lines of text as people write notes: a day and a time and then words, days as headings, chats
with oneself.

Nothing is dropped: a line of which no day is known is given back with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from journal.diary_file.sheets.inexact_times import is_about_what_follows
from journal.diary_file.sheets.word_lists import (
    WordSection,
    phrase,
    word_languages,
    word_list,
)
from journal.diary_file.sheets.written_days import read_day
from journal.diary_file.sheets.written_moments import read_moment
from journal.diary_file.sheets.written_times import read_time
from journal.parsing import texts

LINE_HEADER = ("day", "time", "text")
CHAT_HEADER = (*LINE_HEADER, "name")
_LIST_MARK = re.compile(r"\A\s*(?:[-*]?\s*\[[ xX]\]|[-*+•–·‣◦▪>]|#{1,6}|\d{1,3}[.)])\s+")
_CHAT = re.compile(
    r"\u200e?\[?(?P<when>[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{1,4},? [0-9][^\]]{3,16}?)(?:\]| -)\s"
    r"(?P<name>[^:]{1,60}):\s(?P<text>.*)",
    re.DOTALL,
)
_AROUND = " \t,;:|–-*_"
# A day with its time has at most so many words: "Sunday, 1 March 2026 at 2:15 AM".
_WORDS_OF_A_MOMENT = 9
# Words before or behind a time that say that it is not exact: "a eso de las", "or so".
_MOST_ABOUT = 4
_CLOCK_INSIDE = re.compile(
    r"(?<![\d.:/-])(?:at |um |à |a las |às )?"
    r"(?P<clock>[0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2})?(?:\s?[ap]\.?m\b\.?)?)"
    r"(?![\d/-]|:\d)",
    re.IGNORECASE,
)


class LineParts(NamedTuple):
    """What a line says: a day and a time as they stand there, "" where none does, and the words.

    ``name`` is who wrote it, in a chat.
    """

    day: str
    time: str
    text: str
    name: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it is a day and no more: that of the lines below."""
        return bool(self.day) and not self.time and not self.text


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A line with the day that it stands under; ``is_heading`` for a day alone."""

    line: int
    parts: LineParts
    is_heading: bool = False


def note_lines(lines: Iterator[str]) -> Iterator[NoteLine]:
    """Each line that holds something, in order, a chat's longer messages in one."""
    heading, waiting = "", None
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if not text:
            continue
        parts = line_parts(text)
        if waiting and waiting.parts.name and not parts.name and not parts.day:
            joined = waiting.parts._replace(text=f"{waiting.parts.text}\n{text}")
            waiting = NoteLine(waiting.line, joined)
            continue
        if waiting:
            yield waiting
        heading = parts.day or heading
        waiting = NoteLine(number, parts._replace(day=heading), is_heading=parts.is_heading)
    if waiting:
        yield waiting


def line_parts(text: str) -> LineParts:
    """The day, the time and the words of one line."""
    if chat := _CHAT.fullmatch(text):
        when = _split(chat["when"].replace("\u202f", " "))
        if when.day and when.time:
            return LineParts(when.day, when.time, chat["text"].strip(), chat["name"].strip())
    label, _colon, behind = text.partition(":")
    if phrase(label) in day_labels() and behind.strip():
        text = behind.strip()
    parts = _split(text)
    unmarked = _LIST_MARK.sub("", text, count=1)
    if parts.day or unmarked == text:
        return parts
    behind_mark = _split(unmarked)
    if behind_mark.day or not parts.time:
        return behind_mark
    return parts._replace(text=_LIST_MARK.sub("", parts.text, count=1))


@cache
def day_labels() -> frozenset[str]:
    """What people write before a day and a colon: "Date", "Jour"."""
    return frozenset(
        text
        for language in word_languages()
        for text, role in word_list(language).sections[WordSection.HEADERS].items()
        if role == "day"
    )


def _split(text: str) -> LineParts:
    """The beginning of a line that is a day, a time or both, and the rest."""
    words = [match.span() for match in re.finditer(r"\S+", text)]
    digits = [place for place, (start, end) in enumerate(words) if _has_digit(text[start:end])]
    last = max((place for place in digits if place < _WORDS_OF_A_MOMENT), default=-1)
    for place in range(min(last + 1 + _MOST_ABOUT, len(words)), 0, -1):
        head, rest = text[: words[place - 1][1]], text[words[place - 1][1] :]
        is_of_rest = rest.strip() and is_about_what_follows(head)
        if not is_of_rest and (parts := _head(head.strip(_AROUND))):
            if parts.time:
                return parts._replace(text=rest.strip(_AROUND))
            return _later(parts, rest)
    return _later(LineParts("", "", ""), text)


def _has_digit(word: str) -> bool:
    return any(map(str.isdigit, word))


@lru_cache(maxsize=1024)
def _head(text: str) -> LineParts | None:
    typed = texts.plain(text)
    if moment := read_moment(typed):
        # an offset belongs to both
        if moment.offset:
            return LineParts(typed, typed, "")
        return LineParts(moment.day_text, moment.time_text, "")
    day = read_day(typed)
    if day and (day.year or day.weekdays or any(map(str.isalpha, typed)) or "." in typed):
        return LineParts(typed, "", "")
    if read_time(typed):
        return LineParts("", typed, "")
    return None


def _later(parts: LineParts, rest: str) -> LineParts:
    """The words behind a day, or all of a line, without the first time in them."""
    match = _CLOCK_INSIDE.search(rest)
    if match is None or read_time(match["clock"]) is None:
        return parts._replace(text=rest.strip().strip(_AROUND))
    start, end = _with_about(rest, *match.span())
    clock, behind = match["clock"], rest[end:].lstrip()
    if (start, end) != match.span():
        clock = rest[start:end].strip()
    between = " " * (not behind.startswith((",", ";", ".")))
    text = f"{rest[:start].rstrip()}{between}{behind}"
    return parts._replace(time=clock, text=text.strip().strip(_AROUND))


def _with_about(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a time in a line begins and ends with the words that it is inexact by."""
    before = [word.start() for word in re.finditer(r"\S+", text[:start])][-_MOST_ABOUT:]
    behind = [end + word.end() for word in re.finditer(r"\S+", text[end:])][:_MOST_ABOUT]
    for first in [*before, start]:
        for last in [end, *behind]:
            written = read_time(text[first:last].strip(_AROUND))
            is_of_rest = text[last:].strip() and is_about_what_follows(text[first:last])
            if written and written.is_about and not is_of_rest:
                return first, first + len(text[first:last].rstrip(_AROUND))
    return start, end
