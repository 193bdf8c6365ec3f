"""Pieces that the layouts of several forms have in common."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.template.loader import render_to_string

CHIPS_TEMPLATE = "journal/_chips_field.html"


class Conflicts:
    """What was changed here and elsewhere, with its choices; nothing where nothing was."""

    def render(self, form: forms.Form, context: Any, **kwargs: Any) -> str:
        """Called by crispy."""
        return render_to_string("journal/_conflicts.html", {"form": form})


def part_of_form() -> FormHelper:
    """For a form inside the one form of its page, which has the hidden fields (docs/adr/0102)."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper
