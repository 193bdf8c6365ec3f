"""What each form is about and how its fields are called, for a page that shows it in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from journal.background import KINDS_OF_BACKGROUND
from journal.checklist import THINGS
from journal.day_factors import FACTORS
from journal.forms import accounts, passkeys
from journal.forms.appointment import AfterwardsForm, AppointmentForm
from journal.forms.background import row_field
from journal.forms.card_answers import DecisionForm, TooManyForm
from journal.forms.checklist import ChecklistForm, since_name
from journal.forms.chip_fields import YES_OR_NO_CHIPS, ChipsField
from journal.forms.constant import ConstantForm
from journal.forms.earlier_words import KIND_BY_TEXT, MOST_EMPTY_ROWS
from journal.forms.episode import EpisodeForm
from journal.forms.morning import MorningForm
from journal.forms.morning_entries import RememberForm, RestForm
from journal.forms.place_field import PlaceField
from journal.forms.preferences import PreferencesForm
from journal.forms.share import ShareForm
from journal.forms.sleep import SleepForm
from journal.forms.text_fields import DayBoxField
from journal.forms.tokens import TokenForm
from journal.labels import word
from journal.observations import CalledBack, Movement, Woke
from journal.wording.report.periods import report_period_choices

Fields = Mapping[str, forms.Field]


def _fields(form: type[forms.BaseForm]) -> Callable[[], Fields]:
    return lambda: form.base_fields  # type: ignore[attr-defined]  # made by Django's metaclass


def _account(form: type[accounts.RewordedForm]) -> Callable[[], Fields]:
    """allauth's own, by our labels; some fields it adds only where a page is asked for."""
    return lambda: {
        name: type(form.base_fields.get(name, forms.CharField()))(label=label)
        for name, label in form.labels.items()
    }


def _sign_up() -> Fields:
    zone = forms.CharField(label=_("Time zone"))
    return {**_account(accounts.SignupForm)(), "time_zone": zone}


def _morning() -> Fields:
    factors = {
        factor.code: ChipsField(YES_OR_NO_CHIPS, label=_(factor.question)) for factor in FACTORS
    }
    return {**MorningForm.base_fields, **factors}


def _other_things() -> Fields:
    fields = ChecklistForm(answers={}).fields
    for code, thing in THINGS.items():
        fields[since_name(code)].label = f"{_(thing.question)} – {_('Since when')}"
    return {**fields, "again": forms.BooleanField(label=_("All my answers are still right today"))}


def _answers() -> Fields:
    """A page of cards is one form: an answer comes with what was typed beside others."""
    words = [
        (value.value, word(value).lay) for kind in (Movement, CalledBack, Woke) for value in kind
    ]
    yours = forms.ChoiceField(label=_("Your answer"), choices=words)
    forms_of_cards: Any = (DecisionForm, TooManyForm)
    fields = {name: field for form in forms_of_cards for name, field in form.base_fields.items()}
    named = {
        "answer": _("Your answer"),
        "decision": _("Your decision"),
        "note": _("A note for the appointment"),
    }
    labelled = {name: _labelled(fields[name], label) for name, label in named.items()}
    return {**fields, **labelled, "value": yours, "place": PlaceField(label=_("Where?"))}


def _labelled(field: forms.Field, label: str) -> forms.Field:
    named = copy(field)
    named.label = label
    return named


def _link() -> Fields:
    """Its periods in words, which the page's form has from the diary."""
    period = forms.ChoiceField(label=_("Period"), choices=report_period_choices())
    return {**ShareForm.base_fields, "period": period}  # type: ignore[attr-defined,unused-ignore]


def _nights() -> Fields:
    return {
        "none": DayBoxField(label=_("No twitches in the night after")),
        "nothing": DayBoxField(label=_("Nothing is known of the night after")),
        "again": forms.CharField(label=_("No twitches after all, and its entries into the trash")),
    }


def _row() -> Fields:
    """A row of any kind that a person brings along."""
    return {
        name: row_field(kind, name, field)
        for kind in KINDS_OF_BACKGROUND.values()
        for name, field in kind.fields.items()
    }


