"""Fields of which one of a few values is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from journal import parsing
from journal.answer_kinds import as_text, joined
from journal.i18n import gettext_noop
from journal.labels import Word, word

NOTHING_RECORDED = Word(gettext_noop("Not recorded"))
# What is stored of a question of yes or no that is a column of true and false.
FLAG_BY_CHIP: Mapping[str, bool] = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice: what is sent, and its words."""

    value: str
    word: Word


class ChipsField(forms.ChoiceField):
    """One of a few values.

    ``optional`` adds "not recorded", a choice like the others that one can go back to.
    """

    widget = forms.RadioSelect
    # The question that the chips' lines of help answer, if the page shows them.
    difference: str | Promise = ""

    def __init__(
        self, chips: Iterable[Chip], *, optional: bool = True, required: bool = False, **kwargs: Any
    ) -> None:
        self.chips = [*chips]
        if optional:
            self.chips.append(Chip("", NOTHING_RECORDED))
        # Asked for when they are needed: each form has a copy of its fields, and Django copies a
        # list of choices one by one, but no function.
        super().__init__(choices=_choices_of(self.chips), required=required, **kwargs)
        self.error_messages["required"] = _("Choose one. “Not sure” is an answer too.")
        self.error_messages["invalid_choice"] = _("“%(value)s” is not one of the choices.")

    def to_python(self, value: Any) -> str:
        """The value of a chip, which may be sent in any case and with spaces around it."""
        text: str = super().to_python(value)
        named = parsing.name(text)
        if any(chip.value == named for chip in self.chips):
            return named
        return text


YES_OR_NO_CHIPS = (
    Chip("yes", Word(gettext_noop("Yes"))),
    Chip("no", Word(gettext_noop("No"))),
)


class FlagChipsField(ChipsField):
    """Yes, no, or not recorded, for a field of an entry that is true, false or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(YES_OR_NO_CHIPS, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """The chip of true or false; what was sent is shown as it was."""
        chips = {flag: chip for chip, flag in FLAG_BY_CHIP.items()}
        return chips[value] if isinstance(value, bool) else value

    def clean(self, value: Any) -> bool | None:
        """True for yes, False for no, None for not recorded."""
        return FLAG_BY_CHIP.get(super().clean(value))


class SeveralChipsInput(forms.CheckboxSelectMultiple):
    """Boxes of which any may be checked.

    A hidden field of their name is sent with them: a page without it did not ask.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """The values that were checked, or one text of them with spaces between."""
        texts = data.getlist(name) if isinstance(data, MultiValueDict) else [data.get(name, "")]
        return joined(texts).split()

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the page did not ask; that nothing is checked is an answer."""
        return name not in data


class SeveralChipsField(forms.MultipleChoiceField):
    """Any of a few values; none is "not recorded"."""

    widget = SeveralChipsInput
    difference: str | Promise = ""

    def __init__(self, chips: Iterable[Chip], **kwargs: Any) -> None:
        self.chips = [*chips]
        super().__init__(choices=_choices_of(self.chips), required=False, **kwargs)
        self.error_messages["invalid_choice"] = _("“%(value)s” is not one of the choices.")

    def prepare_value(self, value: Any) -> list[str]:
        """The values that are checked, of those stored or sent."""
        return as_text(tuple(value) if isinstance(value, list) else value).split()


def _choices_of(chips: list[Chip]) -> Callable[[], list[tuple[str, str]]]:
    def choices() -> list[tuple[str, str]]:
        return [(chip.value, chip.word.lay) for chip in chips]

    return choices


def chips_of(values: Iterable[StrEnum]) -> list[Chip]:
    """A chip for each value of a closed set, in the order given."""
    return [Chip(value.value, word(value)) for value in values]
