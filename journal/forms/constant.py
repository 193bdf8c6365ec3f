"""“It went on and on”: a place of a night, from a page or from a program."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.anatomy import MUSCLE_BY_ID, Back, Side, back_of
from journal.constant_places import ConstantPlace
from journal.entries import EARLIEST_YEAR, MIDLINE
from journal.forms.place_field import ChosenPlace, PlaceField
from journal.models.choices import choices
from journal.nights import night_of
from journal.observations import CalledBack
from journal.reading.night_marks import BACK_OF_TEXT, SIDE_OF_TEXT

NO_PLACE = _("Choose a place, or “Not sure where”.")
NOT_LISTED = _("“%(name)s” is not in the list of muscles. Choose one, or “Not sure where”.")


class ConstantForm(forms.Form):
    """A place of ``night``; once it is valid ``place`` holds it."""

    muscle = PlaceField(required=False, label=_("Where?"))
    side = forms.ChoiceField(required=False, label=_("Which side?"), choices=choices(Side))
    called_back = forms.ChoiceField(
        required=False, label=_("Would you call this your back?"), choices=choices(CalledBack)
    )

    def __init__(self, *args: Any, night: date, as_of: datetime, zone: ZoneInfo) -> None:
        super().__init__(*args)
        self.night, self.as_of, self.zone = night, as_of, zone

    def clean(self) -> dict[str, Any]:
        """A listed muscle, and a side only where it has one."""
        cleaned = super().clean() or self.cleaned_data
        chosen: ChosenPlace = cleaned.get("muscle") or ChosenPlace()
        side = cleaned.get("side") or chosen.side
        self._refuse(chosen.muscle, side)
        if not self.errors and chosen.muscle:
            back = back_of(chosen.muscle) is Back.ASK and cleaned.get("called_back")
            self.place = ConstantPlace(
                self.night, chosen.muscle, SIDE_OF_TEXT[side or ""], BACK_OF_TEXT[back or ""]
            )
        return cleaned

    def _refuse(self, name: str | None, side: str | None) -> None:
        if self.night > night_of(self.as_of, self.zone):
            self.add_error(None, _("This night is still to come. Say how it was when it is over."))
        if self.night.year < EARLIEST_YEAR:
            self.add_error(None, _("This night is before the year 1900."))
        muscle = MUSCLE_BY_ID.get(name or "")
        if not name:
            self.add_error("muscle", NO_PLACE)
        elif muscle is None:
            self.add_error("muscle", gettext(str(NOT_LISTED)) % {"name": name[:40]})
        elif muscle.midline and side:
            self.add_error("side", gettext(MIDLINE))
