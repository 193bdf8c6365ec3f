"""One row of a stranger's table as the diary has it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journal.entries import Entry, Problem


@dataclass(frozen=True, slots=True)
class UntimedNote:
    """What a row without a time says, for the day context of the night that begins on ``night``.

    ``id`` stays the same for the same row, as that of an entry does.
    """

    id: str
    night: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodRow:
    """What one row becomes: entries, a quiet night, a note without a time, or nothing.

    Of ``line`` (from 1) there is one row, in the file's order. Two muscles in a cell are two
    ``entries``. ``wrong`` are all reasons at once why the row cannot be taken; it is nothing then.
    ``skipped`` is why it is left out by the recipe. ``remarks`` are worth knowing and stop nothing.
    ``left_out`` are cells, with their headers, that are in nothing else; ``repeats`` says that an
    earlier row marked the same night as quiet.
    """

    line: int
    entries: tuple[Entry, ...] = ()
    quiet_night: date | None = None
    untimed_note: UntimedNote | None = None
    wrong: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    skipped: Problem | None = None
    left_out: tuple[tuple[str, str], ...] = ()
    repeats: bool = False
