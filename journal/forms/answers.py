"""What the dashboard's cards send: an answer to an open question, to "too many?", and a decision on a pattern.

The cards draw these as rows of buttons, one touch an answer, so the forms only check what arrives.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from journal.criteria import Question, TooMany
from journal.forms.carrying import PLACE
from journal.forms.fields import TextField
from journal.models.answering import ANSWERS
from journal.models.choices import choices
from journal.models.pattern import Decision, PatternDecision
from journal.pages.cards import MOST_TOGETHER
from journal.pages.period import USUAL, WEEKS
from journal.pages.reviewing import NOTE
from journal.parsing import address_number

NO_ANSWER = {"invalid_choice": _("This is not one of the answers."), "required": _("Choose an answer.")}


def touch_data(request: HttpRequest) -> QueryDict:
    """What was touched: a button says in its address what it is about, and the fields of its page say the rest.

    A place is chosen in a box of its own for each question, a note typed in one for each pattern.
    """
    data = request.GET.copy()
    data.update(request.POST)
    if "place" in data:
        data["value"] = str(data.get(f"{PLACE}{data['place']}", ""))
    if f"{NOTE}{data.get('pattern')}" in data:
        data["note"] = str(data[f"{NOTE}{data['pattern']}"])
    return data


class OnDashboard(forms.Form):
    """What all of them carry: the period to return to. An unknown one is the usual one, as nothing hangs on it."""

    weeks = forms.CharField(required=False)

    def clean_weeks(self) -> str:
        """A key of ``WEEKS``."""
        return self.kept_weeks

    @property
    def kept_weeks(self) -> str:
        """The same, also of a form that is not sound."""
        weeks = self.data.get("weeks", "")
        return weeks if weeks in WEEKS else USUAL


class AnswerForm(OnDashboard):
    """An answer to an open question about one entry, and about those of ``also`` (primary keys) if it names more."""

    data: QueryDict

    question = forms.ChoiceField(choices=[(one, one) for one in ANSWERS], error_messages=NO_ANSWER)
    value = forms.CharField(error_messages=NO_ANSWER)

    @property
    def also(self) -> list[int]:
        """The other entries that the answer is for."""
        return [number for text in self.data.getlist("also") if (number := address_number(text)) is not None]

    @property
    def was(self) -> str | None:
        """What was stored in the field asked about when the page was opened; None for a page from before."""
        return self.data.get("was")

    def clean(self) -> dict[str, Any]:
        """The value must be an answer to that question."""
        said = super().clean() or self.cleaned_data
        if len(self.also) >= MOST_TOGETHER:
            raise ValidationError(_("So many entries cannot be answered in one touch."))
        if "question" in said and "value" in said:
            said["question"] = Question(said["question"])
            if said["value"] not in ANSWERS[said["question"]][1]:
                self.add_error("value", NO_ANSWER["invalid_choice"])
        return said


class TooManyForm(OnDashboard):
    """An answer to "Do you think you are getting too many twitches?"."""

    answer = forms.ChoiceField(choices=choices(TooMany), error_messages=NO_ANSWER)


class DecisionForm(OnDashboard):
    """What to do about a pattern, with a note."""

    pattern = forms.CharField(max_length=80, error_messages={"required": _("Choose a pattern.")})
    decision = forms.ChoiceField(choices=Decision.choices, error_messages=NO_ANSWER)
    note = TextField(
        required=False,
        max_length=PatternDecision._meta.get_field("note").max_length,
    )

    @property
    def key(self) -> str:
        """The pattern that it is about, also of a form that is not sound."""
        return str(self.data.get("pattern", ""))
