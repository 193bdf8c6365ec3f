"""The names that a person gives to their recipes."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from journal.actions.stored_recipes import rename_recipe
from journal.forms.merge import MergingForm
from journal.forms.text_fields import TextBoxField
from journal.models.stored_recipe import LONGEST_RECIPE_NAME, StoredRecipe
from journal.reading.stored_recipes import RecipeFacts

NAME_OF = "name-{}"


def recipe_names(recipes: Sequence[RecipeFacts]) -> dict[str, str]:
    """What the form's fields show."""
    return {NAME_OF.format(recipe.pk): recipe.name for recipe in recipes}


class RecipeNamesForm(MergingForm, forms.Form):
    """A box for the name of each recipe; only what was changed is written."""

    def __init__(self, *args: Any, names: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, name in names.items():
            self.fields[field] = TextBoxField(
                label=_("Name"),
                initial=name,
                max_length=LONGEST_RECIPE_NAME,
                validators=[_refuse_unseen],
                widget=forms.TextInput(
                    attrs={"autocomplete": "off", "dir": "auto", "class": "form-control"}
                ),
                error_messages={"required": _("Give the recipe a name.")},
            )

    def store(self, person: User) -> bool:
        """Write the names that were changed; False if the person has to choose first."""
        with transaction.atomic():
            rows = {
                NAME_OF.format(row.pk): row
                for row in StoredRecipe.objects.of(person).select_for_update()
            }
            stored = {field: rows[field].name for field in self.fields if field in rows}
            gone = [field for field in self.fields if field not in rows]
            for field in gone:  # forgotten in another window
                del self.fields[field]
            changed = self.merge(stored)
            for field in changed or ():
                rename_recipe(rows[field], self.cleaned_data[field])
        return changed is not None


def _refuse_unseen(name: str) -> None:
    if all(unicodedata.category(sign)[0] in "CZ" for sign in name):
        raise ValidationError(_("Give the recipe a name."), code="required")
