"""What the cards send: answers to open questions and to "too many?", decisions on patterns.

The cards draw these as rows of buttons, one touch an answer, so the forms only check what arrives.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from journal.criteria import Question, TooMany
from journal.forms.place_field import PlaceField
from journal.forms.text_fields import TextBoxField
from journal.models.choices import choices
from journal.models.pattern_decision import Decision, PatternDecision
from journal.open_questions import ANSWERS, PUT_ASIDE
from journal.pages.cards import MOST_TOGETHER
from journal.pages.pattern_rows import NOTE_FIELD
from journal.pages.place_choices import sent_place
from journal.pages.question_buttons import OF_NIGHT, PLACE_FIELD, SIDE_OF_PLACE
from journal.parsing import address_number
from journal.reading.period import USUAL_WEEKS, WEEKS

NO_ANSWER = {
    "invalid_choice": _("This is not one of the answers."),
    "required": _("Choose an answer."),
}


def touch_data(request: HttpRequest) -> QueryDict:
    """What a touched button says in its address, and what the fields of its page say beside it.

    A place is chosen in a box of its own for each question, with its side in another beside it; a
    note is typed in one for each pattern.
    """
    data = request.GET.copy()
    data.update(request.POST)
    if "place" in data:
        box = f"{PLACE_FIELD}{data['place']}"
        muscle, side = (str(data.get(name, "")) for name in (box, f"{box}{SIDE_OF_PLACE}"))
        data["value"] = sent_place(muscle, side)
    if f"{NOTE_FIELD}{data.get('pattern')}" in data:
        data["note"] = str(data[f"{NOTE_FIELD}{data['pattern']}"])
    return data


class DashboardForm(forms.Form):
    """What all of them carry: the period to return to.

    An unknown one is the usual one, as nothing hangs on it.
    """

    weeks = forms.CharField(required=False)

    def clean_weeks(self) -> str:
        """A key of ``WEEKS``."""
        return self.kept_weeks

    @property
    def is_of_night(self) -> bool:
        """Whether it was sent from the card of a night, which changes with it."""
        return OF_NIGHT in self.data

    @property
    def kept_weeks(self) -> str:
        """The same, also of a form that is not sound."""
        weeks = self.data.get("weeks", "")
        return weeks if weeks in WEEKS else USUAL_WEEKS


class AnswerForm(DashboardForm):
    """An answer to an open question about one entry.

    It is for those of ``also`` (primary keys) too, if it names more. ``can_wait``: the question may
    be put aside instead.
    """

    data: QueryDict
    can_wait = False

    question = forms.ChoiceField(
        choices=[(question, question) for question in ANSWERS], error_messages=NO_ANSWER
    )
    value = forms.CharField(error_messages=NO_ANSWER)

    @property
    def also(self) -> list[int]:
        """The other entries that the answer is for."""
        return [
            number
            for text in self.data.getlist("also")
            if (number := address_number(text)) is not None
        ]

    @property
    def was(self) -> str | None:
        """What the field asked about held when the page was opened; None if it does not say."""
        return self.data.get("was")

    def clean(self) -> dict[str, Any]:
        """The value must be an answer to that question."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["side"] = None
        if len(self.also) >= MOST_TOGETHER:
            raise ValidationError(_("So many entries cannot be answered in one touch."))
        if "question" in cleaned and "value" in cleaned:
            cleaned["question"] = Question(cleaned["question"])
            if self.can_wait and cleaned["value"] == PUT_ASIDE:
                return cleaned
            if cleaned["question"] is Question.MUSCLE:
                place = PlaceField().to_python(cleaned["value"])
                cleaned["value"], cleaned["side"] = place.muscle, place.side
            if cleaned["value"] not in ANSWERS[cleaned["question"]][1]:
                self.add_error("value", NO_ANSWER["invalid_choice"])
        return cleaned


class EntryAnswerForm(AnswerForm):
    """An answer about an entry, which remembers a question that was put."""

    can_wait = True


class TooManyForm(DashboardForm):
    """An answer to "Do you think you are getting too many twitches?"."""

    answer = forms.ChoiceField(choices=choices(TooMany), error_messages=NO_ANSWER)


class DecisionForm(DashboardForm):
    """What to do about a pattern, with a note."""

    pattern = forms.CharField(max_length=80, error_messages={"required": _("Choose a pattern.")})
    decision = forms.ChoiceField(choices=Decision.choices, error_messages=NO_ANSWER)
    note = TextBoxField(
        required=False,
        max_length=PatternDecision._meta.get_field("note").max_length,
    )

    @property
    def key(self) -> str:
        """The pattern that it is about, also of a form that is not sound."""
        return str(self.data.get("pattern", ""))
