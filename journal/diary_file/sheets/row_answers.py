"""What a row says beside its time, gathered: places, fields, and the note that takes the rest.

A cell is in the entry, or in its note, or listed as left out; nothing else becomes of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from journal.diary_file.sheets.cell_pieces import count_in, names_nothing
from journal.diary_file.sheets.recipes import Role, WordMeaning
from journal.diary_file.sheets.row_cells import Cell, RowCells, note_of
from journal.diary_file.sheets.word_guesses import without_side_of_midline
from journal.entries import LONGEST_NOTE


@dataclass(slots=True)
class RowAnswers:
    """All that a row says, as fields of an entry.

    ``places`` are its muscles with their sides, none for "not recorded". ``nothing`` says that
    there was no twitch, ``quiet_cells`` are those that say no more than this. ``notes`` are the
    parts of its note, in order, ``left_out`` the cells that are nowhere else.
    """

    places: list[WordMeaning] = field(default_factory=list)
    fields: dict[str, Any] = field(default_factory=dict)
    nothing: bool = False
    quiet_cells: list[Cell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    kept: list[Cell] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def keep(self, cell: Cell) -> None:
        """Put a cell into the note, once."""
        if cell not in self.kept:
            self.kept.append(cell)

    @property
    def note(self) -> str:
        """The note of the entry: free text, then each kept cell with its header, cut short where
        the note has no room for all.
        """
        return note_of(self.notes, self.kept)

    def leave_out_last(self, cells: RowCells) -> None:
        """Leave out as many of the last cells as the note has no room for; its first text stays,
        however long.
        """
        headers = {
            cell.text: cell.column.header
            for role in (Role.NOTE, Role.WORDS)
            for cell in cells.of(role)
        }
        while len(self.note) > LONGEST_NOTE and (self.kept or len(self.notes) > 1):
            if self.kept:
                cell = self.kept.pop()
                self.left_out.append((cell.column.header, cell.text))
            else:
                text = self.notes.pop()
                self.left_out.append((headers[text], text))


# What says no more than when a row was, or that it says nothing.
_ONLY_WHEN = (Role.DAY, Role.NIGHT_OF, Role.MOMENT, Role.SENT, Role.YEAR, Role.ZONE, Role.OFFSET)


def take_quiet_time(cells: RowCells, answers: RowAnswers) -> None:
    """Take "none" for a time, in a row that says no more, for a night without twitches.

    Beside anything else it may mean that the time is not known, and the row is a note.
    """
    clock = cells.first(Role.TIME)
    if clock is None or not names_nothing(clock.read):
        return
    others = [cell for role, own in cells.by_role.items() if role not in _ONLY_WHEN for cell in own]
    if all(cell is clock or names_nothing(cell.read) or not cell.read for cell in others):
        answers.nothing = True
        answers.fields.pop("intensity", None)
        answers.quiet_cells += [cell for cell in others if cell not in answers.quiet_cells]


def settle(cells: RowCells, answers: RowAnswers) -> None:
    """Settle sides, what "nothing" means beside an episode, and a count over two places."""
    is_episode = answers.places or answers.fields.get("movement") or answers.fields.get("count")
    if answers.nothing and is_episode:
        answers.nothing = False
        _keep_all(cells, answers, Role.MUSCLE, Role.MOVEMENT, Role.COUNT)
    side = answers.fields.pop("side", None)
    if side and not answers.places:
        answers.fields["side"] = side
    own = answers.places
    answers.places = [
        without_side_of_midline(replace(place, side=place.side or side)) for place in own
    ]
    if side and any(place.side is not side for place in answers.places):
        _keep_all(cells, answers, Role.SIDE, Role.MOVEMENT)
        is_midline = all(place.side is None for place in own)
        if not (is_midline and (cells.of(Role.SIDE) or cells.of(Role.MOVEMENT))):
            _keep_all(cells, answers, Role.MUSCLE)
    if any(place.side is None and before.side for place, before in _pairs(answers.places, own)):
        _keep_all(cells, answers, Role.MUSCLE)
    if len(answers.places) > 1 and answers.fields.pop("count", None) is not None:
        _keep_all(cells, answers, Role.COUNT)
        _note_all(cells, answers, Role.MUSCLE, Role.MOVEMENT, Role.WORDS)


def _note_all(cells: RowCells, answers: RowAnswers, *roles: Role) -> None:
    """Keep the cells in which the count stood."""
    for cell in (cell for role in roles for cell in cells.of(role)):
        if count_in(cell.read)[1] is None:
            continue
        if cell.column.role is not Role.WORDS:
            answers.keep(cell)
        elif cell.text not in answers.notes:
            answers.notes.append(cell.text)


def _pairs(
    places: list[WordMeaning], own: list[WordMeaning]
) -> Iterator[tuple[WordMeaning, WordMeaning]]:
    return zip(places, own, strict=True)


def _keep_all(cells: RowCells, answers: RowAnswers, *roles: Role) -> None:
    for role in roles:
        for cell in cells.of(role):
            answers.keep(cell)
