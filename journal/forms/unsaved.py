"""What a form held, as its own page would word it: for a form that was sent and not taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.anatomy import MUSCLE_BY_ID
from journal.factors import FACTORS
from journal.forms import accounts
from journal.forms.answers import DecisionForm, TooManyForm
from journal.forms.appointment import AfterwardsForm, AppointmentForm
from journal.forms.chips import ChipsField
from journal.forms.episode import EpisodeForm
from journal.forms.fields import DayField
from journal.forms.morning import TOLD, MorningForm, RememberForm, RestForm
from journal.forms.opened import FIELD as OPENED
from journal.forms.opened import Opened
from journal.forms.other_things import OtherThingsForm, since_name
from journal.forms.preferences import PreferencesForm
from journal.forms.share import ShareForm
from journal.forms.token import TokenForm
from journal.forms.when import LocalTimeField
from journal.forms.where import SEPARATOR, PlaceField
from journal.observations import CalledBack, Movement, Woke
from journal.other_things import THINGS
from journal.pages.dates import day, instant
from journal.pages.lines import place_name
from journal.post_only import PAGE_OF
from journal.unsaved import UnsavedForm
from journal.words import word

Fields = Mapping[str, forms.Field]
# What a page sends along without showing it.
UNSEEN = frozenset({OPENED, "client_id", "opened_at", "key", "next", "weeks", "pattern", "question", "also", "draft"})
# And buttons that say only that they were pressed.
UNSEEN |= {"save", "submit", "action_add", "make", "look"}


@dataclass(frozen=True, slots=True)
class Row:
    """A field as it was seen."""

    label: str | Promise
    value: str


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A form that was not taken: what to show, and what to send once more.

    ``title`` says what it is about, ``page`` is where it belongs. ``hidden`` are its fields but ``opened``.
    """

    title: str | Promise
    address: str
    page: str
    rows: tuple[Row, ...]
    hidden: tuple[tuple[str, str], ...]
    opened: Opened | None
    incomplete: bool
    key: str = ""


def shown(form: UnsavedForm, key: str = "") -> ShownForm:
    """A form for a page; ``key`` names one that waits in the session."""
    name = name_of(form.address)
    title, fields_of = FORMS.get(name, (_("What you sent"), dict))
    fields = fields_of()
    seen = [(name, value) for name, value in form.fields if name not in UNSEEN and value.strip()]
    rows = tuple(Row(_label(fields, name), _worded(_field(fields, name), value)) for name, value in seen)
    hidden = tuple((name, value) for name, value in form.fields if name != OPENED)
    page = reverse(PAGE_OF[name]) if name in PAGE_OF else form.address
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


def _worded(field: forms.Field | None, value: str) -> str:
    """The words of a choice; anything else as it was typed."""
    if isinstance(field, PlaceField):
        muscle, _colon, side = value.partition(SEPARATOR)
        return place_name(muscle, side) if muscle in MUSCLE_BY_ID else value
    if isinstance(field, forms.BooleanField):
        return _("Yes")
    if isinstance(field, DayField | LocalTimeField):
        return _date(value)
    choices: Any = getattr(field, "choices", ())
    words = {str(choice): str(word) for choice, word in choices if not isinstance(word, list | tuple)}
    return words.get(value, value)


def _date(value: str) -> str:
    """A day, or a day and a time, as every page writes it; anything else as it was typed."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return instant(at) if "T" in value else day(at.date())


def _fields(form: type[forms.BaseForm]) -> Callable[[], Fields]:
    return lambda: form.base_fields  # type: ignore[attr-defined]  # made by Django's metaclass


def _account(form: type[accounts.InOurWords]) -> Callable[[], Fields]:
    """allauth's own, by our labels."""
    return lambda: {name: type(form.base_fields[name])(label=label) for name, label in form.labels.items()}


def _morning() -> Fields:
    factors = {factor.code: ChipsField(TOLD, label=_(factor.question)) for factor in FACTORS}
    return {**MorningForm.base_fields, **factors}


