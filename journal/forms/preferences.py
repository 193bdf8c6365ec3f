"""How one person wants their diary."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Field, Fieldset, Layout, Submit
from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from journal.entries import MOST_COUNT, offered_zones
from journal.forms.fields import WholeNumberField, ZoneField
from journal.forms.layouts import Conflicts
from journal.forms.merge import Merging, text_of
from journal.forms.opened import Opened
from journal.models import Preferences

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Preferences]
else:
    ModelForm = forms.ModelForm


@lru_cache(maxsize=8)
def zone_options(language: str | None) -> str:
    """The options of all zones, written out once a language: Django renders a template for each option."""
    group = '<optgroup label="{}">{}</optgroup>'
    return format_html_join(
        "",
        group,
        (
            (region, format_html_join("", '<option value="{}">{}</option>', zones))
            for region, zones in zones_by_region()
        ),
    )


class ZoneSelect(forms.Select):
    """A select of the time zones of places."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The written out options, the one in question marked."""
        attributes = flatatt(self.build_attrs(self.attrs, {**(attrs or {}), "name": name}))
        option = format_html('<option value="{}"', value or "")
        options = zone_options(get_language())
        if f"{option}>" not in options and value:  # an old name, or one that a browser told: it stays what is chosen
            options = format_html('<option value="{}">{}</option>', value, value) + options
        options = options.replace(f"{option}>", f"{option} selected>")
        return format_html("<select{}>{}</select>", attributes, SafeString(options))


def zones_by_region() -> list[tuple[str, list[tuple[str, str]]]]:
    """The zones offered, for a select box: by continent or ocean, then UTC."""
    regions: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in offered_zones():
        region, _slash, place = name.partition("/")
        regions[region if place else ""].append((name, place.replace("_", " ") or name))
    others = regions.pop("")
    return [*regions.items(), (gettext("Others"), others)]


class PreferencesForm(Merging, ModelForm):
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
        fields = ("time_zone", "theme", "show_matches", "limit")
        labels = {
            "time_zone": _("Time zone"),
            "theme": _("How pages look"),
            "show_matches": _("Show which entries match the article"),
            "limit": _("My number of twitches a night"),
        }
        help_texts = {
            "time_zone": _(
                "For what you log from now on. Entries you have keep the time and zone they were logged in."
            ),
            "show_matches": _("Without it, pages show your entries only. Nothing is deleted by switching it off."),
        }
        field_classes = {"time_zone": ZoneField}
        widgets = {
            "time_zone": ZoneSelect,
            "theme": forms.RadioSelect,
            "limit": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        }

    def __init__(self, *args: Any, opened: Opened, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opened = opened
        # What the page showed is no answer, so it is not judged either.
        shown = self.data.get("time_zone", "")
        self.fields["time_zone"].own = shown if opened.shows("time_zone", shown) else self.instance.time_zone  # type: ignore[attr-defined]
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
        told: dict[str, str | None] = dict(stored)
        if "show_matches" in stored:
            told["show_matches"] = "on" if stored["show_matches"] else None
        if "limit" in stored:
            told["limited"] = "on" if stored["limit"] else None
        return told

    def in_words(self, name: str, text: str) -> str:
        """Switches are on or off."""
        if name == "show_matches":
            return gettext("on") if text else gettext("off")
        return super().in_words(name, text) if text or name != "limit" else gettext("no limit")

    def store(self, person: User) -> bool:
        """Write what was changed and nothing else; False if the person has to choose first."""
        with transaction.atomic():
            known = Preferences.objects.select_for_update().filter(owner=person).first()
            stored = preference_texts(values_of(known or Preferences(owner=person)))
            if known is None:  # nothing that could be written over
                self.opened = self.opened.with_texts(stored)
            changed = self.merge(stored)
            if changed is None:
                return False
            if changed:
                values = {name: self.cleaned_data[name] for name in changed}
                Preferences.objects.update_or_create(owner=person, defaults=values)
        return True

    def clean(self) -> dict[str, Any]:
        """A limit counts only while its switch is on; then it must be a number that can be exceeded."""
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
    """Three groups under plain headings."""
    helper = FormHelper()
    helper.form_action = "settings"
    helper.form_class = "preferences"
    helper.layout = Layout(
        Conflicts(),
        Fieldset(_("Where you are"), "time_zone", HTML('{% include "journal/_this_browsers_zone.html" %}')),
        Fieldset(_("How pages look"), Field("theme", template="journal/_theme_field.html")),
        Fieldset(_("What is shown"), "show_matches", "limited", Div("limit", css_class="own-limit")),
        Div(Submit("save", _("Save")), css_class="actions"),
    )
    return helper
