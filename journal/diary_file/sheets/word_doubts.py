"""What is asked of the words of a file: each different one once."""

from __future__ import annotations

from collections.abc import Iterator

from journal import parsing
from journal.diary_file.sheets.cell_pieces import MOST_WORDS, count_in, names_nothing
from journal.diary_file.sheets.doubt_kinds import Doubt, DoubtExample, DoubtKind, WordGuess
from journal.diary_file.sheets.folding import word_key
from journal.diary_file.sheets.recipe_guesses import column_pieces, columns_of
from journal.diary_file.sheets.recipes import (
    WORD_ROLES,
    PlainLines,
    QuietRule,
    Recipe,
    Role,
    RowAction,
    TwoPlaces,
    WordMeaning,
)
from journal.diary_file.sheets.row_cells import Cell, part_of, read_part
from journal.diary_file.sheets.strengths import is_doubted_scale, read_strength, strength_key
from journal.diary_file.sheets.surveys import SHAPE_SIGNS
from journal.diary_file.sheets.tables import CellKind, ColumnSummary, Layout, Survey
from journal.diary_file.sheets.word_guesses import read_phrase, says_nothing, things_in
from journal.diary_file.sheets.word_lists import ordered
from journal.entries import MOST_INTENSITY
from journal.parsing import UnreadableError

_MOST_ASKED = 200


def word_doubts(survey: Survey, recipe: Recipe) -> Iterator[Doubt]:
    """What is to ask of words, of picked rows, two places, strengths and quiet nights."""
    yield from _picks(survey, recipe)
    guesses = word_guesses(survey, recipe)
    if guesses:
        unsure = [guess for guess in guesses if not guess.is_sure]
        yield Doubt(
            kind=DoubtKind.WORDS,
            is_open=bool(unsure),
            rows=sum(guess.rows for guess in unsure or guesses),
            words=tuple(guesses),
        )
    yield from _two_places(survey, recipe)
    yield from _plain_lines(survey, recipe)
    yield from _strengths(survey, recipe)
    yield from _quiet(survey, recipe, guesses)


def word_guesses(survey: Survey, recipe: Recipe) -> list[WordGuess]:
    """Each different word of the columns of words, those of which least is known first."""
    guesses = [
        _guess(column.role, key, text, rows, recipe)
        for column, summary in columns_of(recipe, survey, *WORD_ROLES)
        for key, (text, rows) in column_pieces(column, summary).items()
        if not says_nothing(text, column.role)
        and (column.role is not Role.WORDS or len(text.split()) <= MOST_WORDS)
    ]
    told = [
        guess for guess in guesses if guess.role is not Role.WORDS or guess.meaning != WordMeaning()
    ]
    return sorted(told, key=lambda guess: (guess.is_sure, -guess.rows))[:_MOST_ASKED]


def _guess(role: Role, key: str, text: str, rows: int, recipe: Recipe) -> WordGuess:
    own = recipe.words.get(role, {}).get(key)
    if own is not None:
        return WordGuess(role, key, text, rows, own, is_sure=True)
    reading = read_phrase(text, role, ordered(recipe.languages))
    return WordGuess(role, key, text, rows, reading.meaning, reading.is_sure)


def _picks(survey: Survey, recipe: Recipe) -> Iterator[Doubt]:
    """Which rows are meant at all, where a recipe leaves that to the person."""
    for rule in recipe.rules:
        if rule.action is not RowAction.PICK or rule.values:
            continue
        summary = next((one for one in survey.columns if one.header == rule.header), None)
        if summary is None:
            continue
        things: dict[str, tuple[str, int]] = {}
        for value, rows in summary.values.items():
            cell = part_of(value, rule.part)
            for thing in cell.split(rule.separator) if rule.separator else [cell]:
                text, before = things.get(word_key(thing), (thing.strip(), 0))
                things[word_key(thing)] = (text, before + rows)
        things.pop("", None)
        guesses = [
            _guess(Role.WORDS, key, text, rows, recipe) for key, (text, rows) in things.items()
        ]
        guesses.sort(key=lambda guess: (guess.meaning == WordMeaning(), -guess.rows))
        yield Doubt(kind=DoubtKind.PICK, header=rule.header, words=tuple(guesses[:_MOST_ASKED]))


