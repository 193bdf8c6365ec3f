"""Which languages a table is in, by its headers and its words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from journal.diary_file.sheets.tables import ColumnSummary
from journal.diary_file.sheets.word_lists import WordSection, phrase, word_languages, word_list

_VALUES_LOOKED_AT = 40
_OF_A_HEADER = 3
_SECTIONS = (
    WordSection.MUSCLES,
    WordSection.SIDES,
    WordSection.MOVEMENTS,
    WordSection.PHASES,
    WordSection.WOKE,
)


def likeliest_languages(columns: Sequence[ColumnSummary]) -> tuple[str, ...]:
    """The languages of which words stand in the table, the likeliest first."""
    scores = {language: _score(columns, language) for language in word_languages()}
    known = [language for language, score in scores.items() if score]
    return tuple(sorted(known, key=lambda language: -scores[language]))


def _score(columns: Sequence[ColumnSummary], language: str) -> int:
    sections = word_list(language).sections
    score = 0
    for column in columns:
        header = phrase(column.header)
        if header in sections[WordSection.HEADERS] or header in sections[WordSection.PRIVATE]:
            score += _OF_A_HEADER
        for value in islice(column.values, _VALUES_LOOKED_AT):
            words = phrase(value).split()[:6]
            score += any(
                word in sections[section]
                for word in [*words, " ".join(words)]
                for section in _SECTIONS
            )
    return score
