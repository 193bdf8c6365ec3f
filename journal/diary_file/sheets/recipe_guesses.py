"""The recipe that a file suggests by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from journal.diary_file.sheets.day_orders import decided_order
from journal.diary_file.sheets.folding import word_key
from journal.diary_file.sheets.recipes import (
    WORD_ROLES,
    ColumnRole,
    NightRule,
    PlainLines,
    Recipe,
    Role,
    WordMeaning,
)
from journal.diary_file.sheets.role_guesses import guess_roles
from journal.diary_file.sheets.row_cells import read_part
from journal.diary_file.sheets.tables import ColumnSummary, Layout, Survey
from journal.diary_file.sheets.word_guesses import things_in

OwnWords = Mapping[Role, Mapping[str, WordMeaning]]
# In a table each row with a time is an entry; notes hold other things too.
_PLAIN_LINES = {Layout.TABLE: PlainLines.ENTRY, Layout.LINES: PlainLines.NOTE}
DAY_ROLES = (Role.MOMENT, Role.DAY, Role.NIGHT_OF, Role.SENT)


def guess_recipe(
    survey: Survey, *, languages: Sequence[str] = (), own_words: OwnWords | None = None
) -> Recipe:
    """The recipe as the file alone suggests it: each column's role, from its header and its cells.

    ``languages`` are the person's own ("de"), ``own_words`` what they taught before.
    """
    likely = tuple(dict.fromkeys([*survey.languages, *languages]))
    columns = guess_roles(survey.table, survey.columns, likely)
    recipe = Recipe(
        layout=survey.table.layout,
        headers=survey.table.header,
        columns=columns,
        languages=likely,
        plain_lines=_PLAIN_LINES[survey.table.layout],
    )
    return completed(recipe, survey, own_words or {})


def completed(recipe: Recipe, survey: Survey, own_words: OwnWords) -> Recipe:
    """The recipe with what the file itself decides of days and nights, and with taught words."""
    days = day_column(recipe, survey)
    evidence = days.days if days else None
    order = recipe.day_order
    if order is None and evidence:
        decision = decided_order(evidence)
        order = None if decision.is_open else decision.order
    words = {
        role: {**_taught(recipe, survey, role, own_words), **recipe.words.get(role, {})}
        for role in WORD_ROLES
    }
    rule = recipe.night_rule
    if rule is NightRule.AS_WRITTEN and "night_rule" not in recipe.answered:
        rule = likeliest_night_rule(recipe, survey)
    return replace(
        recipe,
        day_order=order,
        night_rule=rule,
        words={role: own for role, own in words.items() if own},
    )


def likeliest_night_rule(recipe: Recipe, survey: Survey) -> NightRule:
    """What a day beside a time most likely names."""
    roles = [column.role for column in recipe.columns]
    if Role.NIGHT_OF in roles and Role.MOMENT not in roles:
        return NightRule.EVENING_DATE
    if survey.turning_rows and Role.DAY in roles and Role.MOMENT not in roles:
        return NightRule.AFTER_EVENING
    return NightRule.AS_WRITTEN


def day_column(recipe: Recipe, survey: Survey) -> ColumnSummary | None:
    """The column that tells the day."""
    for role in DAY_ROLES:
        for column in survey.columns:
            if recipe.role_of(column.header) is role:
                return column
    return None


def columns_of(
    recipe: Recipe, survey: Survey, *roles: Role
) -> Iterator[tuple[ColumnRole, ColumnSummary]]:
    """The columns of these roles, each with what stands in it."""
    by_header = {column.header: column for column in survey.columns}
    for column in recipe.columns:
        if column.role in roles and column.header in by_header:
            yield column, by_header[column.header]


def column_pieces(column: ColumnRole, summary: ColumnSummary) -> dict[str, tuple[str, int]]:
    """The different things in a column of words, by key: how each stands there first, and in how
    many rows.
    """
    found: dict[str, tuple[str, int]] = {}
    for value, rows in summary.values.items():
        for piece in things_in(read_part(column, value), column.role):
            text, before = found.get(word_key(piece), (piece, 0))
            found[word_key(piece)] = (text, before + rows)
    return found


def _taught(
    recipe: Recipe, survey: Survey, role: Role, own_words: OwnWords
) -> dict[str, WordMeaning]:
    own = own_words.get(role, {})
    if not own:
        return {}
    return {
        key: own[key]
        for column, summary in columns_of(recipe, survey, role)
        for key in column_pieces(column, summary)
        if key in own
    }
