"""How strong, from 0 to 10: a number as it stands, or a word by the recipe and the lists.

Nothing is rescaled in silence: what is not the number itself stays in the note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from journal import parsing
from journal.diary_file.sheets.folding import LONGEST_KEY
from journal.diary_file.sheets.recipes import ColumnRole
from journal.diary_file.sheets.row_cells import Cell, read_part
from journal.diary_file.sheets.tables import ColumnSummary
from journal.diary_file.sheets.word_lists import WordSection, looked_up, phrase
from journal.entries import MOST_INTENSITY
from journal.parsing import UnreadableError, texts

_OF_TEN = re.compile(r"(?P<number>[0-9]{1,2})\s*(?:/|von|of|sur|de|out of)\s*10")

_HEADER_NUMBER = re.compile(r"[0-9]{1,3}")
# Up to here people count who do not count to 10.
_SHORT_SCALE = 5


def strength_key(text: str) -> str:
    """What a recipe has a strength under: the text in one case, with single spaces."""
    return " ".join(text.casefold().split())[:LONGEST_KEY]


def read_strength(
    cell: Cell, scale: Mapping[str, int | None], languages: Sequence[str]
) -> tuple[int | None, bool]:
    """The number from 0 to 10, None for "not recorded", and whether the cell says no more."""
    key = strength_key(cell.read)
    number = plain_strength(cell)
    if key in scale:
        return scale[key], scale[key] is not None and scale[key] == number
    if number is not None and is_rescaled(scale):
        return None, False
    if number is not None:
        return number, True
    return guessed_strength(cell.read, languages), False


def plain_strength(cell: Cell) -> int | None:
    """A whole number from 0 to 10 as it stands, also as 3/10; None for all else."""
    of_ten = _OF_TEN.fullmatch(cell.read.strip().casefold())
    try:
        number = parsing.number(of_ten["number"] if of_ten else cell.read) * cell.column.factor
    except UnreadableError:
        return None
    is_whole = number == number.to_integral_value()
    if is_whole and 0 <= number <= MOST_INTENSITY:
        return int(number)
    return None


def is_rescaled(scale: Mapping[str, int | None]) -> bool:
    """Whether a number has been given another meaning: then no other one is taken as it stands."""
    return any(meaning != int(key) for key, meaning in scale.items() if key.isdecimal())


def is_doubted_scale(
    column: ColumnRole, summary: ColumnSummary, answered: Mapping[str, int | None]
) -> bool:
    """Whether a column's numbers may count to something else than 10: its header says so, or they
    stop at 5 and it says nothing, or such a number has been given another meaning before.
    """
    tops = [int(number) for number in _HEADER_NUMBER.findall(texts.plain(column.header))]
    cells = (Cell(column, value, read_part(column, value)) for value in summary.values)
    numbers = [number for cell in cells if (number := plain_strength(cell)) is not None]
    if is_rescaled(answered):
        return True
    if tops:
        return bool(numbers) and max(tops) != MOST_INTENSITY
    return bool(numbers) and max(numbers) <= _SHORT_SCALE


def guessed_strength(text: str, languages: Sequence[str]) -> int | None:
    """The number that a word like "mild" is taken for, None if it is not in the lists."""
    name = looked_up(WordSection.STRENGTHS, phrase(text), languages)
    if name:
        return int(name)
    return None
