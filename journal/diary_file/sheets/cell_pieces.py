"""What one cell holds besides words of the lists: its pieces, a number of times, "none"."""

from __future__ import annotations

import re

from journal.diary_file.sheets.word_lists import phrase, phrases_of
from journal.entries import MOST_COUNT

# Beyond so many words it is a sentence, and what it names need not be where it twitched.
MOST_WORDS = 12
LONGEST_NAMED = 200
_TIMES = re.compile(
    r"(?<![\w.,:/-])(?:(?P<first>[0-9]{1,5})\s?(?:x|×|times|mal|fois|veces|vezes|回)"
    r"|[x×]\s?(?P<last>[0-9]{1,5}))(?!\w)",
    re.IGNORECASE,
)
_BETWEEN_PIECES = re.compile(r"[,;/+&|\n、・،]")


def count_in(text: str) -> tuple[str, int | None]:
    """A text without the number of times in it ("3x"), and that number; None if none stands there,
    or one that no entry has.
    """
    match = _TIMES.search(text)
    number = int(match["first"] or match["last"]) if match else 0
    if match is None or not 1 <= number <= MOST_COUNT:
        return text, None
    return f"{text[: match.start()]} {text[match.end() :]}".strip(" ,"), number


def pieces(text: str) -> tuple[str, ...]:
    """The things that a cell names: "calf, foot" and "calf and foot" are two.

    A number of times is none.
    """
    parts: list[str] = []
    if len(text) > MOST_WORDS * LONGEST_NAMED:
        return (text,)
    for part in _BETWEEN_PIECES.split(count_in(text)[0]):
        words: list[str] = []
        for word in part.split():
            if phrase(word) in phrases_of("and"):
                parts.append(" ".join(words))
                words = []
            else:
                words.append(word)
        parts.append(" ".join(words))
    return tuple(part for part in parts if part)


def names_nothing(text: str) -> bool:
    """Whether a text is a word like "none", and no more."""
    return len(text) <= LONGEST_NAMED and phrase(text) in phrases_of("nothing")
