"""Earlier imports with their one button, and recipes: listed, renamed, deleted."""

from __future__ import annotations

from datetime import UTC, datetime

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from journal.actions.stored_recipes import keep_recipe
from journal.models import FinishedImport, StoredRecipe
from tests.forms import opened

PAGE = "/import/earlier/"
NOW = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def test_both_are_listed(as_ada: Client, ada: User, ben: User) -> None:
    assert as_ada.get(PAGE).content.decode().count("There are none.") == 2
    FinishedImport.objects.create(
        owner=ada, name="March.csv", finished_at=timezone.now(), episodes=214, nights=3
    )
    FinishedImport.objects.create(
        owner=ben, name="Ben.csv", finished_at=timezone.now(), episodes=1, nights=0
    )
    keep_recipe(ada, "My notebook", header="a", content="{}", as_of=NOW)
    html = as_ada.get(PAGE).content.decode()
    for words in ("March.csv", "214 episodes", "My notebook", "Last used: 1 March 2026"):
        assert words in html
    assert "Ben.csv" not in html


def test_a_recipe_is_renamed(as_ada: Client, ada: User) -> None:
    recipe = keep_recipe(ada, "Tabelle1", header="a", content="{}", as_of=NOW)
    field = f"name-{recipe.pk}"
    sent = {**opened(as_ada, PAGE, field), field: "My notebook"}
    assert "Saved." in as_ada.post(PAGE, sent, follow=True).content.decode()
    assert StoredRecipe.objects.get().name == "My notebook"
    answer = as_ada.post(PAGE, {**opened(as_ada, PAGE, field), field: "\u200b"})
    assert answer.status_code == 422
    assert "Give the recipe a name." in answer.content.decode()
    assert StoredRecipe.objects.get().name == "My notebook"


def test_a_recipe_is_deleted_and_twice_is_said(as_ada: Client, ada: User) -> None:
    recipe = keep_recipe(ada, "Tabelle1", header="a", content="{}", as_of=NOW)
    address = f"/import/recipes/{recipe.pk}/delete/"
    assert "Deleted: the recipe" in as_ada.post(address, follow=True).content.decode()
    assert "gone already" in as_ada.post(address, follow=True).content.decode()


def test_a_recipe_that_cannot_be_read_any_more_is_said_and_can_go(
    as_ada: Client, ada: User
) -> None:
    recipe = keep_recipe(ada, "Old", header="a", content='{"columns": 3}', as_of=NOW)
    assert "It can no longer be used." in as_ada.get(PAGE).content.decode()
    as_ada.post(f"/import/recipes/{recipe.pk}/delete/")
    assert not StoredRecipe.objects.exists()
