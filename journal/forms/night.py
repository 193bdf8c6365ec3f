"""What may be said of a night as a whole."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from journal.models import Episode, NightRecord
from journal.nights import last_night
from journal.pages.week import last_week, night_name

NOT_A_NIGHT = _("Write the night as a date, like 2026-07-06.")


class NightForm(forms.Form):
    """The night of the button that was touched: ``none`` says "no twitches" of it, ``nothing`` takes that back."""

    none = forms.DateField(required=False, error_messages={"invalid": NOT_A_NIGHT})
    nothing = forms.DateField(required=False, error_messages={"invalid": NOT_A_NIGHT})

    def __init__(self, *args: Any, person: User, as_of: datetime, zone: ZoneInfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.as_of, self.zone = person, as_of, zone

    def clean(self) -> dict[str, Any]:
        """Exactly one of the two."""
        said = super().clean() or self.cleaned_data
        if not self.errors and bool(said["none"]) == bool(said["nothing"]):
            raise ValidationError(_("Choose a night."))
        return said

    def clean_none(self) -> date | None:
        """Only a night of the last week without episodes can be called quiet."""
        night: date | None = self.cleaned_data["none"]
        if night is None:
            return None
        if night > last_night(self.as_of, self.zone):
            raise ValidationError(_("This night is still to come. Say how it was when it is over."))
        if night < last_week(self.as_of, self.zone)[0]:
            raise ValidationError(_("Only nights of the last week can be marked: older ones are hard to be sure of."))
        if Episode.objects.of(self.person).kept().on_nights(night, night).exists():
            raise ValidationError(_("This night has entries in your diary, so it was not without twitches."))
        return night

    def save(self) -> str:
        """Store or remove the sentence and say so. Saying it twice stores it once."""
        quiet, open_again = self.cleaned_data["none"], self.cleaned_data["nothing"]
        if quiet:
            NightRecord.objects.get_or_create(owner=self.person, night_of=quiet, defaults={"recorded_at": self.as_of})
            return gettext("No twitches in the night of %(night)s: noted.") % {"night": night_name(quiet)}
        NightRecord.objects.of(self.person).filter(night_of=open_again).delete()
        return gettext("Taken back. The night of %(night)s is not recorded.") % {"night": night_name(open_again)}
