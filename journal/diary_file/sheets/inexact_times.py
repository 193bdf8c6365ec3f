"""How people write that a time is not exact: "ca. 3 Uhr", "3:15?", "3ish", "vers 3 h"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from journal.diary_file.sheets.folding import folded
from journal.diary_file.sheets.word_lists import phrase, phrases_of

# "~" and its kin, and a question mark: whoever wrote it was not sure.
_ABOUT_SIGNS = re.compile("[~≈∼〜~≃±?¿？]")


class AboutWords(NamedTuple):
    """What stands on one side of a time, without the words that it is inexact by.

    ``rest`` is folded. ``is_of_clock`` says that they are said of a clock alone, so that a bare
    number beside them is an hour.
    """

    rest: str
    is_about: bool = False
    is_of_clock: bool = False


def about_words(around: str) -> AboutWords:
    """The same of a text before or behind the numbers of a time."""
    is_about = bool(_ABOUT_SIGNS.search(around))
    text = folded(around)
    if not text:
        return AboutWords("", is_about)
    for pattern, is_of_clock in ((_of_clock(), True), (_of_anything(), False)):
        rest, number = pattern.subn(" ", phrase(text))
        if number:
            return AboutWords(" ".join(rest.split()), is_about=True, is_of_clock=is_of_clock)
    return AboutWords(text, is_about)


def ends_in_about(text: str) -> bool:
    """Whether what follows such a text is said to be inexact: "1.3.2026 ca."."""
    last = text.rstrip()[-1:]
    if _ABOUT_SIGNS.match(last):
        return True
    words = phrase(text).split()
    about = phrases_of("about") | phrases_of("about_clock")
    return any(" ".join(words[-length:]) in about for length in (1, 2, 3, 4) if words)


def is_about_what_follows(text: str) -> bool:
    """Whether the last word of a line's beginning has what follows inexact: "3:15 about 5 times";
    not behind a comma or a point, as in "3:15 approx., left calf".
    """
    last = text.split()[-1:]
    return bool(last) and last[0][-1].isalpha() and phrase(last[0]) in phrases_of("about")


@cache
def _of_clock() -> re.Pattern[str]:
    ends = "|".join(map(re.escape, _longest_first("about_end")))
    return re.compile(rf"{_whole_words('about_clock')}|(?:{ends})(?!\w)")


@cache
def _of_anything() -> re.Pattern[str]:
    return re.compile(_whole_words("about"))


def _whole_words(group: str) -> str:
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, _longest_first(group)))})(?!\w)"


def _longest_first(group: str) -> list[str]:
    return sorted(phrases_of(group), key=len, reverse=True)
