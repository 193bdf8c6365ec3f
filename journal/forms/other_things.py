"""The checklist of other things doctors ask about: one answer and one "since when" a question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Hidden, Layout, Submit
from django import forms
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from journal.forms.fields import TextField
from journal.models import OtherThingAnswer
from journal.other_things import GROUPS, THINGS, Thing

SINCE_LENGTH = 100
NOT_ANSWERED = ("", _("Not answered"))


class OtherThingsForm(forms.Form):
    """Every question is optional; a question left at "not answered" stays not asked."""

    def __init__(self, *args: Any, answers: Mapping[str, OtherThingAnswer], again: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for thing in THINGS.values():
            self._add(thing, answers.get(thing.code))
        self.helper = FormHelper()
        self.helper.form_action = "other_things"
        # Asked again for a visit: what is still answered was then said on that day.
        asked_again = [Hidden("again", "1")] if again else []
        groups = [self._group(group.title, group.things) for group in GROUPS]
        self.helper.layout = Layout(*asked_again, *groups, Submit("save", _("Save answers")))

    def said(self) -> dict[str, tuple[str, str]]:
        """The answer and "since when" of every question, by code; ("", "") is not answered."""
        clean = self.cleaned_data
        return {code: (clean[code], clean[since_name(code)].strip()) for code in THINGS}

    def clean(self) -> dict[str, Any]:
        """A "since when" without an answer would be lost: say so instead."""
        clean = super().clean() or {}
        for code in THINGS:
            if clean.get(since_name(code)) and not clean.get(code):
                self.add_error(code, _("You wrote since when. Choose an answer to go with it."))
        return clean

    def _add(self, thing: Thing, known: OtherThingAnswer | None) -> None:
        self.fields[thing.code] = forms.ChoiceField(
            label=_(thing.question),
            help_text=_(thing.note) if thing.note else "",
            choices=[*OtherThingAnswer.Answer.choices, NOT_ANSWERED],
            widget=forms.RadioSelect,
            required=False,
            initial=known.answer if known else "",
        )
        self.fields[since_name(thing.code)] = TextField(
            label=_("Since when"),
            max_length=SINCE_LENGTH,
            required=False,
            initial=known.since if known else "",
            # The blank placeholder lets the style sheet tell an empty field from a filled one.
            widget=forms.TextInput(attrs={"placeholder": " ", "class": "form-control"}),
        )

    def _group(self, title: str, things: tuple[Thing, ...]) -> Fieldset:
        return Fieldset(_(title), *(Row(thing.code) for thing in things), css_class="things")


class Row:
    """A question with its answers as chips and "since when" beside them."""

    def __init__(self, code: str) -> None:
        self.code = code

    def render(self, form: forms.Form, context: Any, **kwargs: Any) -> str:
        """Called by crispy; the template draws both fields."""
        row = {"answer": form[self.code], "since": form[since_name(self.code)]}
        form.rendered_fields.update((self.code, since_name(self.code)))  # type: ignore[attr-defined]
        return render_to_string("journal/_other_thing.html", row)


def since_name(code: str) -> str:
    """The form's name for "since when" of a question."""
    return f"{code}_since"
