"""The checklist of other things doctors ask about: one answer and one "since when" a question."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Hidden, Layout, Submit
from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from journal.actions.checklist import answer_checklist
from journal.checklist import GROUPS, THINGS, Thing
from journal.forms.layout_pieces import Conflicts
from journal.forms.merge import MergingForm, text_of
from journal.forms.text_fields import TextBoxField
from journal.models import OtherThingAnswer

SINCE_LENGTH = 100
SINCE = "_since"
NOT_ANSWERED = ("", _("Not answered"))


class ChecklistForm(MergingForm, forms.Form):
    """Every question is optional; a question left at "not answered" stays not asked."""

    def __init__(
        self,
        *args: Any,
        answers: Mapping[str, OtherThingAnswer],
        again: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for thing in THINGS.values():
            self._add(thing, answers.get(thing.code))
        self.helper = FormHelper()
        self.helper.form_action = "other_things"
        # Asked again for a visit: what is still answered was then said on that day.
        hidden = [Hidden("again", "1")] if again else []
        groups = [self._group(group.title, group.things) for group in GROUPS]
        self.helper.layout = Layout(
            Conflicts(), *hidden, *groups, Submit("save", _("Save answers"))
        )

    def store(
        self, person: User, *, as_of: datetime, again: bool
    ) -> dict[str, tuple[str, str]] | None:
        """Write the answers that were changed over those stored now.

        Returns answer and "since when" of every question by code, ("", "") for not answered; None
        if the person has to look at it again.
        """
        with transaction.atomic():
            rows = OtherThingAnswer.objects.of(person).select_for_update()
            answered = {row.thing: row for row in rows}
            stored = answer_texts(answered)
            if not answered:  # nothing that could be written over
                self.opened = self.opened.with_texts(stored)
            changed = self.merge(stored)
            if changed is None:
                return None
            texts = {**stored, **{name: text_of(self.cleaned_data[name]) for name in changed}}
            if self._lacks_answer(texts):
                return None
            answers = {code: (texts[code], texts[since_name(code)]) for code in THINGS}
            answer_checklist(person, answers, as_of=as_of, again=again)
        return answers

    def _lacks_answer(self, texts: Mapping[str, str]) -> bool:
        """Whether a "since when" would be left without its answer; each is marked."""
        lost = [code for code in THINGS if texts[since_name(code)] and not texts[code]]
        for code in lost:
            self.add_error(code, _("You wrote since when. Choose an answer to go with it."))
        return bool(lost)

    def label_of(self, name: str) -> str:
        """The question, also of its "since when"."""
        code = name.removesuffix(SINCE)
        question = str(self.fields[code].label)
        if code == name:
            return question
        return f"{question} {self.fields[name].label}"

    def clean(self) -> dict[str, Any]:
        """A "since when" without an answer would be lost: say so instead."""
        clean = super().clean() or {}
        for code in THINGS:
            if clean.get(since_name(code)) and not clean.get(code):
                self.add_error(code, _("You wrote since when. Choose an answer to go with it."))
        return clean

    def _add(self, thing: Thing, answer: OtherThingAnswer | None) -> None:
        self.fields[thing.code] = forms.ChoiceField(
            label=_(thing.question),
            help_text=_(thing.note) if thing.note else "",
            choices=[*OtherThingAnswer.Answer.choices, NOT_ANSWERED],
            widget=forms.RadioSelect,
            required=False,
            initial=getattr(answer, "answer", ""),
        )
        self.fields[since_name(thing.code)] = TextBoxField(
            label=_("Since when"),
            max_length=SINCE_LENGTH,
            required=False,
            initial=getattr(answer, "since", ""),
            # The blank placeholder lets the style sheet tell an empty field from a filled one.
            widget=forms.TextInput(attrs={"placeholder": " ", "class": "form-control"}),
        )

    def _group(self, title: str, things: tuple[Thing, ...]) -> Fieldset:
        return Fieldset(
            _(title), *(ChecklistRow(thing.code) for thing in things), css_class="things"
        )


class ChecklistRow:
    """A question with its answers as chips and "since when" beside them."""

    def __init__(self, code: str) -> None:
        self.code = code

    def render(self, form: forms.Form, context: Any, **kwargs: Any) -> str:
        """Called by crispy; the template draws both fields."""
        row = {"answer": form[self.code], "since": form[since_name(self.code)]}
        drawn = (self.code, since_name(self.code))
        form.rendered_fields.update(drawn)  # type: ignore[attr-defined]  # crispy's own
        return render_to_string("journal/_other_thing.html", row)


def since_name(code: str) -> str:
    """The form's name for "since when" of a question."""
    return f"{code}{SINCE}"


def answer_texts(answers: Mapping[str, OtherThingAnswer]) -> dict[str, str]:
    """What the form shows of the answers given, by its fields."""
    texts = {code: getattr(answers.get(code), "answer", "") for code in THINGS}
    since = {since_name(code): getattr(answers.get(code), "since", "") for code in THINGS}
    return texts | {name: text_of(text) for name, text in since.items()}
