"""Preparing an appointment, and writing down what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from crispy_forms.layout import Div, Layout, Submit
from django import forms
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.actions.appointment import write_appointment
from journal.actions.diary_limits import has_room_for_appointment
from journal.birth_years import birth_year_problem
from journal.forms.chip_fields import Chip, ChipsField
from journal.forms.layout_pieces import part_of_form
from journal.forms.merge import MergingForm
from journal.forms.text_fields import DayBoxField, TextBoxField, WholeNumberField
from journal.i18n import gettext_noop
from journal.labels import Word
from journal.models.appointment import MOST_QUESTIONS, MOST_WORRY_LINES, Appointment
from journal.videos import videos_problem

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Appointment]
else:
    ModelForm = forms.ModelForm

# Far enough for any waiting list; a slip of the keyboard in the year is said.
HANDEDNESS_LABELS = {
    "right": gettext_noop("Right"),
    "left": gettext_noop("Left"),
    "both": gettext_noop("Both"),
}
FARTHEST_APPOINTMENT = timedelta(days=2 * 366)


def filled_lines(text: str) -> list[str]:
    """The lines that hold something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def appointment_texts(form: MergingForm, appointment: Appointment | None) -> dict[str, str]:
    """What ``form`` shows of an appointment; of none, nothing."""
    return form.texts({name: getattr(appointment, name, "") for name in form.fields})


class AppointmentForm(MergingForm, ModelForm):
    """What to bring to the visit. Only the day is needed."""

    birth_year = WholeNumberField(
        label=_("Year of birth"),
        required=False,
        error_messages={"invalid": _("Write the year, like 1979.")},
    )

    handedness = ChipsField(
        [Chip(value, Word(label)) for value, label in HANDEDNESS_LABELS.items()],
        label=_("Which hand do you write with?"),
    )
    videos = WholeNumberField(label=_("How many videos?"), required=False)

    class Meta:
        model = Appointment
        fields = (
            "on_date",
            "with_whom",
            "person_name",
            "birth_year",
            "handedness",
            "worry",
            "questions",
            "since_when",
            "how_it_began",
            "medicines",
            "changes",
            "videos",
            "videos_of",
        )
        labels = {
            "on_date": _("On which day?"),
            "with_whom": _("With whom?"),
            "person_name": _("Your name"),
            "worry": _("What worries me"),
            "questions": _("My questions"),
            "since_when": _("Since when?"),
            "how_it_began": _("How did it begin?"),
            "medicines": _("Medicines"),
            "changes": _("What changed lately"),
            "videos_of": _("Of what?"),
        }
        help_texts = {
            "person_name": _("Leave these empty if you like. Only what you write here is printed."),
            "worry": _("Up to three lines. They stand at the top of the doctor’s page."),
            "questions": _("Up to five, one on each line."),
            "videos_of": _("The day, the place and the side."),
            "medicines": _("With the dose, and since when."),
            "changes": _("A new or stopped medicine, an illness, training, sleep."),
        }
        widgets = {
            "on_date": DayBoxField.widget,
            "worry": forms.Textarea(attrs={"rows": 3}),
            "questions": forms.Textarea(attrs={"rows": 5}),
            "how_it_began": forms.Textarea(attrs={"rows": 2}),
            "medicines": forms.Textarea(attrs={"rows": 3}),
            "changes": forms.Textarea(attrs={"rows": 2}),
        }
        field_classes = {**dict.fromkeys(fields, TextBoxField), "on_date": DayBoxField}
        error_messages = {
            "on_date": {"required": _("Choose the day."), "invalid": _("Choose a day.")}
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def texts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Lists of lines are compared as they are stored, without empty ones."""
        texts = super().texts(values)
        return texts | {
            name: "\n".join(filled_lines(texts[name])) for name in ("worry", "questions")
        }

    def store(self, appointment: Appointment) -> bool:
        """Write what was changed into ``appointment``, read for update, or make it.

        False if the person has to choose first.
        """
        if appointment.pk is None and not has_room_for_appointment(appointment.owner):
            self.add_error(
                None, _("There is room for no more appointments. Delete old ones first.")
            )
            return False
        if appointment.pk is None:
            write_appointment(appointment, self.cleaned_data, self.fields)
            return True
        changed = self.merge(appointment_texts(self, appointment))
        if changed is None:
            return False
        write_appointment(appointment, self.cleaned_data, changed)
        return True

    def clean_on_date(self) -> date:
        """A day that is not years away."""
        day: date = self.cleaned_data["on_date"]
        if abs(day - self.today) > FARTHEST_APPOINTMENT:
            raise forms.ValidationError(
                _("This day is more than two years away. Is the year right?")
            )
        return day

    def clean_videos(self) -> int | None:
        """A number that somebody may watch."""
        number: int | None = self.cleaned_data["videos"]
        if number is not None and (problem := videos_problem("videos", number)):
            raise forms.ValidationError(gettext(problem.text) % problem.values)
        return number

    def clean_birth_year(self) -> int | None:
        """From 1900 to this year; None for not told."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is None:
            return None
        if problem := birth_year_problem("birth_year", year, self.today.year):
            raise forms.ValidationError(gettext(problem.text) % problem.values)
        return year

    def clean_worry(self) -> str:
        """At most three lines, since they stand on one page with everything else."""
        return _at_most(self.cleaned_data["worry"], MOST_WORRY_LINES)

    def clean_questions(self) -> str:
        """At most five lines."""
        return _at_most(self.cleaned_data["questions"], MOST_QUESTIONS)


class AfterwardsForm(MergingForm, ModelForm):
    """What came of the visit."""

    class Meta:
        model = Appointment
        fields = ("said_afterwards", "next_step")
        field_classes = dict.fromkeys(fields, TextBoxField)
        labels = {"said_afterwards": _("What was said"), "next_step": _("What is next")}
        widgets = {
            "said_afterwards": forms.Textarea(attrs={"rows": 4}),
            "next_step": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = part_of_form()
        save = Submit(
            "save",
            _("Save"),
            css_id="save-afterwards",
            formaction=reverse("afterwards"),
            data_waits="",
        )
        self.helper.layout = Layout("said_afterwards", "next_step", Div(save, css_class="actions"))

    def store(self, appointment: Appointment) -> bool:
        """Write what was changed into ``appointment``, read for update.

        False if the person has to choose first.
        """
        changed = self.merge(appointment_texts(self, appointment))
        if changed is None:
            return False
        write_appointment(appointment, self.cleaned_data, changed)
        return True


def _at_most(text: str, most: int) -> str:
    filled = filled_lines(text)
    if len(filled) > most:
        message = _(
            "These are %(found)d lines; there is room for %(most)d. Nothing is cut: please choose."
        )
        raise forms.ValidationError(message, params={"found": len(filled), "most": most})
    return "\n".join(filled)
