"""How one person wants their diary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout, Submit
from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.actions.preferences import change_preferences
from journal.entries import MOST_COUNT
from journal.forms.layout_pieces import Conflicts
from journal.forms.merge import MergingForm, text_of
from journal.forms.opened_about import Opened
from journal.forms.text_fields import TextBoxField, WholeNumberField, ZoneField
from journal.forms.zone_select import ZoneSelect
from journal.models import Preferences

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Preferences]
else:
    ModelForm = forms.ModelForm


# What is off sends nothing: the name of the switch of each part that has one.
SWITCHES = {"show_matches": "show_matches", "shows_pad": "shows_pad", "limit": "limited"}


class PreferencesForm(MergingForm, ModelForm):
    """Time zone, look, whether matches are shown, and a limit of one's own with its switch."""

    limited = forms.BooleanField(
        label=_("Count a night with more twitches than a number I set myself"),
        required=False,
        help_text=_(
            "Set in advance, and by you alone: the article names no number, and neither do we. "
            "A night with more twitches than yours then matches “too many twitches”."
        ),
    )

    class Meta:
        model = Preferences
        fields = ("time_zone", "theme", "show_matches", "shows_pad", "limit", "report_name")
        labels = {
            "time_zone": _("Time zone"),
            "theme": _("How pages look"),
            "show_matches": _("Show which entries match the article"),
            "shows_pad": _("Show the way to the night pad"),
            "limit": _("My number of twitches a night"),
            "report_name": _("Name on a report"),
        }
        help_texts = {
            "time_zone": _(
                "For what you log from now on. Entries you have keep the time and zone they "
                "were logged in."
            ),
            "show_matches": _(
                "Without it, pages show your entries only. Nothing is deleted by switching it off."
            ),
            "shows_pad": _(
                "Without it, you write in the morning only. What waits on a phone is still sent."
            ),
            "report_name": _(
                "Stands on the pages and PDFs that you show or share. Without it they name nobody."
            ),
        }
        field_classes = {"time_zone": ZoneField, "report_name": TextBoxField}
        widgets = {
            "time_zone": ZoneSelect,
            "theme": forms.RadioSelect,
            "limit": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, opened: Opened, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened = opened
        # What the page showed is no answer, so it is not judged either.
        own = self.data.get("time_zone", "")
        if not opened.shows("time_zone", own):
            own = self.instance.time_zone
        self.fields["time_zone"].own = own  # type: ignore[attr-defined]
        # What a form was opened about says what it showed; a choice has no length.
        self.fields["time_zone"].show_hidden_initial = False
        del self.fields["time_zone"].widget.attrs["maxlength"]
        # Asked for by ``clean``, and only if the switch is on.
        self.fields["limit"] = WholeNumberField(
            label=self.fields["limit"].label,
            required=False,
            widget=self.fields["limit"].widget,
            error_messages={"invalid": _("Write a whole number, like 20.")},
        )
        self.fields["limited"].initial = self.instance.limit is not None
        self.helper = layout()

    def texts(self, values: Mapping[str, Any]) -> dict[str, str]:
        """As shown; the limit with its switch is one."""
        return preference_texts(values)

    def sent(self, stored: Mapping[str, str]) -> dict[str, str | None]:
        """Switches that are off send nothing."""
        sent: dict[str, str | None] = dict(stored)
        for part, switch in SWITCHES.items():
            if part in stored:
                sent[switch] = "on" if stored[part] else None
        return sent

    def in_words(self, name: str, text: str) -> str:
        """Switches are on or off."""
        if name in ("show_matches", "shows_pad"):
            return gettext("on") if text else gettext("off")
        if name == "limit" and not text:
            return gettext("no limit")
        return super().in_words(name, text)

    def store(self, person: User) -> bool:
        """Write what was changed and nothing else; False if the person has to choose first."""
        with transaction.atomic():
            row = Preferences.objects.of(person).select_for_update().first()
            stored = preference_texts(values_of(row or Preferences(owner=person)))
            if row is None:  # nothing that could be written over
                self.opened = self.opened.with_texts(stored)
            changed = self.merge(stored)
            if changed is None:
                return False
            if changed:
                values = {name: self.cleaned_data[name] for name in changed}
                change_preferences(person, **values)
        return True

    def clean(self) -> dict[str, Any]:
        """A limit counts only while its switch is on; then it must be one that can be exceeded."""
        clean = super().clean() or {}
        if not clean.get("limited"):
            self.errors.pop("limit", None)
            clean["limit"] = None
        elif "limit" in clean and not 1 <= (clean["limit"] or 0) < MOST_COUNT:
            self.add_error("limit", _("Write a number from 1 to 9999, or switch this off."))
        return clean


def values_of(preferences: Preferences) -> dict[str, Any]:
    """What the form shows of them, by its fields."""
    return {name: getattr(preferences, name) for name in PreferencesForm.Meta.fields}


def preference_texts(values: Mapping[str, Any]) -> dict[str, str]:
    """Each part of the form as a text to be compared."""
    return {name: text_of(values.get(name)) for name in PreferencesForm.Meta.fields}


def layout() -> FormHelper:
    """Four groups under plain headings."""
    helper = FormHelper()
    helper.form_action = "settings"
    helper.form_class = "preferences"
    helper.layout = Layout(
        Conflicts(),
        Fieldset(
            _("Where you are"),
            "time_zone",
            HTML('{% include "journal/_this_browsers_zone.html" %}'),
        ),
        Fieldset(_("How pages look"), Field("theme", template="journal/_theme_field.html")),
        Fieldset(
            _("What is shown"),
            "show_matches",
            "limited",
            Div("limit", css_class="own-limit"),
            "shows_pad",
        ),
        Fieldset(_("For the doctor"), "report_name"),
        Div(Submit("save", _("Save")), css_class="actions"),
    )
    return helper
