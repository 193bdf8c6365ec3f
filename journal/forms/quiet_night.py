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

from journal.actions.night import mark_quiet, unmark_quiet
from journal.actions.trash import discard_all
from journal.forms.text_fields import DayBoxField
from journal.models import Episode
from journal.models.episode_queryset import EpisodeQuerySet
from journal.nights import last_night
from journal.pages.marked_nights import mark_holds_text
from journal.reading.marked_nights import is_marked
from journal.reading.night_marks import read_constant
from journal.reading.week import WEEK, last_week
from journal.wording import dates
from journal.wording.nights import undone_text

LAST_WEEK = timedelta(days=WEEK - 1)
NOT_A_NIGHT = _("Write the night as a date, like 2026-07-06.")


class NightForm(forms.Form):
    """The night of the button that was touched.

    ``none`` says "no twitches" of it, ``nothing`` takes that back.

    ``again`` says that a night marked so was without twitches after all, though entries have come:
    they go into the trash. It holds the night and, behind a space, how many entries the page
    showed.
    """

    none = DayBoxField(required=False, error_messages={"invalid": NOT_A_NIGHT})
    nothing = DayBoxField(required=False, error_messages={"invalid": NOT_A_NIGHT})
    again = forms.CharField(required=False, max_length=40)

    def __init__(
        self,
        *args: Any,
        person: User,
        as_of: datetime,
        zone: ZoneInfo,
        latest: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.as_of, self.zone = person, as_of, zone
        # The latest night that the page showed; it offered it, and six before it.
        self.latest = latest or last_night(as_of, zone)

    def clean(self) -> dict[str, Any]:
        """Exactly one of the three."""
        cleaned = super().clean() or self.cleaned_data
        answers = [cleaned.get(name) for name in ("none", "nothing", "again")]
        if not self.errors and sum(map(bool, answers)) != 1:
            raise ValidationError(_("Choose a night."))
        return cleaned

    def clean_none(self) -> date | None:
        """Only a night of the last week without episodes can be called quiet."""
        night: date | None = self.cleaned_data["none"]
        if night is None:
            return None
        if night > max(self.latest, last_night(self.as_of, self.zone)):
            raise ValidationError(_("This night is still to come. Say how it was when it is over."))
        if night < min(self.latest - LAST_WEEK, last_week(self.as_of, self.zone)[0]):
            raise ValidationError(
                _("Only nights of the last week can be marked: older ones are hard to be sure of.")
            )
        if read_constant(self.person, night, night):
            raise ValidationError(
                _("In this night it went on and on, so it cannot be marked “no twitches”.")
            )
        if self._entries(night).exists():
            raise ValidationError(
                _("This night has entries in your diary, so it cannot be marked “no twitches”.")
            )
        return night

    def clean_again(self) -> date | None:
        """The marked night, if it has as many entries as were shown.

        What came since is looked at first: raises ValidationError.
        """
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
            raise ValidationError(
                _("The entries of this night have changed since. Look at them first.")
            )
        return night

    def _entries(self, night: date) -> EpisodeQuerySet:
        return Episode.objects.of(self.person).kept().on_nights(night, night)

    def store(self) -> str:
        """Store or remove the sentence and say so. Saying it twice stores it once."""
        quiet, open_again, again = (
            self.cleaned_data[name] for name in ("none", "nothing", "again")
        )
        if again:
            number = discard_all(self._entries(again), self.as_of)
            moved = (
                ngettext("%d entry moved to the trash.", "%d entries moved to the trash.", number)
                % number
            )
            return f"{moved} {mark_holds_text(self.person, again)}"
        if quiet:
            mark_quiet(self.person, quiet, self.as_of)
            return gettext("Saved: no twitches, %(night)s.") % {"night": dates.night(quiet)}
        unmark_quiet(self.person, open_again)
        return undone_text(open_again, self._entries(open_again).count())
