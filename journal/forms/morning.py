"""What can be said on the morning after: sleep, the day before, and one number for the rest of a long night."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from crispy_forms.layout import Div, Field, Fieldset, Layout, Submit
from django import forms
from django.contrib.auth.models import User
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from journal.entries import LONGEST_ID, MOST_COUNT
from journal.factors import FACTORS
from journal.forms.chips import Chip, ChipsField
from journal.forms.fields import ClockField, TextField, WholeNumberField
from journal.forms.layouts import CHIPS, part_of_form
from journal.forms.merge import Merging
from journal.marking import gettext_noop
from journal.models import DayContext, Morning
from journal.models.day_context import Told
from journal.models.remembering import Part
from journal.nights import NOON, ONE_NIGHT, resolve
from journal.words import Word

TOLD = (Chip(Told.YES, Word(gettext_noop("Yes"))), Chip(Told.NO, Word(gettext_noop("No"))))


FACTOR_CODES = tuple(factor.code for factor in FACTORS)
TIMES = frozenset({"bed", "woke"})
BEFORE_BED = _("This is before you went to bed.")


class MorningForm(Merging, forms.Form):
    """Bed and wake time of a night, and what the day before it held. Every field may stay empty.

    ``night`` and ``zone`` are those of the page, also where it is sent when another night is the last.
    """

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
        self.helper = part_of_form()
        self.helper.layout = Layout(
            Fieldset(_("Sleep, if you like"), Div("bed", "woke", css_class="pair")),
            Fieldset(_("The day before"), *(Field(one.code, template=CHIPS) for one in FACTORS), "note"),
            Div(Submit("save", _("Save")), css_class="actions"),
        )

    def clean(self) -> dict[str, Any]:
        """Times belong to this night, noon to noon; waking comes after going to bed and not after now."""
        said = super().clean() or self.cleaned_data
        bed, woke = self._instant("bed"), self._instant("woke")
        if woke and woke > self.as_of:
            self.add_error("woke", _("This time is in the future."))
        if bed and woke and woke <= bed:
            self.add_error("woke", BEFORE_BED)
        return {**said, "bed_at": bed, "woke_at": woke}

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
            if changed is None or not self._runs_forwards(said, changed):
                return False
            self._write(Morning, person, {f"{name}_at": self.cleaned_data[f"{name}_at"] for name in changed & TIMES})
            self._write(DayContext, person, {name: self.cleaned_data[name] for name in changed - TIMES})
        return True

    def _runs_forwards(self, said: Morning | None, changed: frozenset[str]) -> bool:
        """Whether bed and wake time still follow each other where one of them was stored from elsewhere."""
        bed, woke = (
            self.cleaned_data[f"{name}_at"] if name in changed else said and getattr(said, f"{name}_at")
            for name in ("bed", "woke")
        )
        if changed & TIMES and bed and woke and woke <= bed:
            self.add_error("woke" if "woke" in changed else "bed", BEFORE_BED)
            return False
        return True

    def _write(self, model: type[Morning | DayContext], person: User, values: dict[str, Any]) -> None:
        """The changed columns and no others."""
        if values:
            defaults = values | {"recorded_at": self.as_of}
            model._default_manager.update_or_create(owner=person, night_of=self.night, defaults=defaults)

    def _instant(self, name: str) -> datetime | None:
        clock = self.cleaned_data.get(name)
        if clock is None:
            return None
        day = self.night if clock >= NOON else self.night + ONE_NIGHT
        return resolve(datetime.combine(day, clock), self.zone)[0]


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
