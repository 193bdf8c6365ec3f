"""A question of yes or no gives true, false or nothing, never a text."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms

from journal.forms.chip_fields import FlagChipsField


class Question(forms.Form):
    """One question, as an episode's form asks it."""

    numb = FlagChipsField(label="Was it numb afterwards?")


@pytest.mark.parametrize(
    ("sent", "flag"),
    [
        ({"numb": "yes"}, True),
        ({"numb": "no"}, False),
        ({"numb": " NO "}, False),
        ({"numb": ""}, None),
        ({}, None),
    ],
)
def test_what_is_touched_is_true_false_or_not_recorded(
    sent: dict[str, str], flag: bool | None
) -> None:
    form = Question(sent)
    assert form.is_valid()
    assert form.cleaned_data["numb"] is flag


@pytest.mark.parametrize("sent", ["maybe", "true", "1"])
def test_anything_else_is_refused_and_shown_again(sent: str) -> None:
    form = Question({"numb": sent})
    assert form.errors["numb"] == [f"“{sent}” is not one of the choices."]
    assert form["numb"].value() == sent


@pytest.mark.parametrize(
    ("stored", "chip"), [(True, "yes"), (False, "no"), (None, None), ("yes", "yes"), ("", "")]
)
def test_what_is_stored_is_shown_as_its_chip(stored: Any, chip: str | None) -> None:
    assert Question(initial={"numb": stored})["numb"].value() == chip
