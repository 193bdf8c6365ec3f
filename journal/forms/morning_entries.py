"""Entries made on the morning after: a remembered part of the night, a number for its rest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from journal.actions.record_remembered import PartOfNight
from journal.anatomy import Side
from journal.entries import LONGEST_ID, MOST_COUNT
from journal.forms.chip_fields import Chip
from journal.forms.text_fields import WholeNumberField
from journal.i18n import gettext_noop
from journal.labels import Word
from journal.models.choices import choices

NIGHT_PARTS = (
    Chip(PartOfNight.FALLING_ASLEEP, Word(gettext_noop("As I fell asleep"))),
    Chip(PartOfNight.IN_THE_NIGHT, Word(gettext_noop("In the night"))),
    Chip(PartOfNight.WAKING, Word(gettext_noop("As I woke up"))),
)


class RememberForm(forms.Form):
    """A part of last night, touched; ``key`` is the id of the entry, made with the form."""

    key = forms.CharField(max_length=LONGEST_ID)
    part = forms.ChoiceField(choices=[(part.value, part.word.lay) for part in NIGHT_PARTS])


class RestForm(forms.Form):
    """One number for the rest of a night with many entries."""

    count = WholeNumberField(
        label=_("About how many more?"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_COUNT)],
        error_messages={
            "required": _("Write a number, or leave it empty."),
            "invalid": _("Write a whole number, like 20."),
            "min_value": _("Write a number from 1."),
            "max_value": _("Write a number up to %(limit_value)d."),
        },
    )
    muscle = forms.CharField(label=_("Where mostly?"), required=False)
    side = forms.ChoiceField(label=_("Which side?"), required=False, choices=choices(Side))

    @property
    def place(self) -> dict[str, Any]:
        """Muscle and side, each None where it is not recorded."""
        muscle, side = self.cleaned_data["muscle"], self.cleaned_data["side"]
        return {"muscle": muscle or None, "side": Side(side) if side else None}
