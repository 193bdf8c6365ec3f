"""Reads what a row says beside its time, by the answers of a recipe."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation

from journal import parsing
from journal.anatomy import NOT_SURE_WHERE
from journal.diary_file.sheets.cell_pieces import count_in, names_nothing
from journal.diary_file.sheets.folding import word_key
from journal.diary_file.sheets.lengths import is_inexact_end, read_end, read_length
from journal.diary_file.sheets.recipes import Recipe, Role, TwoPlaces, WordMeaning
from journal.diary_file.sheets.row_answers import RowAnswers, settle, take_quiet_time
from journal.diary_file.sheets.row_cells import Cell, RowCells
from journal.diary_file.sheets.row_days import RowTime
from journal.diary_file.sheets.strengths import read_strength
from journal.diary_file.sheets.word_guesses import (
    PhraseReading,
    read_phrase,
    says_nothing,
    things_in,
)
from journal.entries import DAY_SECONDS, MOST_COUNT
from journal.observations import Woke
from journal.parsing import UnreadableError

_ANSWER_FIELDS = ("side", "movement", "phase", "woke", "noticed_by")
# What yes and no are under "Twitches?".
_COUNT_OF: dict[Woke | None, int] = {Woke.YES: 1, Woke.NO: 0}
# Times and days that were read, and what says nothing beside them.
_OF_TIME = (Role.DAY, Role.NIGHT_OF, Role.TIME, Role.MOMENT, Role.YEAR, Role.ZONE, Role.OFFSET)
_ORDER = (
    *(Role.MUSCLE, Role.SIDE, Role.MOVEMENT, Role.PHASE, Role.WOKE, Role.NOTICED_BY, Role.WORDS),
)


class AnswerReader:
    """Reads what rows say by a recipe's answers; ``languages`` are all, the likeliest first."""

    def __init__(self, recipe: Recipe, languages: tuple[str, ...]) -> None:
        self._recipe, self._languages = recipe, languages

    def read(self, cells: RowCells, when: RowTime) -> RowAnswers:
        """All answers of one row."""
        answers = RowAnswers()
        for role in _ORDER:
            for cell in cells.of(role):
                self._words(cell, answers)
        self._numbers(cells, answers)
        self._length(cells, answers, when.local)
        for cell in when.unread:
            answers.keep(cell)
        self._others(cells, answers)
        settle(cells, answers)
        take_quiet_time(cells, answers)
        answers.leave_out_last(cells)
        return answers

    def _others(self, cells: RowCells, answers: RowAnswers) -> None:
        """Notes, what is kept, what is left out, and second cells of roles that have one."""
        answers.notes += [cell.text for cell in cells.of(Role.NOTE)]
        for cell in (*cells.of(Role.KEEP), *cells.of(Role.SENT)):
            answers.keep(cell)
        answers.left_out += [(cell.column.header, cell.text) for cell in cells.of(Role.LEAVE_OUT)]
        for role in _OF_TIME:
            for cell in cells.of(role)[1:]:
                answers.keep(cell)
        if cells.of(Role.MOMENT):
            for role in (Role.DAY, Role.NIGHT_OF, Role.TIME):
                for cell in cells.of(role):
                    answers.keep(cell)
        for role_cells in cells.by_role.values():
            for cell in role_cells:
                if not cell.read and cell not in answers.kept:
                    answers.left_out.append((cell.column.header, cell.text))

    def _words(self, cell: Cell, answers: RowAnswers) -> None:
        """Take what a cell of words names; what is not understood of it stays in the note."""
        role = cell.column.role
        if says_nothing(cell.read, role):
            answers.keep(cell)
            return
        if not cell.read:
            return
        readings = [self._reading(piece, role) for piece in things_in(cell.read, role)]
        sure = bool(readings) and all(reading.is_sure for reading in readings)
        places = [place for reading in readings for place in _places(reading.meaning)]
        if role is Role.MUSCLE and not places and not (sure or _is_nothing(readings)):
            places = [WordMeaning(muscles=(NOT_SURE_WHERE,))]
        taken = self._take_places(places, answers) and _take_times(cell, answers)
        for reading in readings:
            taken = _take_fields(reading.meaning, answers) and taken
            answers.nothing = answers.nothing or reading.meaning.nothing
        if sure and names_nothing(cell.read):
            answers.quiet_cells.append(cell)
        if sure and taken:
            return
        if role is Role.WORDS:
            answers.notes.append(cell.text)
        else:
            answers.keep(cell)

    def _reading(self, piece: str, role: Role) -> PhraseReading:
        own = self._recipe.words.get(role, {}).get(word_key(piece))
        listed = read_phrase(piece, role, self._languages)
        if own is None:
            return listed
        if role is Role.WORDS:
            # a sentence says more than what it was taken for
            return PhraseReading(own, listed.is_sure and own == listed.meaning)
        is_taken = own != WordMeaning() and NOT_SURE_WHERE not in own.muscles
        # of several words some may say more than what all of them were taken for
        return PhraseReading(own, is_taken and (listed.is_sure or len(piece.split()) == 1))

    def _take_places(self, places: list[WordMeaning], answers: RowAnswers) -> bool:
        """Take muscles if no column before has; whether all of them are in the entries."""
        if not places:
            return True
        if answers.places:
            return len(places) == len(answers.places) and all(
                place.muscles == before.muscles and place.side in (None, before.side)
                for place, before in zip(places, answers.places, strict=True)
            )
        if len(places) > 1 and self._recipe.two_places is TwoPlaces.FIRST:
            answers.places = places[:1]
            return False
        answers.places = places
        return NOT_SURE_WHERE not in [place.muscles[0] for place in places]

    def _count(self, cell: Cell) -> int | None:
        """A number of twitches: as it stands, or by yes and no."""
        reading = read_phrase(cell.read, Role.WOKE, self._languages)
        number = _count(cell)
        if number is None and reading.is_sure:
            return _COUNT_OF.get(reading.meaning.woke)
        return number

    def _numbers(self, cells: RowCells, answers: RowAnswers) -> None:
        for number, cell in enumerate(cells.of(Role.COUNT)):
            count = self._count(cell)
            if names_nothing(cell.read):
                count = 0
            if cell.read and (count is None or number):
                answers.keep(cell)
            elif count == 0:
                answers.nothing = True
                answers.quiet_cells.append(cell)
            elif count is not None and answers.fields.setdefault("count", count) != count:
                answers.keep(cell)
        for number, cell in enumerate(cells.of(Role.STRENGTH)):
            if not cell.read:
                continue
            strength, is_exact = read_strength(cell, self._recipe.strengths, self._languages)
            if strength is not None and not number:
                answers.fields["intensity"] = strength
            if not is_exact or number:
                answers.keep(cell)

    def _length(self, cells: RowCells, answers: RowAnswers, start: datetime | None) -> None:
        lengths = [(cell, read_length(cell)) for cell in cells.of(Role.LENGTH) if cell.read]
        ends = [
            (cell, read_end(cell, start, self._recipe.day_order))
            for cell in cells.of(Role.END)
            if cell.read
        ]
        for cell, seconds in [*lengths, *ends]:
            is_free = "duration_seconds" not in answers.fields
            if seconds is not None and 0 <= seconds <= DAY_SECONDS and is_free:
                answers.fields["duration_seconds"] = seconds
            else:
                answers.keep(cell)
        for cell in cells.of(Role.END):
            if is_inexact_end(cell):
                answers.keep(cell)


