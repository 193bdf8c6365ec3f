"""A recipe as JSON, for the database, for files and for those that come along."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from journal.anatomy import MUSCLE_BY_ID
from journal.diary_file.sheets.plain_data import PlainDataError, from_plain_data, plain_data
from journal.diary_file.sheets.recipes import Recipe
from journal.diary_file.sheets.tables import MOST_SHEET_COLUMNS
from journal.entries import DAY_SECONDS, MOST_INTENSITY, UNSTORABLE, zone_problem
from journal.i18n import gettext_noop as _
from journal.parsing import excerpt

LONGEST_NAME = 200
FACTOR_BOUNDS = (Decimal("0.000001"), Decimal(1_000_000))


class RecipeError(Exception):
    """What was to be read is no recipe; ``text`` is for a person, filled from ``values``."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text, values)
        self.text, self.values = text, values

    def __str__(self) -> str:
        return self.text % self.values


def recipe_data(recipe: Recipe) -> dict[str, Any]:
    """The recipe as JSON has it; what is the default is not written."""
    data: dict[str, Any] = plain_data(recipe)
    return data


def recipe_from(data: object) -> Recipe:
    """The recipe of such data. Raises RecipeError with a sentence for what is none or too large."""
    try:
        recipe: Recipe = from_plain_data(Recipe, data)
    except PlainDataError as error:
        if not error.place:
            raise RecipeError(_("This is no recipe.")) from error
        text = _("“%(place)s” in the recipe is not what a recipe has there.")
        raise RecipeError(text, place=excerpt(error.place)) from error
    for place in _wrong_places(recipe):
        text = _("“%(place)s” in the recipe is not what a recipe has there.")
        raise RecipeError(text, place=excerpt(place))
    return recipe


def _wrong_places(recipe: Recipe) -> Iterator[str]:
    """What has the right type and still cannot be."""
    if max(len(recipe.headers), len(recipe.columns)) > MOST_SHEET_COLUMNS:
        yield "columns"
    if recipe.time_zone and zone_problem(recipe.time_zone):
        yield "time_zone"
    for name in ("name", "title"):
        text = getattr(recipe, name)
        if len(text) > LONGEST_NAME or UNSTORABLE.search(text):
            yield name
    for number, column in enumerate(recipe.columns):
        if column.unit is not None and not 0 < column.unit <= DAY_SECONDS:
            yield f"columns.{number}.unit"
        if (
            not column.factor.is_finite()
            or not FACTOR_BOUNDS[0] <= column.factor <= FACTOR_BOUNDS[1]
        ):
            yield f"columns.{number}.factor"
    for role, meanings in recipe.words.items():
        for key, meaning in meanings.items():
            if not set(meaning.muscles) <= set(MUSCLE_BY_ID):
                yield f"words.{role}.{key}"
    for cell, strength in recipe.strengths.items():
        if strength is not None and not 0 <= strength <= MOST_INTENSITY:
            yield f"strengths.{cell}"
