"""Which recipe a table is read by, and how one is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.contrib.auth.models import User

from journal.actions.stored_recipes import keep_recipe
from journal.diary_file.sheets import (
    Recipe,
    Role,
    WordMeaning,
    fits,
    guess_recipe,
    preset_for,
    recipe_data,
)
from journal.files.sheet_state import COLUMN_ROLES, TABLE, SheetState
from journal.reading.stored_recipes import own_recipes


def with_recipe(person: User, state: SheetState, languages: Sequence[str]) -> SheetState:
    """The person's own recipe for this header, else one that comes along, else a guess."""
    table = state.survey
    if table is None:
        return state
    recipes = [
        replace(facts.recipe, name=facts.name) for facts in own_recipes(person) if facts.recipe
    ]
    own = next((recipe for recipe in recipes if fits(recipe, table)), None)
    answers = state.answers
    if own:
        every = answers | {COLUMN_ROLES, TABLE}
        return replace(state, recipe=own, answers=every, origin="recipe")
    words = taught_words(recipes)
    if preset := preset_for(table, own_words=words):
        return replace(state, recipe=preset, answers=answers | {COLUMN_ROLES}, origin=preset.title)
    guess = guess_recipe(table, languages=languages, own_words=words)
    return replace(state, recipe=guess, answers=answers, origin="")


def taught_words(recipes: Sequence[Recipe]) -> Mapping[Role, Mapping[str, WordMeaning]]:
    """What the person said that words mean, in all of their recipes; the latest counts."""
    words: dict[Role, dict[str, WordMeaning]] = {}
    for recipe in reversed(recipes):
        for role, meanings in recipe.words.items():
            words.setdefault(role, {}).update(meanings)
    return words


def header_digest(recipe: Recipe) -> str:
    """What tells the header line that a recipe is bound to from all others."""
    return sha256("\x1f".join(recipe.headers).encode("utf-8", "surrogatepass")).hexdigest()


def recipe_content(recipe: Recipe) -> str:
    """The recipe as it is kept."""
    return json.dumps(recipe_data(recipe), ensure_ascii=False)


def keep_recipe_of(person: User, recipe: Recipe, file_name: str, *, as_of: datetime) -> None:
    """Keep the recipe for the next table with the same header; ``file_name`` names a new one."""
    keep_recipe(
        person,
        recipe.title or file_name.rpartition(".")[0] or file_name,
        header=header_digest(recipe),
        content=recipe_content(recipe),
        as_of=as_of,
    )
