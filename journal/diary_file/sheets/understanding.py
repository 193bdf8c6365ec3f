"""From the rows of a table to entries, quiet nights and notes, by the answers of a recipe."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from journal.diary_file.cell_values import out_of_range
from journal.diary_file.sheets.answer_reading import AnswerReader
from journal.diary_file.sheets.recipes import (
    NoTime,
    PlainLines,
    QuietRule,
    Recipe,
    Role,
    WordMeaning,
)
from journal.diary_file.sheets.row_answers import RowAnswers
from journal.diary_file.sheets.row_cells import Cell, RecipeColumns, RowCells, note_of
from journal.diary_file.sheets.row_days import RowTime
from journal.diary_file.sheets.row_ids import RowIds
from journal.diary_file.sheets.row_rules import RowFilter
from journal.diary_file.sheets.row_times import RowClock
from journal.diary_file.sheets.sheets_file import Sheets
from journal.diary_file.sheets.tables import SheetRow, SheetTable
from journal.diary_file.sheets.understood import UnderstoodRow, UntimedNote
from journal.diary_file.sheets.word_lists import ordered
from journal.entries import Entry, Problem, problems
from journal.i18n import gettext_noop as _
from journal.observations import TimeTold

_ENTRY = PlainLines.ENTRY
# Roles that say when, and so stand in no note of a row without a time.
_WHEN = (Role.DAY, Role.NIGHT_OF, Role.MOMENT, Role.YEAR, Role.ZONE, Role.OFFSET)


def understand(
    sheets: Sheets, table: SheetTable, recipe: Recipe, *, default_zone: str, as_of: datetime
) -> Iterator[UnderstoodRow]:
    """What each row becomes, in the file's order, in memory that does not grow with what stands in
    the file.

    ``default_zone`` (an IANA name) is where times without a zone were written down if the recipe
    names none; ``as_of`` (aware) is when the file is read. Raises FileError as the rows do.
    """
    reader = _RowReader(recipe, table, default_zone, as_of)
    for row in sheets.rows(table):
        yield reader.read(row)


class _RowReader:
    """Reads one row after another; what stands above may decide how one is read."""

    def __init__(
        self, recipe: Recipe, table: SheetTable, default_zone: str, as_of: datetime
    ) -> None:
        self._recipe, self._as_of, self._default_zone = recipe, as_of, default_zone
        self._columns = RecipeColumns(recipe, table.header)
        self._filter = RowFilter(recipe, self._columns.place_of)
        self._clock = RowClock(recipe, default_zone, as_of)
        self._answers = AnswerReader(recipe, ordered(recipe.languages))
        self._ids = RowIds()
        self._nights: set[date] = set()

    def read(self, row: SheetRow) -> UnderstoodRow:
        """What one row becomes."""
        if reason := row.skipped or self._filter.reason(row):
            return self._left_out(row, reason)
        cells = self._columns.cells(row)
        when = self._clock.read(cells)
        answers = self._answers.read(cells, when)
        if when.night is None and not when.wrong:
            when.wrong.append(Problem("", _("There is no day in this row.")))
        if when.wrong:
            # what else is wrong is said at once
            others = self._entry_problems(answers, when, row)
            return UnderstoodRow(line=row.line, wrong=(*when.wrong, *others))
        if answers.nothing:
            return self._quiet(row, cells, when, answers)
        if when.at is None:
            return self._untimed(row, cells, when, answers)
        is_plain = bool(cells.of(Role.WORDS)) and not (answers.places or answers.fields)
        if is_plain and self._recipe.plain_lines is not _ENTRY:
            return self._plain(row, cells, when, answers)
        return self._timed(row, when, answers)

    def _left_out(self, row: SheetRow, reason: Problem) -> UnderstoodRow:
        filled = zip(self._columns.place_of, row.cells, strict=False)
        return UnderstoodRow(
            line=row.line,
            skipped=reason,
            left_out=tuple((header, cell) for header, cell in filled if cell),
        )

    def _entry_problems(
        self, answers: RowAnswers, when: RowTime, row: SheetRow
    ) -> tuple[Problem, ...]:
        """What is wrong with a row's answers, whenever it was."""
        entry = self._entry(answers, when, answers.places[:1])
        return tuple(problems(entry, as_of=self._as_of, own_zone=self._default_zone))

    def _timed(self, row: SheetRow, when: RowTime, answers: RowAnswers) -> UnderstoodRow:
        places = [[place] for place in answers.places] or [[]]
        entries = [self._entry(answers, when, place) for place in places]
        wrong = dict.fromkeys(
            (problem.field, problem.text, tuple(sorted(problem.values.items())))
            for entry in entries
            for problem in problems(entry, as_of=self._as_of, own_zone=self._default_zone)
        )
        if wrong:
            return UnderstoodRow(
                line=row.line,
                wrong=tuple(Problem(name, text, dict(values)) for name, text, values in wrong),
            )
        return UnderstoodRow(
            line=row.line,
            entries=tuple(
                replace(entry, id=self._ids.of_entry(entry, when.written)) for entry in entries
            ),
            remarks=(*when.remarks, *when.about),
            left_out=tuple(answers.left_out),
        )

    def _entry(self, answers: RowAnswers, when: RowTime, places: list[WordMeaning]) -> Entry:
        fields: dict[str, Any] = dict(answers.fields)
        for place in places:
            fields |= {"muscle": place.muscles[0], "side": place.side}
        note = answers.note
        if when.is_given and self._recipe.given_note:
            note = f"{note}\n{self._recipe.given_note}".strip()
        return Entry(
            id="-",
            happened_at=when.at or self._as_of,
            time_zone=when.zone,
            note=note,
            time_told=_told(when),
            **fields,
        )

    def _quiet(
        self, row: SheetRow, cells: RowCells, when: RowTime, answers: RowAnswers
    ) -> UnderstoodRow:
        """A row that says that nothing was, and whatever else it says."""
        night = when.night
        wrong = self._night_problems(night)
        if wrong or night is None:
            return UnderstoodRow(line=row.line, wrong=wrong)
        if self._recipe.quiet is QuietRule.LEAVE_OUT:
            reason = Problem("", _("This row says that there was nothing."))
            return self._left_out(row, reason)
        if self._recipe.quiet is QuietRule.NOTE:
            return self._noted(row, night, _all_cells(cells), when, answers)
        # a time beside "none" says when that was written down, and the night has it
        times = cells.of(Role.TIME)[: when.at is not None]
        sent = cells.of(Role.SENT)
        text = _all_cells(cells, [*answers.quiet_cells, *times, *sent])
        left_out = [*answers.left_out, *((cell.column.header, cell.text) for cell in sent)]
        repeats = night in self._nights
        self._nights.add(night)
        return UnderstoodRow(
            line=row.line,
            quiet_night=night,
            untimed_note=self._note(night, text) if text else None,
            remarks=tuple(when.remarks),
            left_out=tuple(dict.fromkeys(left_out)),
            repeats=repeats,
        )

    def _untimed(
        self, row: SheetRow, cells: RowCells, when: RowTime, answers: RowAnswers
    ) -> UnderstoodRow:
        night = when.night
        wrong = self._night_problems(night)
        if wrong or night is None:
            return UnderstoodRow(line=row.line, wrong=wrong)
        text = _all_cells(cells)
        if self._recipe.no_time is NoTime.LEAVE_OUT:
            return self._left_out(row, Problem("", _("This row has no time.")))
        if not text:
            reason = Problem("", _("Nothing but a day stands in this row."))
            return self._left_out(row, reason)
        return self._noted(row, night, text, when, answers)

    def _plain(
        self, row: SheetRow, cells: RowCells, when: RowTime, answers: RowAnswers
    ) -> UnderstoodRow:
        """A line with a time that names nothing: the time stands before it in the note."""
        night = when.night
        if self._recipe.plain_lines is PlainLines.LEAVE_OUT or night is None:
            reason = Problem("", _("This line names no place and no twitch."))
            return self._left_out(row, reason)
        wrong = self._night_problems(night)
        if wrong:
            return UnderstoodRow(line=row.line, wrong=wrong)
        clock = cells.of(Role.TIME)[:1]
        text = " ".join([*(cell.text for cell in clock), _all_cells(cells, clock)]).strip()
        return self._noted(row, night, text, when, answers)

    def _noted(
        self, row: SheetRow, night: date, text: str, when: RowTime, answers: RowAnswers
    ) -> UnderstoodRow:
        return UnderstoodRow(
            line=row.line,
            untimed_note=self._note(night, text),
            remarks=tuple(when.remarks),
            left_out=tuple(answers.left_out),
        )

    def _note(self, night: date, text: str) -> UntimedNote:
        return UntimedNote(self._ids.of_note(night, text), night, text)

    def _night_problems(self, night: date | None) -> tuple[Problem, ...]:
        if night:
            return tuple(out_of_range("", night, self._as_of))
        return ()


def _told(when: RowTime) -> TimeTold | None:
    """How much a row told of its time: a guess where its words say so, and where one time was given
    for all rows without one.
    """
    return TimeTold.ABOUT if when.is_given or when.about else None


def _all_cells(cells: RowCells, without: Sequence[Cell] = ()) -> str:
    """All that a row without a time says beside its day: notes first, then what has a header."""
    free, headed = list[str](), list[Cell]()
    for role, role_cells in cells.by_role.items():
        for cell in role_cells:
            is_day = role in _WHEN and cell is cells.first(role)
            if role is Role.LEAVE_OUT or is_day or not cell.read or cell in without:
                continue
            if role in (Role.NOTE, Role.WORDS):
                free.append(cell.text)
            else:
                headed.append(cell)
    return note_of(free, headed)
