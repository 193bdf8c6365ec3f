"""Fields of which one of a few values is touched."""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal.marking import gettext_noop
from journal.words import Word, word

NOT_RECORDED = Word(gettext_noop("Not recorded"))


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice: what is sent, and its words."""

    value: str
    word: Word


class ChipsField(forms.ChoiceField):
    """One of a few values. ``optional`` adds "not recorded", a choice like the others that one can go back to."""

    widget = forms.RadioSelect
    # The question that the chips' lines of help answer, if the page shows them.
    difference: str | Promise = ""

    def __init__(self, chips: Iterable[Chip], *, optional: bool = True, required: bool = False, **kwargs: Any) -> None:
        self.chips = [*chips, Chip("", NOT_RECORDED)] if optional else [*chips]
        super().__init__(choices=[(chip.value, chip.word.lay) for chip in self.chips], required=required, **kwargs)
        self.error_messages["required"] = _("Choose one. “Not sure” is an answer too.")
        self.error_messages["invalid_choice"] = _("“%(value)s” is not one of the choices.")

    def __deepcopy__(self, memo: dict[int, Any]) -> ChipsField:
        """A form's own field. The words are shared: Django reads every choice anew, a fifth of saving an entry."""
        mine = copy(self)
        mine.widget = copy(self.widget)
        mine.widget.attrs = {**self.widget.attrs}
        mine.error_messages = {**self.error_messages}
        return mine


def chips_of(values: Iterable[StrEnum]) -> list[Chip]:
    """A chip for each value of a closed set, in the order given."""
    return [Chip(value.value, word(value)) for value in values]
