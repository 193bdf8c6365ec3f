"""Making a link for a clinician, and the passphrase that may stand before it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.forms.layout_pieces import part_of_form
from journal.forms.text_fields import DayBoxField, TextBoxField
from journal.passphrase import drawn_passphrase, easily_guessed, normal_passphrase
from journal.report.periods import USUAL_REPORT_PERIOD
from journal.wording.dates import day
from journal.wording.report.periods import report_period_choices

# How long a link works unless chosen otherwise: past the appointment by a week, else two weeks.
DAYS_AFTER_VISIT = 7
USUAL_LINK_DAYS = 14
MOST_DAYS = 90
# For an appointment that is further away than that, a link may work until a week after it; never
# longer than this.
MOST_DAYS_FOR_VISIT = 366
SHORTEST_PASSPHRASE = 8
LONGEST_PASSPHRASE = 100
# A passphrase is not corrected by a telephone, neither where it is made nor where it is asked for.
UNCORRECTED_PASSPHRASE = {
    "autocomplete": "off",
    "autocapitalize": "none",
    "autocorrect": "off",
    "spellcheck": "false",
}


@cache
def common_passwords() -> frozenset[str]:
    """Django's list of passwords that many people have, in small letters.

    Read when the first link gets one: some 20,000.
    """
    return frozenset(CommonPasswordValidator().passwords)


class ShareForm(forms.Form):
    """Which nights, for whom, until when, and an optional passphrase.

    ``key`` is drawn for each form that is shown: sent twice, it asks for one link. ``visit_on`` is
    the day of the appointment that is ahead, None for none. ``own_names`` are names that
    others know of the person.
    """

    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    period = forms.ChoiceField(label=_("Period"))
    for_whom = TextBoxField(
        label=_("For whom"),
        max_length=100,
        required=False,
        help_text=_("Only you see this. It tells your links apart."),
    )
    ends_on = DayBoxField(label=_("Works until the end of"))
    passphrase = TextBoxField(
        label=_("Passphrase"),
        required=False,
        max_length=4 * LONGEST_PASSPHRASE,
        strip=False,
        widget=forms.TextInput(attrs=UNCORRECTED_PASSPHRASE),
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        visit_on: date | None = None,
        own_names: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own_names = tuple(own_names)
        self.fields["passphrase"].help_text = gettext(
            "While this box is empty, the link opens without one. Do not send it together with "
            "the link: say it by phone, for example. One that nobody guesses: %(drawn)s"
        ) % {"drawn": drawn_passphrase()}
        self.today = today
        self.visit_on = visit_on if visit_on and visit_on >= today else None
        self.fields["key"].initial = secrets.token_urlsafe(16)
        self.fields["period"].choices = report_period_choices()  # type: ignore[attr-defined]
        self.fields["period"].initial = USUAL_REPORT_PERIOD
        self._set_end()
        self.helper = part_of_form()
        self.helper.add_input(Submit("make", _("Freeze the report and make a link")))

    def _set_end(self) -> None:
        """When the link ends unless the person says otherwise, and why then."""
        field, usual = self.fields["ends_on"], self.today + timedelta(days=USUAL_LINK_DAYS)
        if self.visit_on:
            usual = min(self.visit_on + timedelta(days=DAYS_AFTER_VISIT), self.last_day)
            field.help_text = gettext("A week after your appointment on %(day)s.") % {
                "day": day(self.visit_on)
            }
        else:
            field.help_text = gettext("Two weeks from today; with an appointment, a week after it.")
        if self.visit_on and usual <= self.visit_on:
            field.help_text = gettext(
                "Your appointment is later than a link can work. Make the link nearer to it."
            )
        field.initial = usual

    @property
    def last_day(self) -> date:
        """The last day until which a link may work."""
        longest = self.today + timedelta(days=MOST_DAYS)
        if self.visit_on is None:
            return longest
        after_visit = min(
            self.visit_on + timedelta(days=DAYS_AFTER_VISIT),
            self.today + timedelta(days=MOST_DAYS_FOR_VISIT),
        )
        return max(longest, after_visit)

    def clean_ends_on(self) -> date:
        """From today to three months on, or to a week after the appointment if that is later."""
        ends_on: date = self.cleaned_data["ends_on"]
        if self.today <= ends_on <= self.last_day:
            return ends_on
        if self.last_day == self.today + timedelta(days=MOST_DAYS):
            raise ValidationError(_("Choose a day from today to three months from now."))
        raise ValidationError(
            _("Choose a day from today to %(last)s.") % {"last": day(self.last_day)}
        )

    def clean_passphrase(self) -> str:
        """As it will be compared. Its length counts so: spaces at the ends make none longer."""
        typed: str = self.cleaned_data["passphrase"]
        passphrase = normal_passphrase(typed)
        if typed and len(passphrase) < SHORTEST_PASSPHRASE:
            raise ValidationError(
                _(
                    "A passphrase has at least 8 characters; spaces at its ends do not count "
                    "(it has %(number)d)."
                )
                % {"number": len(passphrase)}
            )
        if len(passphrase) > LONGEST_PASSPHRASE:
            raise ValidationError(
                _("A passphrase has at most 100 characters (it has %d).") % len(passphrase)
            )
        names = [*self.own_names, self.cleaned_data.get("for_whom", "")]
        if passphrase and easily_guessed(passphrase, common=common_passwords(), known=names):
            raise ValidationError(
                _(
                    "This is guessed easily. Take three words that have nothing to do with each "
                    "other, or the one below."
                )
            )
        return passphrase


class PassphraseForm(forms.Form):
    """Asked of whoever opens a link that has one."""

    passphrase = TextBoxField(
        label=_("Passphrase"),
        max_length=4 * LONGEST_PASSPHRASE,
        strip=False,
        widget=forms.PasswordInput(
            attrs=UNCORRECTED_PASSPHRASE | {"autofocus": True, "class": "form-control"}
        ),
    )
