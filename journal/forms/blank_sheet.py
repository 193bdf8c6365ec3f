"""From which night on a sheet to fill in by hand is dated."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from journal.entries import EARLIEST_YEAR
from journal.forms.text_fields import DayBoxField

# A slip of the keyboard in the year is said.
FARTHEST_SHEET = timedelta(days=366)


class BlankSheetForm(forms.Form):
    """The first night of the sheet, or none: its nights are dated by hand."""

    first = DayBoxField(
        label=_("From which night on?"),
        required=False,
        help_text=_("The evening on which it begins. Leave it empty to write the dates yourself."),
    )

    def __init__(self, *args: object, today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.today = today

    def clean_first(self) -> date | None:
        """A night of this or the next year, or one that is over."""
        first: date | None = self.cleaned_data["first"]
        if first and not first.year >= EARLIEST_YEAR:
            raise ValidationError(_("This day is before the year 1900."))
        if first and first > self.today + FARTHEST_SHEET:
            raise ValidationError(_("This is more than a year away. Is the year right?"))
        return first
