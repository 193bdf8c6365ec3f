"""The form that ends the diary, goes on with it, or begins it again."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from journal.actions.preferences import change_preferences
from journal.forms.merge import compare
from journal.forms.opened_about import opened_about
from journal.models import Preferences
from journal.reading.appointments import DIARY_ROUND
from journal.wording.dates import day


class DiaryEnd(StrEnum):
    """What can be answered to "Is this still useful?"."""

    END = "end"
    GO_ON = "go_on"
    MORNINGS = "mornings"
    UNTIL_VISIT = "until_visit"


# The part of a page's form that shows whether and until when the diary goes on.
ENDING = "ending"


def ending_text(preferences: Preferences) -> str:
    """What a page shows of the diary's end, to be compared."""
    return f"{preferences.ended_on or ''} {preferences.goes_on_until or ''}".strip()


class DiaryEndForm(forms.Form):
    """One button: end the diary, go on for four weeks, go on by mornings only (no page leads to
    the night pad any more), or go on until a visit that is still to be noted.

    A page that does not say what it showed of the diary's end is taken at its word.
    """

    answer = forms.ChoiceField(choices=[(answer, "") for answer in DiaryEnd])

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._opened = opened_about(request, {}, {})

    def store(self, person: User, today: date) -> str:
        """Write the answer, unless something else was decided since the page was opened.

        Returns the sentence to say.
        """
        answer = self.cleaned_data["answer"]
        values = _values(answer, today)
        with transaction.atomic():
            stored = Preferences.objects.of(person).select_for_update().first() or Preferences(
                owner=person
            )
            texts = {ENDING: ending_text(Preferences(owner=person, **values))}
            comparison = compare(self._opened, texts, {ENDING: ending_text(stored)}, {})
            if comparison.disputed and ENDING in self._opened.values:
                return _decided_elsewhere(stored)
            if comparison.changed or comparison.disputed:
                change_preferences(person, **values)
        return _decided(answer)


def _values(answer: str, today: date) -> dict[str, Any]:
    if answer == DiaryEnd.END:
        return {"ended_on": today, "goes_on_until": None}
    values: dict[str, Any] = {"ended_on": None, "goes_on_until": today + DIARY_ROUND}
    if answer == DiaryEnd.MORNINGS:
        values["shows_pad"] = False
    return values


def _decided(answer: str) -> str:
    if answer == DiaryEnd.END:
        return _("The diary is ended. Everything stays.")
    if answer == DiaryEnd.MORNINGS:
        return _("Mornings only, for four weeks. The night pad comes back in Settings.")
    if answer == DiaryEnd.UNTIL_VISIT:
        return _("Until the visit. Write its day down under “Appointment”.")
    return _("Four weeks more.")


def _decided_elsewhere(stored: Preferences) -> str:
    if stored.ended_on:
        text = _(
            "Meanwhile the diary was ended on %(day)s, in another window or on another device. "
            "Nothing was changed."
        )
        return text % {"day": day(stored.ended_on)}
    if stored.goes_on_until:
        text = _("Meanwhile it was decided elsewhere to go on until %(day)s. Nothing was changed.")
        return text % {"day": day(stored.goes_on_until)}
    return _(
        "Meanwhile the diary was begun again in another window or on another device. Nothing "
        "was changed."
    )
