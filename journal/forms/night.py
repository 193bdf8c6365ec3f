"""What may be said of a night as a whole."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from journal.forms.fields import DayField
from journal.models import Episode, NightRecord
from journal.models.episode import EpisodeQuerySet
from journal.nights import last_night
from journal.pages.quiet import is_marked, mark_holds_again
from journal.pages.week import WEEK, last_week, night_name

LAST_WEEK = timedelta(days=WEEK - 1)
NOT_A_NIGHT = _("Write the night as a date, like 2026-07-06.")


class NightForm(forms.Form):
    """The night of the button that was touched: ``none`` says "no twitches" of it, ``nothing`` takes that back.

    ``again`` says that a night marked so was without twitches after all, though entries have come: they go into the
    trash. It holds the night and, behind a space, how many entries the page showed.
    """

    none = DayField(required=False, error_messages={"invalid": NOT_A_NIGHT})
    nothing = DayField(required=False, error_messages={"invalid": NOT_A_NIGHT})
    again = forms.CharField(required=False, max_length=40)

    def __init__(
        self, *args: Any, person: User, as_of: datetime, zone: ZoneInfo, shown: date | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.as_of, self.zone = person, as_of, zone
        # The latest night that the page showed; it offered it, and six before it.
        self.shown = shown or last_night(as_of, zone)

    def clean(self) -> dict[str, Any]:
        """Exactly one of the three."""
        said = super().clean() or self.cleaned_data
        if not self.errors and sum(bool(said[name]) for name in ("none", "nothing", "again")) != 1:
            raise ValidationError(_("Choose a night."))
        return said

    def clean_none(self) -> date | None:
        """Only a night of the last week without episodes can be called quiet."""
        night: date | None = self.cleaned_data["none"]
        if night is None:
            return None
        if night > max(self.shown, last_night(self.as_of, self.zone)):
            raise ValidationError(_("This night is still to come. Say how it was when it is over."))
        if night < min(self.shown - LAST_WEEK, last_week(self.as_of, self.zone)[0]):
            raise ValidationError(_("Only nights of the last week can be marked: older ones are hard to be sure of."))
        if self._entries(night).exists():
            raise ValidationError(_("This night has entries in your diary, so it cannot be marked “no twitches”."))
        return night

    def clean_again(self) -> date | None:
        """Only a marked night, with as many entries as were shown: what came since is looked at first."""
        text, _space, number = self.cleaned_data["again"].partition(" ")
        if not text:
            return None
        try:
            night = date.fromisoformat(text)
        except ValueError as error:
            raise ValidationError(NOT_A_NIGHT) from error
        if not is_marked(self.person, night):
            raise ValidationError(_("This night is not marked “no twitches”. Nothing was changed."))
        if str(self._entries(night).count()) != number:
            raise ValidationError(_("The entries of this night have changed since. Look at them first."))
        return night

    def _entries(self, night: date) -> EpisodeQuerySet:
        return Episode.objects.of(self.person).kept().on_nights(night, night)

    def save(self) -> str:
        """Store or remove the sentence and say so. Saying it twice stores it once."""
        quiet, open_again, again = (self.cleaned_data[name] for name in ("none", "nothing", "again"))
        if again:
            number = self._entries(again).update(deleted_at=self.as_of)
            moved = ngettext("%d entry moved to the trash.", "%d entries moved to the trash.", number) % number
            return f"{moved} {mark_holds_again(self.person, again)}"
        if quiet:
            NightRecord.objects.get_or_create(owner=self.person, night_of=quiet, defaults={"recorded_at": self.as_of})
            return gettext("Saved: no twitches in the night of %(night)s.") % {"night": night_name(quiet)}
        NightRecord.objects.of(self.person).filter(night_of=open_again).delete()
        number = self._entries(open_again).count()
        if not number:
            text = gettext("Taken back. The night of %(night)s is not recorded.")
        else:
            text = ngettext(
                "Taken back. The night of %(night)s keeps its %(number)d entry.",
                "Taken back. The night of %(night)s keeps its %(number)d entries.",
                number,
            )
        return text % {"night": night_name(open_again), "number": number}