def _earlier_words() -> Fields:
    return {
        f"{name}-{number}-{field}": row_field(kind, field, row)
        for name, kind in KIND_BY_TEXT.items()
        for number in range(MOST_EMPTY_ROWS)
        for field, row in kind.fields.items()
    }


_MORNING, _APPOINTMENT = gettext_lazy("Morning"), gettext_lazy("Appointment")
_DASHBOARD, _EMAIL = gettext_lazy("An answer on the dashboard"), gettext_lazy("E-mail address")
_ROW = gettext_lazy("A row for the appointment")
FORM_FIELDS: dict[str, tuple[str | Promise, Callable[[], Fields]]] = {
    "log": (gettext_lazy("A new entry"), _fields(EpisodeForm)),
    "edit": (gettext_lazy("A change to an entry"), _fields(EpisodeForm)),
    "delete": (gettext_lazy("An entry into the trash"), dict),
    "restore": (gettext_lazy("An entry out of the trash"), dict),
    "trash": (gettext_lazy("Trash"), dict),
    "nights": (gettext_lazy("Nights"), _nights),
    "constant": (gettext_lazy("It went on and on"), _fields(ConstantForm)),
    "answer_constant": (_DASHBOARD, _answers),
    "morning": (_MORNING, _morning),
    "remember": (_MORNING, _fields(RememberForm)),
    "rest_of_night": (_MORNING, _fields(RestForm)),
    "sleep": (gettext_lazy("How you slept"), _fields(SleepForm)),
    "appointment": (_APPOINTMENT, _fields(AppointmentForm)),
    "afterwards": (_APPOINTMENT, _fields(AfterwardsForm)),
    "close_appointment": (_APPOINTMENT, dict),
    "delete_appointment": (_APPOINTMENT, dict),
    "background": (_ROW, _row),
    "background_row": (_ROW, _row),
    "discard_background": (_ROW, dict),
    "bring_back_background": (_ROW, dict),
    "earlier_words": (gettext_lazy("Rows made of your words"), _earlier_words),
    "ending": (gettext_lazy("The end of the diary"), dict),
    "answer": (_DASHBOARD, _answers),
    "too_many": (gettext_lazy("Do you think you are getting too many twitches?"), _answers),
    "decide": (_DASHBOARD, _answers),
    "other_things": (gettext_lazy("Other things doctors ask about"), _other_things),
    "settings": (gettext_lazy("Settings"), _fields(PreferencesForm)),
    "delete_account": (gettext_lazy("Deleting the account"), dict),
    "share": (gettext_lazy("A link to the report"), _link),
    "freeze": (gettext_lazy("A report to be frozen"), dict),
    "delete_frozen": (gettext_lazy("Deleting a frozen report"), dict),
    "put_back": (gettext_lazy("A change to an entry"), dict),
    "end_sign_in": (gettext_lazy("Signing out elsewhere"), dict),
    "end_other_sign_ins": (gettext_lazy("Signing out elsewhere"), dict),
    "tokens": (gettext_lazy("A token for a program"), _fields(TokenForm)),
    "import_diary": (gettext_lazy("A diary file"), dict),
    "import_sheet": (gettext_lazy("An answer about a table"), dict),
    "device_sleep": (gettext_lazy("The export of a watch or an app"), dict),
    "sleep_source": (gettext_lazy("Whose sleep is shown"), dict),
    "forget_device_sleep": (gettext_lazy("Deleting device sleep"), dict),
    "earlier_imports": (gettext_lazy("A recipe’s name"), dict),
    "forget_recipe": (gettext_lazy("Deleting a recipe"), dict),
    "undo_import": (gettext_lazy("An import to be taken back"), dict),
    "account_login": (gettext_lazy("Sign in"), _account(accounts.LoginForm)),
    "account_signup": (gettext_lazy("Make an account"), _sign_up),
    "account_email": (_EMAIL, _account(accounts.AddEmailForm)),
    "account_change_password": (gettext_lazy("A new password"), dict),
    "mfa_add_webauthn": (gettext_lazy("A new passkey"), _account(passkeys.AddPasskeyForm)),
    "mfa_edit_webauthn": (gettext_lazy("A passkey's name"), _account(passkeys.RenamePasskeyForm)),
}
