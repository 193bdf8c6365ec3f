"""Which row names the columns, and which rows are none of the table's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from journal.diary_file.sheets.cell_kinds import kind_of
from journal.diary_file.sheets.folding import folded
from journal.diary_file.sheets.tables import CellKind
from journal.diary_file.sheets.word_lists import phrase, phrases_of
from journal.entries import Problem
from journal.i18n import gettext_noop as _

Cells = Sequence[str]
_DATA_KINDS = (CellKind.DAY, CellKind.TIME, CellKind.MOMENT, CellKind.NUMBER)
_LONGEST_NAME = 120
# What numbers the questions of a form.
_NUMBERING = re.compile(r"\A(?:[A-Za-z]{0,2}\d{1,2}[.):]|[(\[]\d{1,2}[)\]])\s*")
_LETTERS_A_DIGIT = 3


def is_blank(cells: Cells) -> bool:
    """Whether nothing stands in the row."""
    return not any(cell and not cell.isspace() for cell in cells)


def may_be_header(cells: Cells) -> bool:
    """Whether a row may name columns: two cells or more, mostly different, mostly without digits
    and none of them a day, a time or a number.
    """
    filled = [cell.strip() for cell in cells if cell.strip()]
    different = {folded(cell) or cell for cell in filled}
    if len(different) < 2 or len(different) * 2 <= len(filled):
        return False
    if any(len(cell) > _LONGEST_NAME or kind_of(cell) in _DATA_KINDS for cell in filled):
        return False
    return sum(map(_has_many_digits, filled)) * 2 <= len(filled)


def _has_many_digits(cell: str) -> bool:
    """Whether a cell is more than a name with a number in it: "2. Wo?", "Strength (1-5)"."""
    name = _NUMBERING.sub("", cell)
    digits, letters = sum(map(str.isdigit, name)), sum(map(str.isalpha, name))
    return digits * _LETTERS_A_DIGIT > letters


def header_place(rows: Sequence[Cells]) -> int | None:
    """Which of a table's first rows is its header; None if none is.

    Of those that may be it is the one that names most of the columns in which something stands
    below, and at least half of them; of two that stand together the lower one.
    """
    best, best_share = None, 0.0
    for place, cells in enumerate(rows):
        following = [row for row in rows[place + 1 : place + 11] if not is_blank(row)]
        if not may_be_header(cells) or not following:
            continue
        used = {index for row in following for index, cell in enumerate(row) if cell.strip()}
        named = sum(index < len(cells) and bool(cells[index].strip()) for index in used)
        has_data = any(kind_of(cell) in _DATA_KINDS for row in following for cell in row)
        share = named / len(used)
        is_below = best is not None and best == place - 1
        if has_data and share >= 0.5 and (share > best_share or (is_below and share == best_share)):
            best, best_share = place, share
    return best


def has_day(cells: Cells) -> bool:
    """Whether a day stands in one of the cells."""
    return any(kind_of(cell) in (CellKind.DAY, CellKind.MOMENT) for cell in cells)


def column_letter(place: int) -> str:
    """What a spreadsheet calls the column: A, B, ..., Z, AA."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        letters = chr(ord("A") + letter) + letters
        place -= 1
    return letters


def column_names(cells: Cells, width: int) -> tuple[str, ...]:
    """The names of so many columns, all different: where a header cell is empty, its letter."""
    names: list[str] = []
    for place in range(width):
        name = cells[place].strip()[:_LONGEST_NAME] if place < len(cells) else ""
        name = name or column_letter(place)
        names.append(name if name not in names else f"{name} ({column_letter(place)})")
    return tuple(names)


def no_row(cells: Cells, header: Cells) -> Problem | None:
    """Why a row is none of the table's: its header once more, a total, or text around it."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    own = [name.strip() for name in header]
    if header and [cell.strip() for cell in cells][: len(own)] == own:
        return Problem("", _("This row repeats the names of the columns."))
    if _is_total(filled):
        return Problem("", _("This row is a total, not an entry."))
    is_alone = len(filled) == 1 and len(header) > 2 and bool(cells[0].strip())
    if is_alone and kind_of(filled[0]) is CellKind.TEXT:
        return Problem("", _("This row is text beside the table."))
    return None


def _is_total(filled: Cells) -> bool:
    if not filled or len(filled[0]) > _LONGEST_NAME:
        return False
    return phrase(filled[0].rstrip(":")) in phrases_of("totals") and not has_day(filled)
