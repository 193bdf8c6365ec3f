"""Recipes: how a person's own table is read, kept for next month's longer file."""

from __future__ import annotations

from typing import Self

from django.contrib.auth.models import User
from django.db import models

from journal.diary_file.recipe_field import LONGEST_RECIPE
from journal.models.owner_querysets import OwnedQuerySet

LONGEST_RECIPE_NAME = 100
# Of one account; the one that was used longest ago makes room.
MOST_RECIPES = 100


class StoredRecipeQuerySet(OwnedQuerySet["StoredRecipe"]):
    """``StoredRecipe.objects.of(person).latest_first()``."""

    def latest_first(self) -> Self:
        """By when they were used, the latest first."""
        return self.order_by("-recorded_at", "-pk")


class StoredRecipe(models.Model):
    """What a person answered about a table of theirs.

    ``header`` is the digest of the table's first line, one recipe each; ``content`` the recipe as
    JSON (``journal.diary_file.sheets``). ``recorded_at`` is when it was used last.
    """

    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recipes")
    name = models.CharField(max_length=LONGEST_RECIPE_NAME)
    header = models.CharField(max_length=64)
    content = models.TextField(max_length=LONGEST_RECIPE)
    recorded_at = models.DateTimeField()

    objects = StoredRecipeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "header"], name="one_recipe_a_header")
        ]

    def __str__(self) -> str:
        return self.name
