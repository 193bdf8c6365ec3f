"""Making a link for a clinician, and the passphrase that may stand before it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from journal.paper.handing import USUAL, choices

USUAL_DAYS = 14
MOST_DAYS = 90
SHORTEST_PASSPHRASE = 8


class ShareForm(forms.Form):
    """Which nights, for whom, until when, and an optional passphrase."""

    period = forms.ChoiceField(label=_("Period"))
    for_whom = forms.CharField(
        label=_("For whom"),
        max_length=100,
        required=False,
        help_text=_("Only you see this. It tells your links apart."),
    )
    ends_on = forms.DateField(
        label=_("Works until the end of"),
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": _("Write the day as a date, like 2026-07-06.")},
    )
    passphrase = forms.CharField(
        label=_("Passphrase"),
        required=False,
        min_length=SHORTEST_PASSPHRASE,
        max_length=100,
        strip=False,
        help_text=_("Optional. At least eight characters. Tell it by another way than the link."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["period"].choices = choices()  # type: ignore[attr-defined]
        self.fields["period"].initial = USUAL
        self.fields["ends_on"].initial = today + timedelta(days=USUAL_DAYS)
        self.helper = FormHelper()
        self.helper.form_action = "share"
        self.helper.add_input(Submit("make", _("Freeze the report and make a link")))

    def clean_ends_on(self) -> date:
        """From today to three months on."""
        ends_on: date = self.cleaned_data["ends_on"]
        if not self.today <= ends_on <= self.today + timedelta(days=MOST_DAYS):
            raise ValidationError(_("Choose a day from today to three months from now."))
        return ends_on


class PassphraseForm(forms.Form):
    """Asked of whoever opens a link that has one."""

    passphrase = forms.CharField(
        label=_("Passphrase"),
        max_length=100,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "autofocus": True, "class": "form-control"}),
    )
