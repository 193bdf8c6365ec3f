"""A person's own recipes as facts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from journal.diary_file.sheets import Recipe, RecipeError, recipe_from
from journal.models.stored_recipe import StoredRecipe


@dataclass(frozen=True, slots=True)
class RecipeFacts:
    """A recipe that is kept; ``recipe`` is None where it cannot be read any more.

    ``used_at`` is when it was used last.
    """

    pk: int
    name: str
    recipe: Recipe | None
    used_at: datetime


def own_recipes(person: User) -> list[RecipeFacts]:
    """All of the person's, those used last first."""
    rows = StoredRecipe.objects.of(person).latest_first()
    return [RecipeFacts(row.pk, row.name, _recipe(row.content), row.recorded_at) for row in rows]


def _recipe(content: str) -> Recipe | None:
    try:
        return recipe_from(json.loads(content))
    except (ValueError, RecipeError):
        return None