def _two_places(survey: Survey, recipe: Recipe) -> Iterator[Doubt]:
    languages = ordered(recipe.languages)
    rows = 0
    for column, summary in columns_of(recipe, survey, Role.MUSCLE, Role.WORDS):
        own = recipe.words.get(column.role, {})
        for value, count in summary.values.items():
            meanings = (
                own.get(word_key(piece)) or read_phrase(piece, column.role, languages).meaning
                for piece in things_in(read_part(column, value), column.role)
            )
            rows += count * (sum(len(meaning.muscles) for meaning in meanings) > 1)
    if rows:
        yield Doubt(
            kind=DoubtKind.TWO_PLACES,
            choices=tuple(TwoPlaces),
            guess=TwoPlaces.SPLIT,
            # both keep all of it, and the first rows show which was taken
            is_open=False,
            rows=rows,
        )


def _plain_lines(survey: Survey, recipe: Recipe) -> Iterator[Doubt]:
    """Lines of notes with a time that name nothing we know."""
    if survey.table.layout is not Layout.LINES:
        return
    headers = survey.table.header
    clock, text = headers.index("time"), headers.index("text")
    is_timed = any(shape[clock] != SHAPE_SIGNS[CellKind.EMPTY] for shape in survey.shapes)
    rows = {
        value: count
        for value, count in survey.columns[text].values.items()
        if is_timed and _is_plain(value, recipe)
    }
    if rows:
        yield Doubt(
            kind=DoubtKind.PLAIN_LINES,
            choices=tuple(PlainLines),
            guess=PlainLines.NOTE,
            rows=sum(rows.values()),
            examples=tuple(
                DoubtExample(row.line, row.cells[text])
                for row in survey.samples
                if row.cells[clock] and row.cells[text] in rows
            )[:3],
        )


def _is_plain(text: str, recipe: Recipe) -> bool:
    """Whether nothing that an entry has a field for is named in a text."""
    if count_in(text)[1] is not None:
        return False
    own = recipe.words.get(Role.WORDS, {})
    languages = ordered(recipe.languages)
    meanings = (
        own.get(word_key(piece)) or read_phrase(piece, Role.WORDS, languages).meaning
        for piece in things_in(text, Role.WORDS)
    )
    return all(meaning == WordMeaning() for meaning in meanings)


def _strengths(survey: Survey, recipe: Recipe) -> Iterator[Doubt]:
    languages = ordered(recipe.languages)
    for column, summary in columns_of(recipe, survey, Role.STRENGTH):
        scale: dict[str, int | None] = {}
        is_open, rows = False, 0
        is_doubted = not recipe.name and is_doubted_scale(column, summary, recipe.strengths)
        for value, count in list(summary.values.items())[:_MOST_ASKED]:
            cell = Cell(column, value, read_part(column, value))
            if not cell.read:
                continue
            number, is_exact = read_strength(cell, recipe.strengths, languages)
            key = strength_key(cell.read)
            is_answered = key in recipe.strengths
            is_exact = is_exact and not is_doubted
            scale[key] = number if is_answered or not is_doubted else None
            is_open = is_open or not (is_exact or is_answered)
            rows += count
        if scale:
            yield Doubt(
                kind=DoubtKind.STRENGTH,
                is_open=is_open,
                rows=rows,
                header=column.header,
                strengths=dict(sorted(scale.items(), key=_by_number)),
            )


def _by_number(cell: tuple[str, int | None]) -> tuple[int, str]:
    """Numbers in their order, before words."""
    text = cell[0]
    return (int(text) if text.isdecimal() else MOST_INTENSITY + 1, text)


def _quiet(survey: Survey, recipe: Recipe, guesses: list[WordGuess]) -> Iterator[Doubt]:
    rows = sum(guess.rows for guess in guesses if guess.meaning.nothing)
    for _column, summary in columns_of(recipe, survey, Role.COUNT, Role.TIME):
        rows += _nothings(summary)
    if rows:
        yield Doubt(
            kind=DoubtKind.QUIET,
            choices=tuple(QuietRule),
            guess=QuietRule.QUIET_NIGHT,
            is_open=False,
            rows=rows,
        )


def _nothings(summary: ColumnSummary) -> int:
    return sum(
        rows for value, rows in summary.values.items() if names_nothing(value) or _is_zero(value)
    )


def _is_zero(value: str) -> bool:
    try:
        return parsing.number(value) == 0
    except UnreadableError:
        return False
