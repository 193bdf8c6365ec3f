"""A box for a date as exact as it is known."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from journal import parsing
from journal.forms.text_fields import ParsedField
from journal.parsing import Reading
from journal.partial_dates import PartialDate


class PartialDateField(ParsedField[PartialDate]):
    """A year, a month or a day, typed: no browser has a box for all three."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
    default_error_messages = {
        "invalid": _("Write a year, a month or a day, like 2026, 2026-03 or 2026-03-14.")
    }

    def to_python(self, value: Any) -> PartialDate | None:
        """As for all; a program that asks the form itself gives the date."""
        if isinstance(value, PartialDate):
            return value
        return super().to_python(value)

    def parse(self, text: str) -> Reading[PartialDate]:
        """The date."""
        return parsing.partial_date(text)
