"""The full form of an episode, for a new entry and for one that is already there."""

from __future__ import annotations

import uuid
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal import entries
from journal.anatomy import Back, Side, back_of
from journal.entries import Entry, Problem, problems
from journal.forms import when
from journal.forms.chips import AmountField, Chip, ChipsField, WholeNumberField, chips_of
from journal.forms.layouts import episode_layout
from journal.forms.where import Place, PlaceField, recents
from journal.models import Episode
from journal.models.episode import Source
from journal.models.recording import change, record
from journal.observations import DEVICE_PHASES, CalledBack, Movement, NoticedBy, Phase, Woke

PHASES = [phase for phase in Phase if phase not in DEVICE_PHASES]
WOKE = [Woke.ASLEEP, Woke.DROPPING_OFF, Woke.NO, Woke.UNSURE]
UNITS = {"s": 1, "min": 60}
# Where a problem of an entry is shown, if not at the field of the same name.
FIELD_OF = {"happened_at": "at", "duration_seconds": "duration", "id": None}


class EpisodeForm(forms.Form):
    """Nothing is required but when and what. ``cleaned_data["entry"]`` is a sound entry once the form is valid."""

    client_id = forms.CharField(required=False, widget=forms.HiddenInput)
    opened_at = forms.CharField(required=False, widget=forms.HiddenInput)
    at = when.LocalTimeField(required=False, label=_("When"))
    ago = ChipsField([*when.AGO_CHIPS], label=_("How long ago"))
    movement = ChipsField(chips_of(Movement), required=True, label=_("What was it?"))
    muscle = PlaceField(required=False, label=_("Where?"))
    side = ChipsField(chips_of(Side), label=_("Which side?"))
    called_back = ChipsField(chips_of(CalledBack), label=_("Would you call this your back?"))
    phase = ChipsField(chips_of(PHASES), label=_("How awake were you?"))
    woke = ChipsField(chips_of(WOKE), label=_("Did it wake you?"))
    duration = AmountField(required=False, label=_("How long did it go on?"))
    duration_unit = forms.ChoiceField(
        required=False, label=_("Unit"), choices=[("s", _("seconds")), ("min", _("minutes"))]
    )
    count = WholeNumberField(
        required=False, label=_("How many?"), help_text=_("A burst of dozens is one entry: a rough number will do.")
    )
    intensity = WholeNumberField(
        required=False, label=_("Strength, 0 to 10"), help_text=_("0 is hardly felt, 10 the strongest you can imagine.")
    )
    noticed_by = ChipsField(chips_of(NoticedBy), required=True, label=_("Who noticed it?"))
    note = forms.CharField(required=False, label=_("Note"), strip=True, widget=forms.Textarea(attrs={"rows": 3}))
    time_zone = forms.CharField(required=False, label=_("Time zone"), widget=forms.TextInput({"autocomplete": "off"}))

    def __init__(
        self, data: Any = None, *, zone: str, as_of: datetime, episode: Episode | None = None, **kwargs: Any
    ) -> None:
        self.zone, self.as_of, self.episode, self.remark = zone, as_of, episode, ""
        super().__init__(data, initial=told(episode) if episode else fresh(zone, as_of), **kwargs)
        if episode:
            self._keep_what_is_there(episode)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = episode_layout(self)

    def _keep_what_is_there(self, episode: Episode) -> None:
        """Offer values that no form offers, where the episode already has them; ask for no quick time."""
        del self.fields["ago"], self.fields["opened_at"], self.fields["client_id"]
        self.fields["at"].required = True
        entry = episode.entry
        if entry.phase in DEVICE_PHASES:
            self.fields["phase"] = ChipsField(chips_of([*PHASES, entry.phase]), label=self.fields["phase"].label)
        if entry.woke is Woke.YES:
            self.fields["woke"] = ChipsField(chips_of([*WOKE, Woke.YES]), label=self.fields["woke"].label)
        if entry.movement is None:
            self.fields["movement"] = ChipsField(chips_of(Movement), label=self.fields["movement"].label)

    def offer(self, places: list[tuple[str, str]]) -> None:
        """Show these places (muscle, side or "") first."""
        self.fields["muscle"].recent = recents(places)  # type: ignore[attr-defined]

    def clean_noticed_by(self) -> NoticedBy:
        """Somebody's own diary: "me" is what an unanswered question means."""
        return NoticedBy(self.cleaned_data["noticed_by"])

    def clean(self) -> dict[str, Any]:
        """Read the time, build the entry and put each problem beside its field."""
        said = super().clean() or self.cleaned_data
        entry = self._entry(said, self._moment(said))
        for problem in problems(entry, as_of=self.as_of):
            self._refuse(problem)
        said["entry"] = entry
        return said
