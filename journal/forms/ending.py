"""Ending the diary, going on, beginning again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from journal.forms.merge import compare
from journal.forms.opened import opened_about
from journal.models import Preferences
from journal.pages.appointments import ROUND
from journal.pages.dates import day

# The part of a page's form that shows whether and until when the diary goes on.
ENDING = "ending"


def ending_text(preferences: Preferences) -> str:
    """What a page shows of the diary's end, to be compared."""
    return f"{preferences.ended_on or ''} {preferences.goes_on_until or ''}".strip()


class EndingForm(forms.Form):
    """One of two buttons; a page that does not say what it showed of the end is taken at its word."""

    answer = forms.ChoiceField(choices=[("end", ""), ("go_on", "")])

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opened = opened_about(request, {}, {})

    def store(self, person: User, today: date) -> str:
        """Write the answer unless something else was decided since the page was opened; the sentence to say."""
        ends = self.cleaned_data["answer"] == "end"
        values = {"ended_on": today if ends else None, "goes_on_until": None if ends else today + ROUND}
        with transaction.atomic():
            stored = Preferences.objects.select_for_update().filter(owner=person).first() or Preferences(owner=person)
            texts = {ENDING: ending_text(Preferences(owner=person, **values))}
            found = compare(self._opened, texts, {ENDING: ending_text(stored)}, {})
            if found.disputed and ENDING in self._opened.values:
                return _decided_elsewhere(stored)
            if found.changed or found.disputed:
                Preferences.objects.update_or_create(owner=person, defaults=values)
        return _("The diary is ended. Everything stays.") if ends else _("Four weeks more.")


def _decided_elsewhere(stored: Preferences) -> str:
    if stored.ended_on:
        text = _(
            "Meanwhile the diary was ended on %(day)s, in another window or on another device. Nothing was changed."
        )
        return text % {"day": day(stored.ended_on)}
    if stored.goes_on_until:
        text = _("Meanwhile it was decided elsewhere to go on until %(day)s. Nothing was changed.")
        return text % {"day": day(stored.goes_on_until)}
    return _("Meanwhile the diary was begun again in another window or on another device. Nothing was changed.")
