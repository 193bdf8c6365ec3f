"""A row of what a person brings along: one form for every kind, made of the fields of the kind."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from crispy_forms.layout import Layout
from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from journal.actions.background import add_row, change_row
from journal.actions.record import RefusedError
from journal.background import BackgroundKind, BackgroundRow, RowField, row_problems
from journal.entries import LONGEST_ID, Problem
from journal.forms.background_questions import QUESTIONS
from journal.forms.carried_texts import WITHOUT_TYPED
from journal.forms.chip_fields import ChipsField, chips_of
from journal.forms.episode_layout import Chips
from journal.forms.layout_pieces import part_of_form
from journal.forms.merge import MergingForm, text_of
from journal.forms.partial_date_field import PartialDateField
from journal.forms.text_fields import TextBoxField
from journal.models.background import StoredRow
from journal.partial_dates import PartialDate
from journal.wording.partial_dates import partial_date_text

# The id of a new row, drawn for each form shown.
KEY = "key"
# Texts that may be longer have a box of several lines.
LONGEST_ONE_LINE = 200


def row_field(kind: BackgroundKind, name: str, field: RowField) -> forms.Field:
    """The form's field for one field of a row."""
    label, help_text = QUESTIONS[kind.name][name]
    asked: dict[str, Any] = {"label": label, "help_text": help_text, "required": False}
    if field.type is PartialDate:
        return PartialDateField(**asked)
    if field.type is bool:
        return forms.BooleanField(**asked)
    if issubclass(field.type, StrEnum):
        return ChipsField(chips_of(field.type), optional=not field.needed, **asked)
    widget: forms.Widget = forms.TextInput(attrs={"autocomplete": "off"})
    if field.most > LONGEST_ONE_LINE:
        widget = forms.Textarea(attrs={"rows": 3})
    return TextBoxField(max_length=field.most, widget=widget, **asked)


class BackgroundForm(MergingForm, forms.Form):
    """One row; without a ``stored`` one it makes a new one.

    ``unsaved`` names fields with texts that the page did not show; the view sets it.
    """

    unsaved: Collection[str] = ()

    def __init__(
        self,
        *args: Any,
        kind: BackgroundKind,
        today: date,
        stored: StoredRow | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today
        for name, field in kind.fields.items():
            self.fields[name] = row_field(kind, name, field)
        if stored is None:
            self.fields[KEY] = forms.CharField(
                required=False,
                max_length=LONGEST_ID,
                widget=forms.HiddenInput,
                initial=uuid4().hex,
            )
        else:
            self.initial = {**kind.values(stored.row), **self.initial}
        self.helper = part_of_form()
        self.helper.layout = Layout(*(self._piece(name) for name in self.fields))

    def _piece(self, name: str) -> str | Chips:
        return Chips(name) if isinstance(self.fields[name], ChipsField) else name

    @property
    def is_blank(self) -> bool:
        """Whether nothing that was sent is filled in."""
        names = (self.add_prefix(name) for name in self.kind.fields)
        return not any(str(self.data.get(name, "")).strip() for name in names)

    @property
    def is_filled(self) -> bool:
        """Whether something was sent and is filled in."""
        return self.is_bound and not self.is_blank

    def texts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Each field of the row as a text to be compared."""
        return {name: text_of(values.get(name)) for name in self.kind.fields}

    def in_words(self, name: str, text: str) -> str:
        """A date as a person reads it."""
        if text and isinstance(self.fields[name], PartialDateField):
            return partial_date_text(PartialDate.from_iso(text))
        return super().in_words(name, text)

    def clean(self) -> dict[str, Any]:
        """What no field can see by itself; of one that was not sound nothing more is said."""
        cleaned = super().clean() or self.cleaned_data
        self._refuse(row_problems(self._row(), today=self.today))
        return cleaned

    def store_new(self, person: User, as_of: datetime) -> bool:
        """Store what was typed as a new row, once; False if there is no place for it."""
        try:
            add_row(
                person,
                self.kind,
                self._row(),
                row_id=self.cleaned_data[KEY] or uuid4().hex,
                today=self.today,
                as_of=as_of,
            )
        except RefusedError as error:
            self._refuse(error.problems)
            return False
        return True

    def store(self, stored: StoredRow) -> bool:
        """Write what was changed into a row that is read for update; False if the person has to
        look at it again.
        """
        before = self.kind.values(stored.row)
        changed = self.merge(self.texts(before))
        if changed is None:
            return False
        row = self.kind.row(before | {name: self.cleaned_data[name] for name in changed})
        try:
            with transaction.atomic():
                change_row(stored, row, today=self.today)
        except RefusedError as error:
            self._refuse(error.problems)
            return False
        return True

    def shows(self, stored: StoredRow) -> bool:
        """Whether the page showed what the row says now, as far as the page says what it showed."""
        texts = self.texts(self.kind.values(stored.row))
        names = texts.keys() & self.opened.values
        return all(self.opened.shows(name, texts[name]) for name in names)

    def keeps_typed(self, stored: StoredRow) -> bool:
        """Write what was typed into a row that is to be removed, so that it comes back with it.

        False if the person has to look at it first.
        """
        if WITHOUT_TYPED in self.data or not self.data.keys() & self.kind.fields.keys():
            return True
        if not self.is_valid():
            return not self.unsaved
        return self.store(stored)

    def _row(self) -> BackgroundRow:
        return self.kind.row(
            {
                name: self.cleaned_data.get(name, field.default)
                for name, field in self.kind.fields.items()
            }
        )

    def _refuse(self, problems: list[Problem]) -> None:
        for problem in problems:
            text = gettext(problem.text) % problem.values
            if problem.field not in self.fields:
                self.add_error(None, text)
            elif problem.field not in self.errors:
                self.add_error(problem.field, text)
