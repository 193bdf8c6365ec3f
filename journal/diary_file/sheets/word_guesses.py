"""What a text of a stranger's file stands for, by the lists of words and nothing else.

What is not in them stays unknown; nothing is made of half a word that is not plain.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from journal.anatomy import MUSCLE_BY_ID, NOT_SURE_WHERE, Side
from journal.diary_file.sheets.cell_pieces import LONGEST_NAMED, MOST_WORDS, pieces
from journal.diary_file.sheets.recipes import Role, WordMeaning
from journal.diary_file.sheets.word_lists import (
    SECTION_KINDS,
    WordSection,
    looked_up,
    phrase,
    phrases_of,
    word_list,
)

_PLACES = (WordSection.MUSCLES, WordSection.SIDES, WordSection.MOVEMENTS)
SECTIONS_OF: dict[Role, tuple[WordSection, ...]] = {
    Role.MUSCLE: _PLACES,
    Role.SIDE: (WordSection.SIDES,),
    Role.MOVEMENT: (WordSection.MOVEMENTS, WordSection.MUSCLES, WordSection.SIDES),
    Role.PHASE: (WordSection.PHASES,),
    Role.WOKE: (WordSection.WOKE,),
    Role.NOTICED_BY: (WordSection.NOTICED_BY,),
    Role.WORDS: _PLACES,
}
_FIELD_OF = {
    WordSection.SIDES: "side",
    WordSection.MOVEMENTS: "movement",
    WordSection.PHASES: "phase",
    WordSection.WOKE: "woke",
    WordSection.NOTICED_BY: "noticed_by",
}
_WITHOUT_SPACES = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_LONGEST_PHRASE = 6
_LONGEST_NOTHING = 4
_LETTERS_WITHIN = 3
# The shortest beginning of a word that is taken for it.
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class PhraseReading:
    """What a text means, and whether all of it was understood."""

    meaning: WordMeaning
    is_sure: bool


def says_nothing(text: str, role: Role) -> bool:
    """Whether a cell of places or movements has a dash or another sign for "nothing to say"."""
    is_listed = role in (Role.MUSCLE, Role.SIDE, Role.MOVEMENT)
    return is_listed and bool(text) and not any(map(str.isalnum, text))


def things_in(text: str, role: Role) -> tuple[str, ...]:
    """What is looked up of a cell: its pieces where it may name several, else all of it."""
    if SECTIONS_OF[role] != SECTIONS_OF[Role.WORDS] and role is not Role.MOVEMENT:
        return (text,)
    return pieces(text)


def read_phrase(text: str, role: Role, languages: tuple[str, ...]) -> PhraseReading:
    """What a text means in a column of that role; ``languages`` are all, the likeliest first."""
    if len(text) > LONGEST_NAMED:
        return PhraseReading(WordMeaning(), is_sure=False)
    return _read_short_phrase(text, role, languages)


@lru_cache(maxsize=4096)
def _read_short_phrase(text: str, role: Role, languages: tuple[str, ...]) -> PhraseReading:
    whole = phrase(text)
    if whole in phrases_of("nothing") and role in (Role.MUSCLE, Role.MOVEMENT, Role.WORDS):
        return PhraseReading(WordMeaning(nothing=True), is_sure=True)
    if whole.isdigit() and whole != text.strip():
        # -1 and =1 are no 1
        return PhraseReading(WordMeaning(), is_sure=False)
    found = _Matches(SECTIONS_OF[role], languages)
    words = whole.split()
    if len(words) <= MOST_WORDS:
        found.go_through(words)
    reading = found.reading(words)
    is_short = len(words) <= _LONGEST_NOTHING and role in (Role.MUSCLE, Role.MOVEMENT)
    if (
        is_short
        and reading.meaning == WordMeaning()
        and not phrases_of("nothing").isdisjoint(words)
    ):
        # "nothing last night" says so, and is asked
        return PhraseReading(WordMeaning(nothing=True), is_sure=False)
    return reading


class _Matches:
    """The phrases of one text that are in the lists, from its beginning to its end."""

    def __init__(self, sections: Sequence[WordSection], languages: Sequence[str]) -> None:
        self._sections, self._languages = sections, languages
        self._names: list[tuple[WordSection, str]] = []
        self._unknown = 0
        self._negated = False
        self._is_long = False

    def go_through(self, words: list[str]) -> None:
        """Take the longest phrase at each place, then look behind it."""
        # one letter is a side beside a muscle, and anything in a sentence
        self._is_long = len(words) > _LETTERS_WITHIN
        start = 0
        while start < len(words):
            start += self._take(words, start)

    def _take(self, words: list[str], start: int) -> int:
        """Take what stands there; how many words that were."""
        for length in range(min(_LONGEST_PHRASE, len(words) - start), 0, -1):
            if self._add(" ".join(words[start : start + length])):
                return length
        word = words[start]
        if _WITHOUT_SPACES.search(word):
            self._take_signs(word)
        elif word in phrases_of("not"):
            self._negated, self._unknown = True, self._unknown + 1
        elif not self._take_compound(word) and word not in phrases_of("and"):
            self._take_beginning(word)
        return 1

    def _add(self, text: str) -> bool:
        for section in self._sections:
            if name := looked_up(section, text, self._languages):
                if self._negated or (len(text) == 1 and self._is_long):
                    self._unknown += 1
                else:
                    self._names.append((section, name))
                return True
        return False

    def _take_signs(self, word: str) -> None:
        """A text without spaces: the longest phrase at each sign."""
        start = 0
        while start < len(word):
            ends = range(len(word), start, -1)
            end = next((end for end in ends if self._add(word[start:end])), 0)
            self._unknown += not end
            start = end or start + 1

    def _take_compound(self, word: str) -> bool:
        """A word of two, as German makes them: Wadenkrampf, Oberschenkelzucken."""
        for end in range(4, len(word) - 3):
            first, second = word[:end], word[end:]
            stems = (first, first.removesuffix("n"), first.removesuffix("s"))
            known = next((stem for stem in stems if len(stem) > 3 and self._is_known(stem)), "")
            if known and self._is_known(second):
                return self._add(known) and self._add(second)
        return False

    def _is_known(self, word: str) -> bool:
        return any(looked_up(section, word, self._languages) for section in self._sections)

    def _take_beginning(self, word: str) -> None:
        """A word cut short, if all that begin so mean the same in the likeliest language."""
        self._unknown += 1
        if len(word) < _SHORTEST or self._negated:
            return
        for language in self._languages[:1]:
            meanings = {
                (section, name)
                for section in self._sections
                for text, name in word_list(language).sections.get(section, {}).items()
                if text.startswith(word) and " " not in text
            }
            if len(meanings) == 1:
                self._names.append(meanings.pop())

    def reading(self, words: list[str]) -> PhraseReading:
        """What all of it means together."""
        muscles = [name for section, name in self._names if section is WordSection.MUSCLES]
        if set(muscles) != {NOT_SURE_WHERE}:
            muscles = [name for name in muscles if name != NOT_SURE_WHERE]
        meaning = WordMeaning(muscles=tuple(dict.fromkeys(muscles)))
        is_sure = bool(self._names) and not self._unknown and NOT_SURE_WHERE not in muscles
        for section, field in _FIELD_OF.items():
            names = list(dict.fromkeys(name for part, name in self._names if part is section))
            if section is WordSection.SIDES:
                names = _one_side(names)
            if len(names) == 1:
                value: Any = SECTION_KINDS[section](names[0])
                meaning = replace(meaning, **{field: value})
            is_sure = is_sure and len(names) < 2
        return PhraseReading(without_side_of_midline(meaning), is_sure and bool(words))


def _one_side(names: list[str]) -> list[str]:
    """Left and right are both."""
    if len(names) > 1:
        return [Side.BOTH.value]
    return names


def without_side_of_midline(meaning: WordMeaning) -> WordMeaning:
    """The meaning without a side where the muscle has none: lips, tongue."""
    listed = [MUSCLE_BY_ID[name] for name in meaning.muscles if name in MUSCLE_BY_ID]
    if listed and all(muscle.midline for muscle in listed):
        return replace(meaning, side=None)
    return meaning
