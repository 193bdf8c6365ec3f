"""A form that was sent and not taken, in words: what it held, as its own page would word it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from journal.anatomy import MUSCLE_BY_ID
from journal.forms.episode_time import LocalTimeField
from journal.forms.opened_about import OPENED_FIELD, Opened
from journal.forms.place_field import PlaceField
from journal.forms.post_only_addresses import PAGE_OF
from journal.forms.sealed_form import UnsavedForm
from journal.forms.text_fields import DayBoxField
from journal.forms.unsaved_fields import FORM_FIELDS, Fields
from journal.pages.place_choices import SIDE_SEPARATOR
from journal.wording.dates import day, instant
from journal.wording.places import place_name

# What a page sends along without showing it.
UNSEEN = frozenset(
    {
        OPENED_FIELD,
        "client_id",
        "opened_at",
        "key",
        "next",
        "weeks",
        "pattern",
        "question",
        "also",
        "draft",
    }
)
# And buttons that say only that they were pressed.
UNSEEN |= {"save", "submit", "action_add", "make", "look"}


@dataclass(frozen=True, slots=True)
class UnsavedRow:
    """A field as it was seen."""

    label: str | Promise
    value: str


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form that was not taken: what to show, and what to send once more.

    ``title`` says what it is about, ``page`` is where it belongs. ``hidden`` are its fields but
    ``opened``.
    """

    title: str | Promise
    address: str
    page: str
    rows: tuple[UnsavedRow, ...]
    hidden: tuple[tuple[str, str], ...]
    opened: Opened | None
    incomplete: bool
    key: str = ""


def shown_form(form: UnsavedForm, key: str = "") -> ShownForm:
    """A form in words; ``key`` names one that waits in the session."""
    name = name_of(form.address)
    title, fields_of = FORM_FIELDS.get(name, (_("What you sent"), dict))
    fields = fields_of()
    filled = [(name, value) for name, value in form.fields if name not in UNSEEN and value.strip()]
    rows = tuple(
        UnsavedRow(_label(fields, name), _in_words(_field(fields, name), value))
        for name, value in filled
    )
    hidden = tuple((name, value) for name, value in form.fields if name != OPENED_FIELD)
    page = form.address
    if name in PAGE_OF:
        page = reverse(PAGE_OF[name])
    return ShownForm(title, form.address, page, rows, hidden, form.opened, form.incomplete, key)


def name_of(address: str) -> str:
    """The name of the route of an address, "" for none of ours."""
    try:
        return resolve(address.partition("?")[0]).url_name or ""
    except Resolver404:
        return ""


def _field(fields: Fields, name: str) -> forms.Field | None:
    """A page with a form for each of several patterns names the fields "note-" and the pattern."""
    return fields.get(name) or fields.get(name.partition("-")[0])


def _label(fields: Fields, name: str) -> str | Promise:
    field = _field(fields, name)
    return (field and field.label) or _("Sent along")


def _in_words(field: forms.Field | None, value: str) -> str:
    """The words of a choice; anything else as it was typed."""
    if isinstance(field, PlaceField):
        muscle, _colon, side = value.partition(SIDE_SEPARATOR)
        return place_name(muscle, side) if muscle in MUSCLE_BY_ID else value
    if isinstance(field, forms.BooleanField):
        return _("Yes")
    if isinstance(field, DayBoxField | LocalTimeField):
        return _date(value)
    choices: Any = getattr(field, "choices", ())
    words = {
        str(choice): str(word) for choice, word in choices if not isinstance(word, list | tuple)
    }
    return words.get(value, value)


def _date(value: str) -> str:
    """A day, or a day and a time, as every page writes it; anything else as it was typed."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    if "T" in value:
        return instant(at)
    return day(at.date())
