"""Preparing an appointment, and writing down what came of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Div, Fieldset, Layout, Submit
from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from journal.forms.fields import DayField, TextField
from journal.forms.layouts import part_of_form
from journal.forms.merge import Merging
from journal.models.appointment import MOST_QUESTIONS, MOST_WORRY_LINES, Appointment

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Appointment]
else:
    ModelForm = forms.ModelForm

# Far enough for any waiting list; a slip of the keyboard in the year is said.
FARTHEST = timedelta(days=3 * 366)


def lines(text: str) -> list[str]:
    """The lines that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def visit_texts(form: Merging, visit: Appointment | None) -> dict[str, str]:
    """What ``form`` shows of an appointment; of none, nothing."""
    return form.texts({name: getattr(visit, name, "") for name in form.fields})


class AppointmentForm(Merging, ModelForm):
    """What to bring to the visit. Only the day is needed."""

    class Meta:
        model = Appointment
        fields = (
            "on_date",
            "with_whom",
            "worry",
            "questions",
            "since_when",
            "how_it_began",
            "medicines",
            "changes",
        )
        labels = {
            "on_date": _("On which day?"),
            "with_whom": _("With whom?"),
            "worry": _("What worries me"),
            "questions": _("My questions"),
            "since_when": _("Since when?"),
            "how_it_began": _("How did it begin?"),
            "medicines": _("Medicines"),
            "changes": _("What changed lately"),
        }
        help_texts = {
            "worry": _("Up to three lines. They stand at the top of your page."),
            "questions": _("Up to five, one on each line."),
            "medicines": _("With the dose, and since when."),
            "changes": _("A new or stopped medicine, an illness, training, sleep."),
        }
        widgets = {
            "on_date": DayField.widget,
            "worry": forms.Textarea(attrs={"rows": 3}),
            "questions": forms.Textarea(attrs={"rows": 5}),
            "how_it_began": forms.Textarea(attrs={"rows": 2}),
            "medicines": forms.Textarea(attrs={"rows": 3}),
            "changes": forms.Textarea(attrs={"rows": 2}),
        }
        field_classes = {"on_date": DayField, **dict.fromkeys(fields[1:], TextField)}
        error_messages = {"on_date": {"required": _("Choose the day."), "invalid": _("Choose a day.")}}

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.helper = part_of_form()
        self.helper.layout = Layout(
            Fieldset(_("The visit"), Div("on_date", "with_whom", css_class="pair")),
            Fieldset(_("What I want to say"), "worry", "questions"),
            Fieldset(
                _("How it came about"), Div("since_when", css_class="short"), "how_it_began", "medicines", "changes"
            ),
            Div(Submit("save", _("Save")), css_class="actions"),
        )

    def texts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Lists of lines are compared as they are stored, without empty ones."""
        texts = super().texts(values)
        return texts | {name: "\n".join(lines(texts[name])) for name in ("worry", "questions")}

    def store(self, visit: Appointment) -> bool:
        """Write what was changed into ``visit``, read for update, or make it; False if the person has to choose."""
        if visit.pk is None:
            return write(visit, self.cleaned_data, self.fields)
        changed = self.merge(visit_texts(self, visit))
        return changed is not None and write(visit, self.cleaned_data, changed)

    def clean_on_date(self) -> date:
        """A day that is not years away."""
        day: date = self.cleaned_data["on_date"]
        if abs(day - self.today) > FARTHEST:
            raise forms.ValidationError(_("This day is more than three years away. Is the year right?"))
        return day

    def clean_worry(self) -> str:
        """At most three lines, since they stand on one page with everything else."""
        return _at_most(self.cleaned_data["worry"], MOST_WORRY_LINES)

    def clean_questions(self) -> str:
        """At most five lines."""
        return _at_most(self.cleaned_data["questions"], MOST_QUESTIONS)


class AfterwardsForm(Merging, ModelForm):
    """What came of the visit."""

    class Meta:
        model = Appointment
        fields = ("said_afterwards", "next_step")
        field_classes = dict.fromkeys(fields, TextField)
        labels = {"said_afterwards": _("What was said"), "next_step": _("What is next")}
        widgets = {
            "said_afterwards": forms.Textarea(attrs={"rows": 4}),
            "next_step": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = part_of_form()
        save = Submit("save", _("Save"), css_id="save-afterwards", formaction=reverse("afterwards"), data_waits="")
        self.helper.layout = Layout("said_afterwards", "next_step", Div(save, css_class="actions"))

    def store(self, visit: Appointment) -> bool:
        """Write what was changed into ``visit``, read for update; False if the person has to choose."""
        changed = self.merge(visit_texts(self, visit))
        return changed is not None and write(visit, self.cleaned_data, changed)


def write(visit: Appointment, values: Mapping[str, Any], changed: Collection[str]) -> bool:
    """Store the changed fields and no others; always True."""
    for name in changed:
        setattr(visit, name, values[name])
    visit.save(update_fields=sorted(changed) if visit.pk else None)
    return True


def _at_most(text: str, most: int) -> str:
    found = lines(text)
    if len(found) > most:
        message = _("These are %(found)d lines; there is room for %(most)d. Nothing is cut: please choose.")
        raise forms.ValidationError(message, params={"found": len(found), "most": most})
    return "\n".join(found)
