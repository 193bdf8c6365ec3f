"""Recipes: one for each header of a table, a bounded number of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User

from journal.actions import stored_recipes
from journal.actions.stored_recipes import delete_recipe, keep_recipe, rename_recipe
from journal.models import StoredRecipe

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def test_answers_about_the_same_header_take_the_place_of_older_ones(ada: User, ben: User) -> None:
    keep_recipe(ada, "March", header="a", content="{}", as_of=NOW)
    keep_recipe(ben, "Ben's", header="a", content="{}", as_of=NOW)
    again = keep_recipe(ada, "April", header="a", content='{"b": 1}', as_of=NOW)
    assert [recipe.name for recipe in StoredRecipe.objects.of(ada)] == ["March"]
    assert again.content == '{"b": 1}'


def test_a_recipe_is_renamed_and_forgotten(ada: User) -> None:
    recipe = keep_recipe(ada, "March", header="a", content="{}", as_of=NOW)
    rename_recipe(recipe, "My notebook")
    assert StoredRecipe.objects.get().name == "My notebook"
    delete_recipe(recipe)
    assert not StoredRecipe.objects.exists()


def test_those_used_longest_ago_make_room(ada: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_recipes, "MOST_RECIPES", 3)
    for number in range(5):
        at = NOW + timedelta(days=number)
        keep_recipe(ada, f"no. {number}", header=str(number), content="{}", as_of=at)
    names = [recipe.name for recipe in StoredRecipe.objects.of(ada).latest_first()]
    assert names == ["no. 4", "no. 3", "no. 2"]
