"""Which rows a recipe leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from journal.diary_file.sheets.folding import word_key
from journal.diary_file.sheets.recipes import Recipe, RowAction, RowRule
from journal.diary_file.sheets.row_cells import part_of
from journal.diary_file.sheets.tables import SheetRow
from journal.entries import Problem
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

_MOST_WITHIN = 1_000


@lru_cache(maxsize=256)
def _keys(values: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(word_key, values))


class RowFilter:
    """Says of each row, in the file's order, why it is left out; it remembers one cell a thing."""

    def __init__(self, recipe: Recipe, place_of: Mapping[str, int]) -> None:
        self._rules = [rule for rule in recipe.rules if rule.header in place_of]
        self._place_of = place_of
        self._latest: dict[tuple[str, str], str] = {}

    def reason(self, row: SheetRow) -> Problem | None:
        """Why the recipe leaves a row out, None if it takes it."""
        for rule in self._rules:
            cell = row.cells[self._place_of[rule.header]]
            if rule.action is RowAction.SKIP_REPEATS and self._repeats(rule, row, cell):
                text = _("This row says the same as the one before it.")
                return Problem(rule.header, text)
            is_named = rule.action is not RowAction.SKIP_REPEATS and self._is_named(rule, cell)
            if rule.action is RowAction.SKIP and is_named:
                text = _("A row with “%(value)s” under “%(header)s” is no entry.")
                return Problem(rule.header, text, {"value": excerpt(cell), "header": rule.header})
            if rule.action in (RowAction.ONLY, RowAction.PICK) and rule.values and not is_named:
                text = _("“%(value)s” under “%(header)s” was not picked.")
                return Problem(rule.header, text, {"value": excerpt(cell), "header": rule.header})
        return None

    def _is_named(self, rule: RowRule, cell: str) -> bool:
        cell = part_of(cell, rule.part)
        things = cell.split(rule.separator) if rule.separator else [cell]
        return not _keys(rule.values).isdisjoint(map(word_key, things))

    def _repeats(self, rule: RowRule, row: SheetRow, cell: str) -> bool:
        place = self._place_of.get(rule.within)
        key = (rule.header, "" if place is None else row.cells[place])
        if self._is_named(rule, cell):
            return False
        before = self._latest.get(key)
        if key in self._latest or len(self._latest) < _MOST_WITHIN:
            self._latest[key] = cell
        return before == cell
