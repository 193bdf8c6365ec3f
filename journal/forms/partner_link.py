"""Making a link for whoever sees the person sleep, and what is to become of what they
wrote."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crispy_forms.layout import Submit
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from journal.forms.layout_pieces import part_of_form
from journal.forms.text_fields import TextBoxField
from journal.observations import Woke
from journal.parsing import address_number

# Choices that one form may hold: as many as a page shows.
MOST_CHOSEN = 100
DO_FIELD, WOKE_FIELD = "do-", "woke-"


class PartnerLinkForm(forms.Form):
    """Who will watch. ``key`` is drawn for each form that is shown: sent twice, it asks for one
    link.
    """

    key = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    watcher = TextBoxField(
        label=_("Who gets it?"),
        help_text=_("Only you see this name. It stands beside what they write."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = secrets.token_urlsafe(16)
        self.helper = part_of_form()
        self.helper.add_input(Submit("make", _("Make a link")))


@dataclass(frozen=True, slots=True)
class SightingChoices:
    """What is to become of sightings, by their keys.

    What is given to a key of ``added`` is the person's answer to "Did it wake you?", None for none.
    """

    added: Mapping[int, Woke | None]
    discarded: Sequence[int]


def sighting_choices(sent: QueryDict) -> SightingChoices:
    """What the page's form says of each; what it does not name, or names oddly, waits on."""
    answers = {value.value: value for value in Woke if value is not Woke.YES}
    names = [name for name in sent if name.startswith(DO_FIELD)][:MOST_CHOSEN]
    chosen = {address_number(name.removeprefix(DO_FIELD)): sent[name] for name in names}
    added = [key for key, choice in chosen.items() if key and choice == "add"]
    return SightingChoices(
        {key: answers.get(sent.get(f"{WOKE_FIELD}{key}", "")) for key in added},
        [key for key, choice in chosen.items() if key and choice == "discard"],
    )
