"""Where an entry and the mark "no twitches" meet on one night: the entry counts."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.wording.dates import night


def counts_with_entries(on: date) -> str:
    """An entry has come to a night that was marked."""
    text = _("You had marked %(night)s “no twitches”. Now it counts as a night with entries.")
    return text % {"night": night(on)}


def counts_as_quiet_again(on: date) -> str:
    """The last entry has left a night that was marked."""
    return _("%(night)s counts as “no twitches” again.") % {"night": night(on)}


def unknown_night_text(entries: int, *, is_marked: bool) -> str:
    """What "I do not know" leaves of a night: whatever was written down of it before stays."""
    if entries:
        text = ngettext("The night keeps its %d entry.", "The night keeps its %d entries.", entries)
        text %= entries
    elif is_marked:
        text = _("You had marked this night “no twitches”, and that stays until you undo it.")
    else:
        text = _("The night stays “not recorded”.")
    return f"{_('Saved: you do not know.')} {text}"
