"""Patterns of matches: where they are, on how many nights, and against the weeks before."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from journal.intervals import Difference, Interval
from journal.patterns import Pattern
from journal.wording.places import place_name


def pattern_name(pattern: Pattern) -> str:
    """As in "Calf, left"; what is about whole nights has no place."""
    if pattern.criterion.rule is not None:
        return place_name(pattern.muscle, pattern.side) or _("Place not recorded")
    if pattern.entries:
        return _("Nights over your own limit")
    return _("Your own answer")


def pattern_text(pattern: Pattern) -> str:
    """As in "3 entries, on 2 of 9 recorded nights."."""
    if not pattern.entries:
        return _("You think that you are getting too many.")
    entries = ngettext("%d entry", "%d entries", len(pattern.entries)) % len(pattern.entries)
    values = {"entries": entries, "nights": len(pattern.nights), "recorded": pattern.recorded}
    return _("%(entries)s, on %(nights)d of %(recorded)d recorded nights.") % values


def change_text(change: Difference | None, *, began_before: bool) -> str:
    """The change against the weeks before; "" where there are no weeks before.

    ``began_before``: the diary is as old as these weeks.
    """
    if change is None:
        return ""
    if began_before:
        text = _("In the same number of weeks before: on %(part)d of %(of)d recorded nights.")
    else:
        text = _(
            "Before these weeks, since your diary began: on %(part)d of %(of)d recorded nights."
        )
    values = {"part": change.second.part, "of": change.second.of}
    return f"{text % values} {_difference_text(change.interval)}"


def _difference_text(interval: Interval | None) -> str:
    """In words that need no statistics."""
    if interval is None or interval.low <= 0 <= interval.high:
        return _("Too few nights to tell which is more.")
    if interval.low > 0:
        return _("More nights than before.")
    return _("Fewer nights than before.")
