"""What can be said on the morning after: sleep, the day before, and one number for the rest of a long night."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.layout import Div, Field, Fieldset, Layout, Submit
from django import forms
from django.contrib.auth.models import User
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.entries import LONGEST_ID, MOST_COUNT
from journal.factors import FACTORS
from journal.forms.chips import Chip, ChipsField
from journal.forms.fields import ClockField, TextField, WholeNumberField
from journal.forms.layouts import CHIPS, part_of_form
from journal.forms.merge import Merging
from journal.forms.when import at_local
from journal.marking import gettext_noop
from journal.models import DayContext, Morning
from journal.models.day_context import Told
from journal.models.remembering import Part
from journal.nights import ONE_NIGHT
from journal.pages.dates import short_night
from journal.pages.morning import sleep_sentence
from journal.sleep import LONGEST, began, crosses_noon, ended
from journal.words import Word

TOLD = (Chip(Told.YES, Word(gettext_noop("Yes"))), Chip(Told.NO, Word(gettext_noop("No"))))


FACTOR_CODES = tuple(factor.code for factor in FACTORS)
TIMES = frozenset({"bed", "woke"})


class MorningForm(Merging, forms.Form):
    """Bed and wake time of a night, and what the day before it held. Every field may stay empty.

    ``night`` and ``zone`` are those of the page, also where it is sent when another night is the last. ``slept`` says
    after storing when the sleep was, if that was changed.
    """

    slept = ""

    bed = ClockField(label=_("To bed"), required=False)
    woke = ClockField(label=_("Up again"), required=False)
    note = TextField(label=_("A note on the day"), max_length=500, required=False)

    def __init__(
        self, *args: Any, night: date, zone: ZoneInfo, as_of: datetime, said: Morning | None, day: DayContext | None
    ) -> None:
        super().__init__(*args)
        self.night, self.zone, self.as_of = night, zone, as_of
        for factor in FACTORS:
            self.fields[factor.code] = ChipsField(TOLD, label=_(factor.question))
        self.initial = self.values(said, day)
        days = {"day": short_night(night), "next": short_night(night + ONE_NIGHT)}
        self.fields["bed"].help_text = gettext("%(day)s from 12:00 on, %(next)s before 12:00.") % days
        self.fields["woke"].help_text = _when_up(night, zone, said)
        self.helper = part_of_form()
        self.helper.layout = Layout(
            Fieldset(_("Sleep, if you like"), Div("bed", "woke", css_class="pair")),
            Fieldset(_("The day before"), *(Field(one.code, template=CHIPS) for one in FACTORS), "note"),
            Div(Submit("save", _("Save")), css_class="actions"),
        )

    def clean(self) -> dict[str, Any]:
        """Going to bed lies in this night, noon to noon; being up again is the first such time after it."""
        said = super().clean() or self.cleaned_data
        bed, woke = said.get("bed"), said.get("woke")
        bed_at = None if bed is None else self._instant("bed", began(self.night, bed))
        woke_at = None if woke is None else self._instant("woke", ended(self.night, bed, woke))
        if TIMES & {*self.changed_data}:
            self._refuse(bed_at, woke_at)
        return {**said, "bed_at": bed_at, "woke_at": woke_at}

    def values(self, said: Morning | None, day: DayContext | None) -> dict[str, Any]:
        """What the fields show of what is stored."""
        instants = {"bed": said and said.bed_at, "woke": said and said.woke_at}
        times = {name: at.astimezone(self.zone).time() if at else None for name, at in instants.items()}
        return times | {name: getattr(day, name) if day else "" for name in (*FACTOR_CODES, "note")}

    def store(self, person: User) -> bool:
        """Keep what was changed for this night, in one go; False if the person has to look at it again."""
        with transaction.atomic():
            said = Morning.objects.of(person).select_for_update().filter(night_of=self.night).first()
            day = DayContext.objects.of(person).select_for_update().filter(night_of=self.night).first()
            stored = self.texts(self.values(said, day))
            if said is None and day is None:  # nothing that could be written over
                self.opened = self.opened.with_texts(stored)
            changed = self.merge(stored)
            times = None if changed is None else self._times(said, changed)
            if changed is None or times is None:
                return False
            self._write(Morning, person, times)
            self._write(DayContext, person, {name: self.cleaned_data[name] for name in changed - TIMES})
        return True

    def _times(self, said: Morning | None, changed: frozenset[str]) -> dict[str, datetime | None] | None:
        """What to store of the sleep; None, with a message, if what was stored from elsewhere does not go with it.

        The page shows two times of day: with another time of going to bed, the same time of being up again may be on
        another day.
        """
        if not changed & TIMES:
            return {}
        bed_at: datetime | None = said.bed_at if said else None
        if "bed" in changed:
            bed_at = self.cleaned_data["bed_at"]
        woke = self.cleaned_data["woke"] if "woke" in changed else self.values(said, None)["woke"]
        bed = bed_at.astimezone(self.zone).time() if bed_at else None
        woke_at = None if woke is None else at_local(ended(self.night, bed, woke), self.zone).instant
        if self._refuse(bed_at, woke_at):
            return None
        self.slept = sleep_sentence(self.night, self.zone, bed_at, woke_at)
        return {"bed_at": bed_at, "woke_at": woke_at}

    def _refuse(self, bed_at: datetime | None, woke_at: datetime | None) -> bool:
        """Put what is wrong with the sleep beside its field; False if nothing is."""
        for name, at in (("bed", bed_at), ("woke", woke_at)):
            if at and at > self.as_of:
                local = at.astimezone(self.zone)
                day = {"time": f"{short_night(local.date())} {local:%H:%M}"}
                self.add_error(name, gettext("Understood as %(time)s, which is in the future.") % day)
                return True
        if bed_at and woke_at and not timedelta(0) < woke_at - bed_at <= LONGEST:
            hours = {"hours": round((woke_at - bed_at) / timedelta(hours=1))}
            text = gettext("This would be %(hours)d hours after you went to bed. Is one of the times wrong?")
            self.add_error("woke", text % hours)
            return True
        return False

    def _write(self, model: type[Morning | DayContext], person: User, values: dict[str, Any]) -> None:
        """The changed columns and no others."""
        if values:
            defaults = values | {"recorded_at": self.as_of}
            model._default_manager.update_or_create(owner=person, night_of=self.night, defaults=defaults)

    def _instant(self, name: str, local: datetime) -> datetime:
        """The instant of a time on the wall clock; that the clocks were changed then is remarked."""
        moment = at_local(local, self.zone)
        if moment.remark and name in self.changed_data:
            field = self.fields[name]
            field.remark = f"{field.remark} {moment.remark}".strip()  # type: ignore[attr-defined]
        return moment.instant


def _when_up(night: date, zone: ZoneInfo, said: Morning | None) -> str:
    """How a time of being up again is read; of a sleep that went on past noon, when it was and where it stands.

    So, too, of one whose two times would be read as others here: it was told on the clock of another zone.
    """
    bed, woke = (_on_the_wall(at, zone) for at in ((said.bed_at, said.woke_at) if said else (None, None)))
    elsewhere = (bed and bed != began(night, bed.time())) or (
        woke and woke != ended(night, bed.time() if bed else None, woke.time())
    )
    if said and (elsewhere or (woke and crosses_noon(night, woke))):
        return sleep_sentence(night, zone, said.bed_at, said.woke_at)
    return gettext("The first such time after going to bed, also past noon.")


def _on_the_wall(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at.astimezone(zone).replace(tzinfo=None) if at else None


PARTS = (
    Chip(Part.FALLING_ASLEEP, Word(gettext_noop("As I fell asleep"))),
    Chip(Part.IN_THE_NIGHT, Word(gettext_noop("In the night"))),
    Chip(Part.WAKING, Word(gettext_noop("As I woke up"))),
)


class RememberForm(forms.Form):
    """A part of last night, touched; ``key`` is the id of the entry, made with the form."""

    key = forms.CharField(max_length=LONGEST_ID)
    part = forms.ChoiceField(choices=[(one.value, one.word.lay) for one in PARTS])


class RestForm(forms.Form):
    """One number for the rest of a night with many entries."""

    count = WholeNumberField(
        label=_("About how many more?"),
        validators=[MinValueValidator(1), MaxValueValidator(MOST_COUNT)],
        error_messages={
            "required": _("Write a number, or leave it be."),
            "invalid": _("Write a whole number, like 20."),
            "min_value": _("Write a number from 1."),
            "max_value": _("Write a number up to %(limit_value)d."),
        },
    )
    muscle = forms.CharField(label=_("Where mostly?"), required=False)
