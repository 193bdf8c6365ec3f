"""The fields of an episode's full form, for a new entry and for one that is already there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.anatomy import Side
from journal.entries import Entry
from journal.forms import episode_time
from journal.forms.chip_fields import ChipsField, SeveralChipsField, chips_of
from journal.forms.episode_layout import episode_layout
from journal.forms.episode_parts import form_values
from journal.forms.new_episode import new_entry_values
from journal.forms.opened_about import Opened
from journal.forms.place_field import PlaceField, recent_places
from journal.forms.text_fields import (
    DurationField,
    TextBoxField,
    WholeNumberField,
    ZoneField,
)
from journal.models import Episode
from journal.nights import night_of
from journal.observations import (
    DEVICE_PHASES,
    CalledBack,
    EasedBy,
    Movement,
    NoticedBy,
    Perceived,
    Phase,
    Spread,
    TimeTold,
    Woke,
)
from journal.time_zones import stored_zone
from journal.wording.dates import night
from journal.wording.places import place_name

# A person says how awake they were; a device's phases are offered only where an entry has one.
ASKED_PHASES = [phase for phase in Phase if phase not in DEVICE_PHASES]
ASKED_WOKE = [Woke.ASLEEP, Woke.DROPPING_OFF, Woke.NO, Woke.UNSURE]
UNITS = {"s": 1, "min": 60}


class EpisodeFormFields(forms.Form):
    """Nothing is required but when and what.

    ``zone`` is the person's own, ``as_of`` the instant of the request. With ``episode`` the fields
    show it, as ``opened`` says that they did when its page was opened.
    """

    opened: Opened

    client_id = forms.CharField(required=False, widget=forms.HiddenInput)
    opened_at = forms.CharField(required=False, widget=forms.HiddenInput)
    at = episode_time.LocalTimeField(required=False, label=_("When"))
    ago = ChipsField(episode_time.AGO_CHIPS, optional=False, label=_("How long ago"))
    movement = ChipsField(
        chips_of(Movement), optional=False, required=True, label=_("What was it?")
    )
    muscle = PlaceField(required=False, label=_("Where?"))
    side = ChipsField(chips_of(Side), label=_("Which side?"))
    called_back = ChipsField(
        chips_of(CalledBack),
        label=_("Would you call this your back?"),
        help_text=_(
            "Answer only for the back of the neck, the top of the shoulder or around the "
            "shoulder blade."
        ),
    )
    phase = ChipsField(chips_of(ASKED_PHASES), label=_("How awake were you?"))
    woke = ChipsField(chips_of(ASKED_WOKE), label=_("Did it wake you?"))
    count = WholeNumberField(
        required=False,
        label=_("How many?"),
        help_text=_("A burst of dozens is one entry: a rough number will do."),
    )
    duration = DurationField(required=False, label=_("How long did it go on?"))
    duration_unit = forms.ChoiceField(
        required=False, label=_("Unit"), choices=[("s", _("seconds")), ("min", _("minutes"))]
    )
    intensity = WholeNumberField(
        required=False,
        label=_("Strength, 0 to 10"),
        help_text=_("0 is hardly felt, 10 the strongest you can imagine."),
    )
    perceived = ChipsField(chips_of(Perceived), label=_("Could you see it, or only feel it?"))
    spread = ChipsField(chips_of(Spread), label=_("One spot, or several?"))
    eased_by = SeveralChipsField(
        chips_of(EasedBy), label=_("What eased it?"), help_text=_("Choose as many as fit.")
    )
    time_told = ChipsField(chips_of(TimeTold), label=_("If the time is not exact"))
    noticed_by = ChipsField(chips_of(NoticedBy), optional=False, label=_("Who noticed it?"))
    note = TextBoxField(required=False, label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))
    time_zone = ZoneField(
        required=False, label=_("Time zone"), widget=forms.TextInput({"autocomplete": "off"})
    )

    def __init__(
        self,
        data: Any = None,
        *,
        zone: str,
        as_of: datetime,
        episode: Episode | None = None,
        opened: Opened | None = None,
        **kwargs: Any,
    ) -> None:
        self.zone, self.as_of, self.episode, self.remark = zone, as_of, episode, ""
        self.outcome = ""
        initial = form_values(episode.entry) if episode else new_entry_values(zone, as_of)
        super().__init__(data, initial=initial, **kwargs)
        self.fields["time_zone"].own = zone  # type: ignore[attr-defined]
        unit = UNITS.get(self["duration_unit"].value(), 1)
        self.fields["duration"].unit = unit  # type: ignore[attr-defined]
        if episode and opened:
            self.opened = opened
            self._offer_what_is_stored(episode.entry)

    @cached_property
    def helper(self) -> FormHelper:
        """How the form is shown; made only when it is shown."""
        movement: ChipsField = self.fields["movement"]  # type: ignore[assignment]
        movement.difference = _("Twitch, jerk or cramp?")
        if "ago" in self.fields:
            zone = stored_zone(self.zone)
            opened = self.as_of
            if self.is_bound:
                opened = episode_time.opened_at(self.data.get("opened_at", ""), self.as_of)
            at = episode_time.last_night(opened, zone).instant
            text = gettext("“Last night” is %(night)s.")
            self.fields["ago"].help_text = text % {"night": night(night_of(at, zone))}
        helper = FormHelper()
        helper.form_tag = helper.form_show_errors = False
        helper.field_template = "journal/_field.html"
        helper.layout = episode_layout(self)
        return helper

    def _offer_what_is_stored(self, entry: Entry) -> None:
        """Offer values that no form offers, where the episode has or had them; no quick time."""
        del self.fields["ago"], self.fields["opened_at"], self.fields["client_id"]
        self.fields["at"].required = True
        if entry.time_told is TimeTold.NIGHT:
            self.fields["at"].help_text = _(
                "The time of the night is not known. Set one if you know it."
            )
        phase, woke = ({getattr(entry, name), self._untouched(name)} for name in ("phase", "woke"))
        if device := [value for value in DEVICE_PHASES if value in phase]:
            self.fields["phase"] = ChipsField(
                chips_of([*ASKED_PHASES, *device]), label=self.fields["phase"].label
            )
        if Woke.YES in woke:
            self.fields["woke"] = ChipsField(
                chips_of([*ASKED_WOKE, Woke.YES]), label=self.fields["woke"].label
            )
        if entry.movement is None or self._untouched("movement") == "":
            self.fields["movement"] = ChipsField(
                chips_of(Movement), label=self.fields["movement"].label
            )

    def _untouched(self, name: str) -> str | None:
        """What a field sends that shows what it showed at first; None if touched or not sent."""
        sent: str | None = self.data.get(name)
        if sent is None or not self.opened.shows(name, sent):
            return None
        return sent

    def offer(self, places: list[tuple[str, str]]) -> None:
        """Show these places (muscle, side or "") first."""
        self.fields["muscle"].recent = recent_places(places)  # type: ignore[attr-defined]

    @property
    def place_now(self) -> str:
        """The place that is chosen so far, for those who do not see the map; "" for none."""
        place = PlaceField().to_python(self["muscle"].value())
        if not place.muscle:
            return ""
        side = self["side"].value()
        if side not in list(Side):
            side = place.side
        return place_name(place.muscle, side or "")