def _other_things() -> Fields:
    fields = OtherThingsForm(answers={}).fields
    for code, thing in THINGS.items():
        fields[since_name(code)].label = f"{_(thing.question)} – {_('Since when')}"
    return {**fields, "again": forms.BooleanField(label=_("All answers stand as of today"))}


def _answers() -> Fields:
    """A page of cards is one form: an answer comes with what was typed beside others."""
    words = [(value.value, word(value).lay) for kind in (Movement, CalledBack, Woke) for value in kind]
    yours = forms.ChoiceField(label=_("Your answer"), choices=words)
    fields = {**DecisionForm.base_fields, **TooManyForm.base_fields}  # type: ignore[attr-defined,unused-ignore]
    named = {"answer": _("Your answer"), "decision": _("Your decision"), "note": _("A note for the appointment")}
    labelled = {name: _labelled(fields[name], label) for name, label in named.items()}
    return {**fields, **labelled, "value": yours, "place": PlaceField(label=_("Where?"))}


def _labelled(field: forms.Field, label: str) -> forms.Field:
    named = copy(field)
    named.label = label
    return named


def _nights() -> Fields:
    return {
        "none": DayField(label=_("No twitches in the night of")),
        "nothing": DayField(label=_("Nothing is known of the night of")),
        "again": forms.CharField(label=_("No twitches after all, and its entries into the trash")),
    }


_MORNING, _APPOINTMENT = gettext_lazy("Morning"), gettext_lazy("Appointment")
_DASHBOARD, _EMAIL = gettext_lazy("An answer on the dashboard"), gettext_lazy("E-mail address")
FORMS: dict[str, tuple[str | Promise, Callable[[], Fields]]] = {
    "log": (gettext_lazy("A new entry"), _fields(EpisodeForm)),
    "edit": (gettext_lazy("A change to an entry"), _fields(EpisodeForm)),
    "delete": (gettext_lazy("An entry into the trash"), dict),
    "restore": (gettext_lazy("An entry out of the trash"), dict),
    "trash": (gettext_lazy("Trash"), dict),
    "nights": (gettext_lazy("Nights"), _nights),
    "morning": (_MORNING, _morning),
    "remember": (_MORNING, _fields(RememberForm)),
    "rest_of_night": (_MORNING, _fields(RestForm)),
    "appointment": (_APPOINTMENT, _fields(AppointmentForm)),
    "afterwards": (_APPOINTMENT, _fields(AfterwardsForm)),
    "close_appointment": (_APPOINTMENT, dict),
    "delete_appointment": (_APPOINTMENT, dict),
    "ending": (gettext_lazy("The end of the diary"), dict),
    "answer": (_DASHBOARD, _answers),
    "too_many": (gettext_lazy("Do you think you are getting too many twitches?"), _answers),
    "decide": (_DASHBOARD, _answers),
    "other_things": (gettext_lazy("Other things doctors ask about"), _other_things),
    "settings": (gettext_lazy("Settings"), _fields(PreferencesForm)),
    "delete_account": (gettext_lazy("Deleting the account"), dict),
    "share": (gettext_lazy("A link to the report"), _fields(ShareForm)),
    "freeze": (gettext_lazy("A report to be frozen"), dict),
    "delete_frozen": (gettext_lazy("Deleting a frozen report"), dict),
    "put_back": (gettext_lazy("A change to an entry"), dict),
    "tokens": (gettext_lazy("A token for a program"), _fields(TokenForm)),
    "import_diary": (gettext_lazy("A diary file"), dict),
    "account_email": (_EMAIL, _account(accounts.AddEmailForm)),
    "account_change_password": (gettext_lazy("A new password"), dict),
    "mfa_add_webauthn": (gettext_lazy("A new passkey"), _account(accounts.AddPasskeyForm)),
    "mfa_edit_webauthn": (gettext_lazy("A passkey's name"), _account(accounts.RenamePasskeyForm)),
}
