"""What a sent form changes: only what it was used to change (docs/adr/0101).

Of each part of a form three texts are compared: what it showed when it was opened, what was typed,
and what is stored now. A part is a field, or several that mean something together, such as a time
and its zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.field_digests import plain
from journal.forms.opened_about import Opened
from journal.forms.sent_data import replaced
from journal.forms.text_fields import DayBoxField

ASKED = "asked"
NAME_SEPARATOR = " "
MINE, SAVED = "mine", "saved"
ELSEWHERE = _(
    "This was changed meanwhile in another window or on another device. Choose above which to keep."
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A part that was changed here and elsewhere, both in words."""

    name: str
    label: str
    typed: str
    stored: str


@dataclass(frozen=True, slots=True)
class FormChange:
    """What a sent form would change.

    ``changed`` may be written, ``disputed`` needs a choice by the person.
    """

    changed: frozenset[str]
    disputed: tuple[str, ...]


def text_of(value: object) -> str:
    """A field's value as a text to be compared; "not recorded" is ""."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return plain(str(value)).strip()


def compare(
    opened: Opened, typed: Mapping[str, str], stored: Mapping[str, str], choices: Mapping[str, str]
) -> FormChange:
    """The three-way rule for each part of ``typed``.

    ``choices`` are ``MINE`` or ``SAVED`` by the part's name.

    A part of a form that does not say what it showed is in dispute wherever it differs.
    """
    offered = opened.about.get(ASKED, "").split(NAME_SEPARATOR)
    changed, disputed = set(), []
    for name, text in typed.items():
        if text == stored[name] or opened.shows(name, text):
            continue
        choice = MINE
        if name in offered:
            choice = choices.get(name, "")
        if not opened.shows(name, stored[name]) or choice not in (MINE, SAVED):
            disputed.append(name)
        elif choice == MINE:
            changed.add(name)
    return FormChange(frozenset(changed), tuple(disputed))


class MergingForm(forms.BaseForm):
    """Mixed into a form that changes something stored.

    ``opened`` is set by the view, before the form is used.
    """

    opened: Opened
    conflicts: tuple[Conflict, ...] = ()

    def texts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Each part as a text to be compared, from ``cleaned_data`` or from stored values."""
        return {name: text_of(values.get(name)) for name in self.fields}

    def in_words(self, name: str, text: str) -> str:
        """A part's text as a person reads it."""
        choices = dict(getattr(self.fields.get(name), "choices", ()))
        if isinstance(self.fields.get(name), DayBoxField) and text:
            return date_format(date.fromisoformat(text), "j F Y")
        return str(choices.get(text, text)) or gettext("nothing")

    def merge(self, stored: Mapping[str, str]) -> frozenset[str] | None:
        """The names of the parts to write over what is ``stored`` now.

        None if the person has to choose first.

        Call it, and write, in one transaction that has read what is stored. After None the form
        shows each conflict, and its next sending is compared with what is stored now.
        """
        typed = {
            name: text
            for name, text in self.texts(self.cleaned_data).items()
            if self._was_sent(name)
        }
        choices = {name: self.data.get(f"keep-{self.add_prefix(name)}", "") for name in typed}
        change = compare(self.opened, typed, stored, choices)
        if not change.disputed:
            return change.changed
        self._ask(change, typed, stored)
        return None

    def _ask(self, change: FormChange, typed: Mapping[str, str], stored: Mapping[str, str]) -> None:
        """Let the form show each conflict, and what is stored now in the fields left untouched."""
        self.conflicts = tuple(
            self._conflict(name, typed[name], stored[name]) for name in change.disputed
        )
        disputed = NAME_SEPARATOR.join(change.disputed)
        self.opened = self.opened.with_texts(stored).with_about(asked=disputed)
        untouched = typed.keys() - change.changed - set(change.disputed)
        self._show({name: stored[name] for name in untouched if typed[name] != stored[name]})
        for name in change.disputed:
            self.add_error(name, ELSEWHERE)

    def label_of(self, name: str) -> str:
        """What a part is called beside its two texts."""
        return str(self.fields[name].label)

    @property
    def status(self) -> int:
        """The answer's status: what was sent could be stored, needs a choice, or is not sound."""
        if self.conflicts:
            return 409
        return 422 if self.errors else 200

    def _was_sent(self, name: str) -> bool:
        """False for a field that the page did not have."""
        omitted = self.fields[name].widget.value_omitted_from_data
        return not omitted(self.data, self.files, self.add_prefix(name))

    def _conflict(self, name: str, typed: str, stored: str) -> Conflict:
        words = self.in_words(name, typed), self.in_words(name, stored)
        return Conflict(self.add_prefix(name), self.label_of(name), *words)

    def _show(self, stored: Mapping[str, str]) -> None:
        """Let untouched fields show what is stored now, which the page is compared with."""
        self.data = replaced(self.data, self.sent(stored))

    def sent(self, stored: Mapping[str, str]) -> dict[str, str | None]:
        """What a browser would send of untouched parts with these texts; None for nothing."""
        return dict(stored)
