"""Keeps, renames and forgets recipes: how tables of a person's own are read."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from journal.models.stored_recipe import LONGEST_RECIPE_NAME, MOST_RECIPES, StoredRecipe


def keep_recipe(
    owner: User, name: str, *, header: str, content: str, as_of: datetime
) -> StoredRecipe:
    """Keep the answers about tables with that ``header``, in the place of older ones about it.

    One that is there keeps its name. Where there are too many, those used longest ago go.
    """
    with transaction.atomic():
        recipe, _new = StoredRecipe.objects.update_or_create(
            owner=owner,
            header=header,
            defaults={"content": content, "recorded_at": as_of},
            create_defaults={
                "content": content,
                "recorded_at": as_of,
                "name": name[:LONGEST_RECIPE_NAME],
            },
        )
        old = StoredRecipe.objects.of(owner).latest_first()[MOST_RECIPES:]
        StoredRecipe.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
    return recipe


def rename_recipe(recipe: StoredRecipe, name: str) -> None:
    """Give it another name, of at most ``LONGEST_RECIPE_NAME`` characters."""
    recipe.name = name
    recipe.save(update_fields=["name"])


def delete_recipe(recipe: StoredRecipe) -> None:
    """Delete it; entries that were brought with it stay."""
    recipe.delete()
