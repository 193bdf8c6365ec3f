"""The full form of an episode, for a new entry and for one that is already there."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal import entries
from journal.anatomy import Back, Side, back_of
from journal.entries import Entry, problems
from journal.forms import episode_parts as parts
from journal.forms import when
from journal.forms.chips import ChipsField, chips_of
from journal.forms.fields import DurationField, TextField, WholeNumberField, ZoneField, with_remarks
from journal.forms.layouts import episode_layout
from journal.forms.new_entry import fresh, new_id
from journal.forms.opened import Opened
from journal.forms.where import Place, PlaceField, recents
from journal.models import Episode
from journal.models.choices import value_or_none
from journal.models.episode import Source
from journal.models.recording import change, record
from journal.observations import DEVICE_PHASES, CalledBack, Movement, NoticedBy, Phase, Woke
from journal.pages.lines import place_name

PHASES = [phase for phase in Phase if phase not in DEVICE_PHASES]
WOKE = [Woke.ASLEEP, Woke.DROPPING_OFF, Woke.NO, Woke.UNSURE]
UNITS = {"s": 1, "min": 60}
# Where a problem of an entry is shown, if not at the field of the same name.
FIELD_OF = {"happened_at": "at", "duration_seconds": "duration", "id": None}


class EpisodeForm(parts.MergingEntry, forms.Form):
    """Nothing is required but when and what. ``cleaned_data["entry"]`` is a sound entry once the form is valid."""

    client_id = forms.CharField(required=False, widget=forms.HiddenInput)
    opened_at = forms.CharField(required=False, widget=forms.HiddenInput)
    at = when.LocalTimeField(required=False, label=_("When"))
    ago = ChipsField(when.AGO_CHIPS, optional=False, label=_("How long ago"))
    movement = ChipsField(chips_of(Movement), optional=False, required=True, label=_("What was it?"))
    muscle = PlaceField(required=False, label=_("Where?"))
    side = ChipsField(chips_of(Side), label=_("Which side?"))
    called_back = ChipsField(
        chips_of(CalledBack),
        label=_("Would you call this your back?"),
        help_text=_("Only if it was the back of the neck, the top of the shoulder or around the shoulder blade."),
    )
    phase = ChipsField(chips_of(PHASES), label=_("How awake were you?"))
    woke = ChipsField(chips_of(WOKE), label=_("Did it wake you?"))
    duration = DurationField(required=False, label=_("How long did it go on?"))
    duration_unit = forms.ChoiceField(
        required=False, label=_("Unit"), choices=[("s", _("seconds")), ("min", _("minutes"))]
    )
    count = WholeNumberField(
        required=False, label=_("How many?"), help_text=_("A burst of dozens is one entry: a rough number will do.")
    )
    intensity = WholeNumberField(
        required=False, label=_("Strength, 0 to 10"), help_text=_("0 is hardly felt, 10 the strongest you can imagine.")
    )
    noticed_by = ChipsField(chips_of(NoticedBy), optional=False, label=_("Who noticed it?"))
    note = TextField(required=False, label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}))
    time_zone = ZoneField(required=False, label=_("Time zone"), widget=forms.TextInput({"autocomplete": "off"}))

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
        super().__init__(data, initial=parts.form_values(episode.entry) if episode else fresh(zone, as_of), **kwargs)
        self.fields["time_zone"].own = zone  # type: ignore[attr-defined]
        self.fields["duration"].unit = UNITS.get(self["duration_unit"].value(), 1)  # type: ignore[attr-defined]
        if episode and opened:
            self.opened = opened
            self._keep_what_is_there(episode.entry)

    @cached_property
    def helper(self) -> FormHelper:
        """How the form is shown; made only when it is shown."""
        self.fields["movement"].difference = _("Twitch, jerk or cramp?")  # type: ignore[attr-defined]
        if "ago" in self.fields:
            zone = entries.stored_zone(self.zone)
            opened = when.opened_at(self.data.get("opened_at", ""), self.as_of) if self.is_bound else self.as_of
            night = when.last_night(opened, zone).instant.astimezone(zone)
            text = gettext("“Last night” is stored as %(time)s.")
            self.fields["ago"].help_text = text % {"time": when.clock(night)}
        helper = FormHelper()
        helper.form_tag = helper.form_show_errors = False
        helper.field_template = "journal/_field.html"
        helper.layout = episode_layout(self)
        return helper

    def _keep_what_is_there(self, entry: Entry) -> None:
        """Offer values that no form offers, where the episode has them or had when this form was opened; ask for no
        quick time."""
        del self.fields["ago"], self.fields["opened_at"], self.fields["client_id"]
        self.fields["at"].required = True
        phase, woke = ({getattr(entry, name), self._untouched(name)} for name in ("phase", "woke"))
        if device := [one for one in DEVICE_PHASES if one in phase]:
            self.fields["phase"] = ChipsField(chips_of([*PHASES, *device]), label=self.fields["phase"].label)
        if Woke.YES in woke:
            self.fields["woke"] = ChipsField(chips_of([*WOKE, Woke.YES]), label=self.fields["woke"].label)
        if entry.movement is None or self._untouched("movement") == "":
            self.fields["movement"] = ChipsField(chips_of(Movement), label=self.fields["movement"].label)

    def _untouched(self, name: str) -> str | None:
        """What a field sends that shows what it showed from the beginning; None if it was touched, or not sent."""
        sent = self.data.get(name) if self.is_bound else None
        return sent if sent is not None and self.opened.shows(name, sent) else None

    def offer(self, places: list[tuple[str, str]]) -> None:
        """Show these places (muscle, side or "") first."""
        self.fields["muscle"].recent = recents(places)  # type: ignore[attr-defined]

    @property
    def place_now(self) -> str:
        """The place that is chosen so far, for those who do not see the map; "" for none."""
        place = PlaceField().to_python(self["muscle"].value())
        told = self["side"].value()
        side = told if told in list(Side) else place.side
        return place_name(place.muscle, side or "") if place.muscle else ""

    def clean(self) -> dict[str, Any]:
        """Read the time, build the entry and put each problem beside its field."""
        said = super().clean() or self.cleaned_data
        self.entry = self._entry(said)
        self._refuse(self.entry)
        return said

    def _refuse(self, entry: Entry) -> bool:
        """Put each problem beside its field; False if there is none."""
        found = problems(entry, as_of=self.as_of, own_zone=self.zone)
        for problem in found:
            self.add_error(FIELD_OF.get(problem.field, problem.field), gettext(problem.text) % problem.values)
        return bool(found)

    def store(self, person: User) -> Episode | None:
        """Store the entry, and say in ``outcome`` what was done; None if the person has to look at it again."""
        if self.episode:
            return self._change(self.episode)
        episode, new = record(person, self.entry, source=Source.FORM, as_of=self.as_of)
        if new:
            return self._done(episode, gettext("Saved."))
        if episode.entry == self.entry:
            where = gettext("It is in the trash.") if episode.deleted_at else gettext("It is in your diary once.")
            return self._done(episode, gettext("This was already saved.") + " " + where)
        self.data = {**{name: self.data[name] for name in self.data}, "client_id": new_id()}
        self.add_error(None, _("This form was saved before with other answers. Save again to add a second entry."))
        return None

    def _change(self, episode: Episode) -> Episode | None:
        """Write what the form changed over what is stored now, read in the same transaction."""
        with transaction.atomic():
            stored = Episode.objects.select_for_update().get(pk=episode.pk)
            self.trashed = bool(stored.deleted_at) and "bring_back" not in self.data
            if self.trashed:
                return None
            self.stored = stored.entry
            changed = self.merge(parts.entry_texts(self.stored))
            if changed is None:
                return None
            entry = parts.merge_entry(self.stored, self.entry, changed)
            if self._refuse(entry):
                return None
            stored.deleted_at = None
            change(stored, entry, as_of=self.as_of)
        return self._done(stored, gettext("Changed."))

    def _done(self, episode: Episode, said: str) -> Episode:
        self.outcome = with_remarks(f"{said} {self.remark}".rstrip(), self)
        return episode

    def _entry(self, said: dict[str, Any]) -> Entry:
        """What was told, with "not recorded" for every field that could not be read."""
        place: Place = said.get("muscle") or Place()
        asked = back_of(place.muscle) is Back.ASK
        count = said.get("count")
        return Entry(
            id=self.episode.client_id if self.episode else said.get("client_id") or new_id(),
            happened_at=self._happened_at(said),
            time_zone=said.get("time_zone") or self.zone,
            movement=value_or_none(Movement, said.get("movement", "")),
            muscle=place.muscle,
            side=value_or_none(Side, said.get("side", "")) or place.side,
            phase=value_or_none(Phase, said.get("phase", "")),
            woke=value_or_none(Woke, said.get("woke", "")),
            duration_seconds=said.get("duration"),
            count=1 if count is None else count,
            noticed_by=value_or_none(NoticedBy, said.get("noticed_by", "")) or NoticedBy.SELF,
            called_back=value_or_none(CalledBack, said.get("called_back", "")) if asked else None,
            intensity=said.get("intensity"),
            note=said.get("note", ""),
        )

    def _happened_at(self, said: dict[str, Any]) -> datetime:
        """The instant that was told; ``as_of`` if it could not be read, which its own message says."""
        zone = entries.stored_zone(said.get("time_zone") or self.zone)
        if "at" in self.errors:
            return self.as_of
        try:
            moment = self._moment(said, zone)
        except ValidationError as error:
            self.add_error("at", error)
            return self.as_of
        self.remark = moment.remark
        return moment.instant

    def _moment(self, said: dict[str, Any], zone: ZoneInfo) -> when.Moment:
        if self.episode:
            return when.changed(self.episode.happened_at, entries.stored_zone(self.episode.time_zone), said["at"], zone)
        ago = when.Ago(said.get("ago") or when.Ago.NOW)
        opened = when.opened_at(said.get("opened_at", ""), self.as_of)
        return when.told(ago, said.get("at"), opened, zone, as_of=self.as_of)
