"""Recipes that come along, for other apps' files: the files of ``presets/``.

A file is TOML: its title, which header lines it knows (``any_of``), and a recipe as
``recipe_data`` has it. ``docs/sheets.md`` says how one is added; no app has code of its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from journal.diary_file.sheets.calendar_names import weekday_names
from journal.diary_file.sheets.folding import folded, word_key
from journal.diary_file.sheets.plain_data import from_plain_data
from journal.diary_file.sheets.recipe_guesses import OwnWords, completed
from journal.diary_file.sheets.recipes import ColumnRole, Recipe, Role
from journal.diary_file.sheets.role_guesses import guess_roles
from journal.diary_file.sheets.tables import CellKind, ColumnSummary, Layout, Survey
from journal.diary_file.sheets.word_guesses import read_phrase
from journal.diary_file.sheets.word_lists import ordered
from journal.observations import Movement

PRESETS_FOLDER = Path(__file__).parent / "presets"
# What a column that a preset does not know may be guessed as: nothing that says when.
_SAFE = (Role.NOTE, Role.KEEP, Role.LEAVE_OUT)


@dataclass(frozen=True, slots=True)
class ArchivePlan:
    """Which file of an app's archive is meant: ``member``, in a folder that lies where a file
    called ``beside`` does.
    """

    beside: str
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LostHeader:
    """How a file is known that has lost its header: what its first columns are called, and what
    all their cells are ("day", "weekday", "time"; "" for anything).
    """

    names: tuple[str, ...]
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A recipe that comes along. ``name`` is its file's.

    A table is one of its if all headers of one of ``any_of`` are there, and, where it has
    ``signs``, one of these stands in a cell; or if it has no header and looks like
    ``lost_header``. ``others`` is what a column that it does not name tells, if such a sign stands
    there. ``archive`` is for an app that exports many files as one.
    """

    name: str
    title: str
    any_of: tuple[tuple[str, ...], ...]
    recipe: Recipe
    signs: tuple[str, ...] = ()
    others: ColumnRole | None = None
    archive: ArchivePlan | None = None
    lost_header: LostHeader | None = None


@cache
def all_presets() -> Mapping[str, Preset]:
    """All presets by name."""
    return {path.stem: _loaded(path) for path in sorted(PRESETS_FOLDER.glob("*.toml"))}


def _loaded(path: Path) -> Preset:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    if "others" in data:
        data["others"]["header"] = ""
    preset: Preset = from_plain_data(Preset, {"name": path.stem, **data})
    recipe = replace(preset.recipe, name=preset.name, title=preset.title)
    return replace(preset, recipe=recipe)


def presets() -> Mapping[str, Recipe]:
    """The recipes that come along, by name."""
    return {name: preset.recipe for name, preset in all_presets().items()}


def preset_for(survey: Survey, *, own_words: OwnWords | None = None) -> Recipe | None:
    """The recipe that comes along and knows this header line, bound to it; None if none does."""
    known = [preset for preset in all_presets().values() if _knows(preset, survey)]
    if not known:
        return None
    preset = max(known, key=_length)
    recipe = _by_letters(preset, survey) if survey.table.header_line is None else preset.recipe
    return bound(recipe, survey, own_words=own_words)


def _length(preset: Preset) -> int:
    return max(map(len, preset.any_of))


def _knows(preset: Preset, survey: Survey) -> bool:
    if survey.table.header_line is None:
        return _has_lost_header(preset, survey)
    headers = set(map(word_key, survey.table.header))
    if not any(headers.issuperset(map(word_key, names)) for names in preset.any_of):
        return False
    return not preset.signs or any(_has_sign(column, preset) for column in survey.columns)


def _has_lost_header(preset: Preset, survey: Survey) -> bool:
    """Whether a table without a header holds what this app writes, in its order."""
    lost = preset.lost_header
    if lost is None or survey.table.layout is not Layout.TABLE:
        return False
    if len(survey.columns) < len(lost.names):
        return False
    return all(
        _holds(column, cells) for column, cells in zip(survey.columns, lost.cells, strict=False)
    )


def _holds(column: ColumnSummary, cells: str) -> bool:
    """Whether all cells of a column are of that kind."""
    if not cells:
        return True
    if cells == "weekday":
        return bool(column.values) and all(folded(one) in weekday_names() for one in column.values)
    return column.filled == column.kinds.get(CellKind(cells), 0) > 0


def _by_letters(preset: Preset, survey: Survey) -> Recipe:
    """The preset's recipe with the letters that columns without names have."""
    recipe, lost = preset.recipe, preset.lost_header
    if lost is None:
        return recipe
    letters = dict(zip(lost.names, survey.table.header, strict=False))
    columns = [
        replace(column, header=letters[column.header])
        for column in recipe.columns
        if column.header in letters
    ]
    rules = [
        replace(rule, header=letters[rule.header])
        for rule in recipe.rules
        if rule.header in letters
    ]
    return replace(recipe, columns=tuple(columns), rules=tuple(rules))


def _has_sign(column: ColumnSummary, preset: Preset) -> bool:
    return any(sign in column.values for sign in preset.signs)


def bound(recipe: Recipe, survey: Survey, *, own_words: OwnWords | None = None) -> Recipe:
    """A recipe bound to a table's header line by the names of its columns.

    What it does not know goes into the note, or is left out where it looks like a place, a name or
    an address.
    """
    languages = tuple(dict.fromkeys([*recipe.languages, *survey.languages]))
    by_key = {word_key(column.header): column for column in recipe.columns}
    header_of = {word_key(header): header for header in survey.table.header}
    guessed = guess_roles(survey.table, survey.columns, languages)
    others = _others(recipe, survey, by_key, languages)
    columns = [
        _bound_column(column, by_key.get(word_key(column.header)) or others.get(column.header))
        for column in guessed
    ]
    rules = [
        replace(rule, header=header_of[word_key(rule.header)])
        for rule in recipe.rules
        if word_key(rule.header) in header_of
    ]
    result = replace(
        recipe,
        layout=survey.table.layout,
        headers=survey.table.header,
        columns=tuple(columns),
        rules=tuple(rules),
        languages=languages,
    )
    return completed(result, survey, own_words or {})


def _bound_column(guess: ColumnRole, own: ColumnRole | None) -> ColumnRole:
    if own is not None:
        return replace(own, header=guess.header)
    if guess.role in _SAFE:
        return guess
    return ColumnRole(guess.header, Role.KEEP)


def _others(
    recipe: Recipe, survey: Survey, by_key: Mapping[str, ColumnRole], languages: Sequence[str]
) -> dict[str, ColumnRole]:
    """The one column that a preset does not name and that is meant all the same."""
    preset = all_presets().get(recipe.name)
    if preset is None or preset.others is None:
        return {}
    order = ordered(languages)
    with_signs = [
        column.header
        for column in survey.columns
        if word_key(column.header) not in by_key and _has_sign(column, preset)
    ]
    twitches = [
        header
        for header in with_signs
        if read_phrase(header, Role.MOVEMENT, order).meaning.movement is Movement.TWITCH
    ]
    chosen = twitches or with_signs
    if len(with_signs) == 1 or twitches:
        return {chosen[0]: preset.others}
    return {}


def fits(recipe: Recipe, survey: Survey) -> bool:
    """Whether the recipe is bound to this header line."""
    own = [word_key(header) for header in recipe.headers]
    return recipe.layout is survey.table.layout and own == [
        word_key(header) for header in survey.table.header
    ]
