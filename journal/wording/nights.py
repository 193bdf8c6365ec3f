"""What is known of a night."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.constant_places import ConstantPlace
from journal.nights import NightState
from journal.wording.constant import night_text
from journal.wording.dates import night


def night_label(on: date, last: date) -> str:
    """As in "Mon to Tue, 6–7 Jul", or "Last night, Mon to Tue, 6–7 Jul" for the night ``last``."""
    if on == last:
        return _("Last night, %(night)s") % {"night": night(on)}
    return night(on)


def night_state_text(
    state: NightState,
    entries: int,
    constant: Sequence[ConstantPlace] = (),
    *,
    marked: bool,
    before: bool,
) -> str:
    """As in "2 entries", "It went on and on: Calf, left", "No twitches noticed" or "Not recorded".

    ``marked``: the person said "no twitches" of a night that has more. ``before``: the diary
    begins later.
    """
    text = _state_text(state, entries)
    if constant:
        went_on = night_text(constant)
        text = f"{text}. {went_on}" if entries else went_on
    if before:
        text = _("Before your diary began")
    if not marked:
        return text
    return _("%(entries)s; you had marked it “no twitches”") % {"entries": text}


def _state_text(state: NightState, entries: int) -> str:
    if state is NightState.EPISODES:
        return ngettext("%(number)d entry", "%(number)d entries", entries) % {"number": entries}
    if state is NightState.NONE:
        return _("No twitches noticed")
    return _("Not recorded")


def recorded_short(recorded: int, nights: int) -> str:
    """As in "5 of 7 recorded"."""
    return _("%(recorded)d of %(nights)d recorded") % {"recorded": recorded, "nights": nights}


def undone_text(on: date, entries: int) -> str:
    """After something said of a night as a whole was taken back: what is known of it now."""
    if not entries:
        text = _("Undone. %(night)s is not recorded.")
    else:
        text = ngettext(
            "Undone. %(night)s keeps its %(number)d entry.",
            "Undone. %(night)s keeps its %(number)d entries.",
            entries,
        )
    return text % {"night": night(on), "number": entries}
