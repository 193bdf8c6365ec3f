"""Narrows the diary: a period, a movement, a region, a match, an open question, words of a note."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from journal.anatomy import MUSCLES, NOT_SURE_WHERE, REGION_NAMES, Region
from journal.criteria import CRITERIA, Question
from journal.forms.text_fields import DayBoxField, TextBoxField
from journal.models.choices import choices
from journal.models.episode_queryset import EpisodeQuerySet
from journal.observations import Movement
from journal.search_text import fold

ANY = [("", _("Any"))]
UNKNOWN = "not_recorded"
ASKED_OF_ONE = [question for question in Question if question is not Question.TOO_MANY]
NOT_A_DATE = {"invalid": _("Write the night as a date, like 2026-07-06.")}
NOT_A_CHOICE = {"invalid_choice": _("“%(value)s” is not one of the choices.")}


def _date(label: Any) -> DayBoxField:
    return DayBoxField(required=False, label=label, error_messages=NOT_A_DATE)


def _choice(label: Any, values: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        required=False, label=label, choices=ANY + values, error_messages=NOT_A_CHOICE
    )


class DiaryFilter(forms.Form):
    """A form that is sent by GET. Nothing of it is stored; links carry it on."""

    first = _date(_("From the evening of"))
    last = _date(_("To the evening of"))
    movement = _choice(_("What"), [*choices(Movement), (UNKNOWN, _("Not recorded"))])
    region = _choice(
        _("Where"), [*((r.value, _(REGION_NAMES[r])) for r in Region), (UNKNOWN, _("Not known"))]
    )
    match = _choice(
        _("Match"),
        [(criterion.code, _(criterion.title)) for criterion in CRITERIA if criterion.rule],
    )
    asks = _choice(_("Open question"), choices(ASKED_OF_ONE))
    q = TextBoxField(
        required=False,
        label=_("Words in the note"),
        max_length=200,
        widget=forms.SearchInput,
        error_messages={"max_length": _("Search for at most %(limit_value)d characters.")},
    )

    def __init__(self, data: Any, *, show_matches: bool) -> None:
        super().__init__(data)
        if not show_matches:
            del self.fields["match"], self.fields["asks"]
        self.helper = FormHelper()
        self.helper.form_tag = self.helper.form_show_errors = False
        self.helper.disable_csrf = (
            True  # nothing changes, and a token in the address would be no secret
        )
        self.helper.field_template = "journal/_field.html"
        self.helper.layout = Layout(Div(*self.fields, css_class="filter-fields"))

    def clean(self) -> dict[str, Any]:
        """The period has to run forwards."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("last", _("This night is before the one from which the period starts."))
        return cleaned

    def narrow(self, episodes: EpisodeQuerySet) -> EpisodeQuerySet:
        """Only those episodes that fit every answer; the form has to be valid."""
        answers = self.cleaned_data
        if answers["first"]:
            episodes = episodes.filter(night_of__gte=answers["first"])
        if answers["last"]:
            episodes = episodes.filter(night_of__lte=answers["last"])
        if answers["movement"]:
            episodes = episodes.filter(
                movement="" if answers["movement"] == UNKNOWN else answers["movement"]
            )
        if answers["region"]:
            episodes = episodes.filter(muscle__in=_muscles(answers["region"]))
        if answers.get("match"):
            episodes = episodes.matching(answers["match"])
        if answers.get("asks"):
            episodes = episodes.asking(Question(answers["asks"]))
        if answers["q"]:
            episodes = _with_words(episodes, answers["q"])
        return episodes

    @property
    def answers(self) -> dict[str, str]:
        """What was filled in, as it was typed."""
        typed = {name: str(self.data.get(name, "")).strip() for name in self.fields}
        return {name: text for name, text in typed.items() if text}

    @property
    def address(self) -> str:
        """The answers for a link, "" without any; ends with "&" so that something can follow."""
        return f"{urlencode(self.answers)}&" if self.answers else ""

    @property
    def picks_entries(self) -> bool:
        """Whether entries are left out of nights: one without an entry then says nothing."""
        return bool(self.answers.keys() - {"first", "last"})


def _with_words(episodes: EpisodeQuerySet, words: str) -> EpisodeQuerySet:
    """Those whose note holds the words.

    What folds to nothing, such as an accent alone, stands in no note.
    """
    folded = fold(words)
    if not folded:
        return episodes.none()
    return episodes.filter(note_folded__contains=folded)


def _muscles(region: str) -> list[str]:
    if region == UNKNOWN:
        return ["", NOT_SURE_WHERE]
    return [muscle.id for muscle in MUSCLES if muscle.region == region]
