"""What people call muscles, sides, movements and columns, by language: the files of ``words/``.

A file is TOML: sections of lists, each list under the name that the diary has for what they mean.
``docs/sheets.md`` says how one is added.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from journal.anatomy import MUSCLES, Side
from journal.diary_file.sheets.folding import folded
from journal.observations import Movement, NoticedBy, Phase, Woke

WORDS_FOLDER = Path(__file__).parent / "words"
# What Arabic puts before a noun.
_ARTICLE = "ال"


class WordSection(StrEnum):
    """The sections of a file of words."""

    HEADERS = "headers"
    PRIVATE = "private"
    MUSCLES = "muscles"
    SIDES = "sides"
    MOVEMENTS = "movements"
    PHASES = "phases"
    WOKE = "woke"
    NOTICED_BY = "noticed_by"
    STRENGTHS = "strengths"


# What the names of a section's lists are.
SECTION_KINDS: Mapping[WordSection, type[StrEnum]] = {
    WordSection.SIDES: Side,
    WordSection.MOVEMENTS: Movement,
    WordSection.PHASES: Phase,
    WordSection.WOKE: Woke,
    WordSection.NOTICED_BY: NoticedBy,
}


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one language: by section the name of what a phrase means, by phrase.

    ``groups`` are lists of which a phrase may be in more than one: "nothing", "and", "not".
    """

    language: str
    sections: Mapping[WordSection, Mapping[str, str]]
    groups: Mapping[str, frozenset[str]]


@lru_cache(maxsize=4096)
def phrase(text: str) -> str:
    """A text as it is looked up: folded, and without the Arabic article."""
    words = (
        word.removeprefix(_ARTICLE) if word.startswith(_ARTICLE) and len(word) > 4 else word
        for word in folded(text).split()
    )
    return " ".join(words)


@cache
def word_languages() -> tuple[str, ...]:
    """The languages that there are words of, English first."""
    names = sorted(path.stem for path in WORDS_FOLDER.glob("*.toml"))
    return ("en", *(name for name in names if name != "en"))


@cache
def word_list(language: str) -> WordList:
    """The words of a language. Raises KeyError for one that there are none of."""
    if language not in word_languages():
        raise KeyError(language)
    data = tomllib.loads((WORDS_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    groups = {name: frozenset(map(phrase, texts)) for name, texts in data.pop("other").items()}
    sections = {
        WordSection(name): {phrase(text): key for key, texts in lists.items() for text in texts}
        for name, lists in data.items()
    }
    if language == "en":
        sections[WordSection.MUSCLES] = {**_names_of_the_diary(), **sections[WordSection.MUSCLES]}
        for section, kind in SECTION_KINDS.items():
            own = {phrase(member): member.value for member in kind}
            sections[section] = {**own, **sections[section]}
    return WordList(language, sections, groups)


def _names_of_the_diary() -> dict[str, str]:
    """The muscles' ids, and their names as the diary and the textbooks have them.

    Whole ones: "Side of neck, deep" is a place, and "deep" is none.
    """
    names: dict[str, str] = {}
    for muscle in MUSCLES:
        for text in (muscle.id, muscle.lay_name, muscle.plain_name, muscle.anatomical_name):
            names.setdefault(phrase(text), muscle.id)
    names.pop("", None)
    return names


def ordered(languages: Sequence[str]) -> tuple[str, ...]:
    """All languages, those asked for first."""
    wanted = [language for language in languages if language in word_languages()]
    return tuple(dict.fromkeys([*wanted, *word_languages()]))


def looked_up(section: WordSection, text: str, languages: Sequence[str]) -> str:
    """What a phrase means in the first of these languages that has it, "" where none has."""
    for language in languages:
        if meaning := word_list(language).sections.get(section, {}).get(text):
            return meaning
    return ""


@cache
def phrases_of(group: str) -> frozenset[str]:
    """The phrases of all languages in one list of the section "other": "and", "totals", "not"."""
    return frozenset().union(*(word_list(language).groups[group] for language in word_languages()))