def _take_times(cell: Cell, answers: RowAnswers) -> bool:
    """Take "3x" beside what twitched; whether no other number was said before."""
    count = count_in(cell.read)[1]
    if count is None or cell.column.role not in (Role.MUSCLE, Role.MOVEMENT, Role.WORDS):
        return count is None
    return bool(answers.fields.setdefault("count", count) == count)


def _take_fields(meaning: WordMeaning, answers: RowAnswers) -> bool:
    """Take what is no muscle; whether nothing else was said of it before."""
    taken = True
    for name in _ANSWER_FIELDS:
        value = getattr(meaning, name)
        if value is None or (name == "side" and meaning.muscles):
            continue  # a muscle's side goes with it
        taken = answers.fields.setdefault(name, value) == value and taken
    return taken


def _places(meaning: WordMeaning) -> list[WordMeaning]:
    """A meaning for each of its muscles."""
    return [WordMeaning(muscles=(muscle,), side=meaning.side) for muscle in meaning.muscles]


def _is_nothing(readings: Sequence[PhraseReading]) -> bool:
    return any(reading.meaning.nothing for reading in readings)


def _count(cell: Cell) -> int | None:
    """A whole number of twitches, None for a text that is none."""
    try:
        number = parsing.number(cell.read) * cell.column.factor
    except (UnreadableError, InvalidOperation):
        return None
    if number != number.to_integral_value() or not 0 <= number <= MOST_COUNT:
        return None
    return int(Decimal(number))
