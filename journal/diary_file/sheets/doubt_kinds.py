"""What a file cannot say by itself: the few questions that its owner answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from journal.diary_file.sheets.recipes import Role, WordMeaning


class DoubtKind(StrEnum):
    """What is asked; the field of ``Recipe`` that takes the answer stands behind each."""

    DAY_ORDER = "day_order"  # day_order
    TURNED_DAYS = "turned_days"  # turned_days
    ZONE = "zone"  # time_zone
    NIGHT_RULE = "night_rule"  # night_rule
    MIDNIGHT = "midnight"  # midnight
    BLANK_DAYS = "blank_days"  # fills_days
    NO_TIME = "no_time"  # no_time, given_time, given_note
    WORDS = "words"  # words
    PICK = "pick"  # rules: the values of the one whose action is PICK
    STRENGTH = "strength"  # strengths
    QUIET = "quiet"  # quiet
    TWO_PLACES = "two_places"  # two_places
    PLAIN_LINES = "plain_lines"  # plain_lines


# The same for whoever writes a recipe: what stands behind each above.
FIELD_OF_ANSWER: Mapping[DoubtKind, str] = {
    **{kind: kind.value for kind in DoubtKind},
    DoubtKind.ZONE: "time_zone",
    DoubtKind.BLANK_DAYS: "fills_days",
    DoubtKind.PICK: "rules",
    DoubtKind.STRENGTH: "strengths",
}


@dataclass(frozen=True, slots=True)
class DoubtExample:
    """A place in the file that shows what is in doubt.

    ``readings`` are what it would mean, by the choice, as ISO days or times ("2026-03-01",
    "2026-03-01T02:15"): whoever shows them adds the weekday.
    """

    line: int
    text: str
    readings: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WordGuess:
    """One different word of the file, and what it is taken for.

    ``key`` is what ``Recipe.words[role]`` has it under, ``text`` how it stands in the file first,
    ``rows`` in how many rows. ``is_sure`` says that all of it is in our lists, or that the person
    taught it; a word of which nothing is known has the empty meaning.
    """

    role: Role
    key: str
    text: str
    rows: int
    meaning: WordMeaning
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One question.

    ``choices`` are the values that the recipe's field may take (none for words and strengths);
    ``guess`` is the likeliest, None where there is none: then it has to be answered. ``is_open``
    says that the file truly leaves it open; else ``guess`` may be taken and only shown. ``rows`` is
    how many rows it is about. ``strengths`` are cells with the number from 0 to 10 that each
    becomes.
    """

    kind: DoubtKind
    choices: tuple[str, ...] = ()
    guess: str | None = None
    is_open: bool = True
    rows: int = 0
    header: str = ""
    examples: tuple[DoubtExample, ...] = ()
    words: tuple[WordGuess, ...] = ()
    strengths: dict[str, int | None] = field(default_factory=dict)
