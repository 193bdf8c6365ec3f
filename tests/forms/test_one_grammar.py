"""Every box for words of every form is read by the one grammar."""

from __future__ import annotations

import importlib
import pkgutil

from django import forms as django_forms

from journal import forms as rooms
from journal.forms.chip_fields import ChipsField
from journal.forms.place_field import PlaceField
from journal.forms.text_fields import ParsedField, TextBoxField, ZoneField
from tests.forms.words_morning import _in_the_morning

__all__ = ["_in_the_morning"]


def our_forms() -> list[type[django_forms.BaseForm]]:
    """Every form of the app, but those of allauth."""
    modules = [
        importlib.import_module(f"journal.forms.{item.name}")
        for item in pkgutil.iter_modules(rooms.__path__)
    ]
    classes = {
        item for module in modules for item in vars(module).values() if isinstance(item, type)
    }
    forms = [item for item in classes if issubclass(item, django_forms.BaseForm)]
    of_allauth = tuple(
        f"journal.forms.{name}" for name in ("accounts", "second_step_codes", "passkeys")
    )
    return [
        item
        for item in forms
        if item.__module__.startswith("journal.forms") and item.__module__ not in of_allauth
    ]


def test_every_box_of_every_form_is_read_by_the_one_grammar() -> None:
    ours = (ParsedField, TextBoxField, ZoneField, PlaceField, ChipsField)
    choices = (django_forms.ChoiceField, django_forms.BooleanField, django_forms.FileField)
    # Written by the page itself, and put in place of Django's own when the form is made.
    unseen = {
        "weeks",
        "value",
        "pattern",
        "key",
        "muscle",
        "client_id",
        "opened_at",
        "limit",
        "again",
    }
    for form in our_forms():
        for name, box in getattr(form, "base_fields", {}).items():
            assert isinstance(box, (*ours, *choices)) or name in unseen, f"{form.__name__}.{name}"
