"""What can be said on the morning after: the night's sleep, and the day before."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.layout import Div, Field, Fieldset, Layout, Submit
from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.actions.night import locked_morning, record_day, record_morning
from journal.day_factors import FACTORS
from journal.forms.chip_fields import YES_OR_NO_CHIPS, ChipsField
from journal.forms.episode_time import at_local
from journal.forms.layout_pieces import CHIPS_TEMPLATE, part_of_form
from journal.forms.merge import MergingForm
from journal.forms.sleep_instants import clock_time, in_future, on_the_wall, sleep_instants
from journal.forms.text_fields import ClockField, TextBoxField
from journal.models import DayContext, Morning
from journal.night_sleep import NightSleep
from journal.nights import ONE_NIGHT
from journal.sleep_times import LONGEST, began, crosses_noon, ended
from journal.wording.dates import short_day
from journal.wording.sleep import sleep_sentence

FACTOR_CODES = tuple(factor.code for factor in FACTORS)
TIMES = frozenset({"bed", "woke"})


class MorningForm(MergingForm, forms.Form):
    """Bed and wake time of a night, and what the day before it held.

    Every field may stay empty.

    ``night`` and ``zone`` are those of the page, also where it is sent when another night is the
    last. ``slept`` says after storing when the sleep was, if that was changed.
    """

    slept = ""

    bed = ClockField(label=_("To bed"), required=False)
    woke = ClockField(label=_("Up again"), required=False)
    note = TextBoxField(label=_("A note on the day"), max_length=500, required=False)

    def __init__(
        self,
        *args: Any,
        night: date,
        zone: ZoneInfo,
        as_of: datetime,
        morning: Morning | None,
        day: DayContext | None,
    ) -> None:
        super().__init__(*args)
        self.night, self.zone, self.as_of = night, zone, as_of
        for factor in FACTORS:
            self.fields[factor.code] = ChipsField(YES_OR_NO_CHIPS, label=_(factor.question))
        self.initial = self.values(morning, day)
        days = {"day": short_day(night), "next": short_day(night + ONE_NIGHT)}
        self.fields["bed"].help_text = (
            gettext("%(day)s from 12:00 on, %(next)s before 12:00.") % days
        )
        self.fields["woke"].help_text = _when_up(night, zone, morning)
        self.helper = part_of_form()
        self.helper.layout = Layout(
            Fieldset(_("Sleep, if you like"), Div("bed", "woke", css_class="pair")),
            Fieldset(
                _("The day before"),
                *(Field(code, template=CHIPS_TEMPLATE) for code in FACTOR_CODES),
                "note",
            ),
            Div(Submit("save", _("Save")), css_class="actions"),
        )

    def clean(self) -> dict[str, Any]:
        """The instants of both times.

        Going to bed lies in this night, noon to noon; being up again is the first such time after
        it.
        """
        cleaned = super().clean() or self.cleaned_data
        bed, woke = cleaned.get("bed"), cleaned.get("woke")
        bed_at = woke_at = None
        if bed is not None:
            bed_at = self._instant("bed", began(self.night, bed))
        if woke is not None:
            woke_at = self._instant("woke", ended(self.night, bed, woke))
        if TIMES & {*self.changed_data}:
            self._refuse(bed_at, woke_at)
        return {**cleaned, "bed_at": bed_at, "woke_at": woke_at}

    def values(self, morning: Morning | None, day: DayContext | None) -> dict[str, Any]:
        """What the fields show of what is stored, by their names."""
        return {
            "bed": morning and clock_time(morning.bed_at, self.zone),
            "woke": morning and clock_time(morning.woke_at, self.zone),
            **{name: getattr(day, name, "") for name in (*FACTOR_CODES, "note")},
        }

    def store(self, person: User) -> bool:
        """Keep what was changed for this night, in one go.

        False if the person has to look at it again.
        """
        with transaction.atomic():
            morning = locked_morning(person, self.night)
            day = (
                DayContext.objects.of(person)
                .select_for_update()
                .filter(night_of=self.night)
                .first()
            )
            stored = self.texts(self.values(morning, day))
            if morning is None and day is None:  # nothing that could be written over
                self.opened = self.opened.with_texts(stored)
            changed = self.merge(stored)
            if changed is None:
                return False
            times = self._times(morning, changed)
            if times is None:
                return False
            if times:
                record_morning(person, self.night, times, self.as_of)
            if day_values := {name: self.cleaned_data[name] for name in changed - TIMES}:
                record_day(person, self.night, day_values, self.as_of)
        return True

    def _times(
        self, morning: Morning | None, changed: frozenset[str]
    ) -> dict[str, datetime | None] | None:
        """What to store of the sleep, by column.

        None, with a message, if what was stored from elsewhere does not go with it.

        The page shows two times of day: with another time of going to bed, the same time of being
        up again may be on another day.
        """
        if not changed & TIMES:
            return {}
        stored = morning.sleep if morning else NightSleep(night_of=self.night)
        typed = {f"{name}_at": self.cleaned_data[name] for name in changed & TIMES}
        resolved = sleep_instants(self.night, self.zone, stored, typed)
        moved = {name: None if at is None else at.instant for name, at in resolved.items()}
        bed_at = moved.get("bed_at", stored.bed_at)
        woke_at = moved.get("woke_at", stored.woke_at)
        if self._refuse(bed_at, woke_at):
            return None
        self.slept = sleep_sentence(self.night, self.zone, bed_at, woke_at)
        return moved

    def _refuse(self, bed_at: datetime | None, woke_at: datetime | None) -> bool:
        """Put what is wrong with the sleep beside its field; False if nothing is."""
        for name, at in (("bed", bed_at), ("woke", woke_at)):
            if text := in_future(at, self.zone, self.as_of):
                self.add_error(name, text)
                return True
        if bed_at and woke_at and not timedelta(0) < woke_at - bed_at <= LONGEST:
            hours = {"hours": round((woke_at - bed_at) / timedelta(hours=1))}
            text = gettext(
                "This would be %(hours)d hours after you went to bed. Is one of the times wrong?"
            )
            self.add_error("woke", text % hours)
            return True
        return False

    def _instant(self, name: str, local: datetime) -> datetime:
        """The instant of a time on the wall clock; remarks that the clocks were changed then."""
        resolved = at_local(local, self.zone)
        if resolved.remark and name in self.changed_data:
            field = self.fields[name]
            field.remark = f"{field.remark} {resolved.remark}".strip()  # type: ignore[attr-defined]
        return resolved.instant


def _when_up(night: date, zone: ZoneInfo, morning: Morning | None) -> str:
    """How a time of being up again is read.

    Of a sleep that went on past noon: when it was and where it stands.

    So, too, of one whose two times would be read as others here: it was told on the clock of
    another zone.
    """
    if morning is not None and _reads_otherwise(night, zone, morning):
        return sleep_sentence(night, zone, morning.bed_at, morning.woke_at)
    return gettext("The first such time after going to bed, also past noon.")


def _reads_otherwise(night: date, zone: ZoneInfo, morning: Morning) -> bool:
    """Whether the two times of day alone would be taken for another sleep, or go on past noon."""
    bed = on_the_wall(morning.bed_at, zone)
    woke = on_the_wall(morning.woke_at, zone)
    if bed and bed != began(night, bed.time()):
        return True
    if woke is None:
        return False
    expected = ended(night, clock_time(morning.bed_at, zone), woke.time())
    return woke != expected or crosses_noon(night, woke)
